import { findings } from "../finding.ts";
import { type Grade, type Place, placeOf } from "../grading.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "personal-data";
const { passed, fatal, unchecked } = findings(name);

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Lengths of account numbers by country, from the registry of ISO 13616. */
const ibanLengths: ReadonlyMap<string, number> = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 " +
    "GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 " +
    "MK19 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 VG24 XK20"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 13616: the rearranged number is 1 modulo 97. */
function iban(text: string): boolean {
  const compact = text.replace(/ /g, "");
  if (ibanLengths.get(compact.slice(0, 2)) !== compact.length) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Spanish DNI: the letter is the number modulo 23 in the table of Royal Decree 1553/2005. */
const dni = (text: string): boolean => "TRWAGMYFPDXBNJZSQVHLCKE"[Number(text.slice(0, 8)) % 23] === text[8];

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Top-level domains under which people have addresses; what else stands behind a point is a name in code. */
const domains =
  /\.(?:com|net|org|edu|gov|mil|int|info|biz|name|pro|dev|app|xyz|online|site|tech|store|blog|cloud|email|academy|university|school|company|agency|systems|solutions|science|health|care|clinic|world|network|digital|studio|design|social|(?!so$|py$|js$|ts$|hs$|rb$|fs$|go$|cs$)[a-z]{2})$/i;
/** RFC 2606 and RFC 6761 keep the first for examples; the others are nobody's in texts. */
const placeholders =
  /@(?:[\w-]+\.)*(?:example(?:\.\w+)?|test|invalid|localhost|local|ex[ae]mpl[eo]\.\w+|(?:your|my|some)?-?(?:domain|company|host|hostname|server|website|site|mail|email|provider|foo|bar|acme|corp|org|university|school)\.(?:com|net|org|edu|io))$/i;
/** Local parts that name an office or nobody. */
const nobody =
  /^(?:user(?:name)?\d*|you|(?:your|my)[._-]?\w*|name|first(?:name)?[._-]?last(?:name)?|john[._]?doe|jane[._]?doe|foo|bar|baz|test\w*|someone|somebody|me|abc|xyz|[a-z]|ex[ae]mpl[eo]|e?mail|admin|administrator|root|info|support|contact|sales|help|helpdesk|no-?reply|do-?not-?reply|webmaster|postmaster|hostmaster|abuse|security|git|hello|office|press|editors?|team|service|billing|jobs|privacy|feedback|permissions)$/i;

/** Words that say that a number is made for showing. */
const shown =
  /\b(?:examples?|fictional|fictitious|dummy|placeholder|sample number|test (?:card|number|data)|sandbox|made[- ]up|luhn|checksum|check digits?|mod(?:ulo)? (?:10|97)|regex|regular expression|valid(?:ates?|ation|ity)|format)\b/i;
const payment =
  /\b(?:cards?|visa|mastercard|amex|american express|cvv|cvc|pa(?:y|id|ys|yment)|charged?|debit|credit|expir\w+)\b/i;
const calling =
  /\b(?:call(?: me| us| him| her)?|phone|tele?phone|tel|mobile|cell|fax|whatsapp|ring|dial|text me|reach (?:me|him|her|us)|number|contact)\b/i;
const insurance = /\b(?:social security|ssn|taxpayer|tin|itin)\b/i;
const identity = /\b(?:dni|nif|documento|identidad|identity (?:card|number)|national id)\b/i;
/** A calculation on either side: the digits are terms of it. */
const calculated = ({ before, after }: Place): boolean =>
  /[\d)=×·*/+−<>≈^]\s{0,3}$|[=<>≈]\s?[\p{L}\d]*\s?$/u.test(before.slice(-12)) ||
  /^\s{0,3}(?:[=×·*/+−<>≈^]|-\s?\d)/.test(after);

/** Numbers that payment networks publish for tests. */
const testCards: ReadonlySet<string> = new Set(
  (
    "4111111111111111 4242424242424242 4012888888881881 4000056655665556 5555555555554444 5105105105105100 " +
    "2223003122003222 6011111111111117 6011000990139424 378282246310005 371449635398431"
  ).split(" "),
);

interface Kind {
  what: string;
  pattern: RegExp;
  grade(match: string, place: Place, text: string): Grade;
}

const unless = (innocent: boolean): Grade => (innocent ? "innocent" : "certain");

function card(match: string, place: Place): Grade {
  const near = place.before.slice(-80) + place.after.slice(0, 80);
  const digits = digitsOf(match);
  if (!luhn(digits) || shown.test(near) || calculated(place)) return "innocent";
  if (payment.test(near)) return "certain";
  return testCards.has(digits) ? "innocent" : "undecided";
}

/** What identifies a person, and how a match is judged. */
const kinds: readonly Kind[] = [
  {
    what: "an e-mail address",
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi,
    grade: (match, { before, after }) => {
      const local = match.slice(0, match.indexOf("@"));
      // `git@github.com:owner/name`, `user:word@host.com` in an address of the web, `X@beta.to(device)`.
      const code = /^(?:[([]|:[\w~/]|\.\w+\()/.test(after) || /:\/\/[^\s@]*$/.test(before) || /[=@]\s?$/.test(before);
      return unless(code || !domains.test(match) || placeholders.test(match) || nobody.test(local));
    },
  },
  {
    what: "a telephone number",
    pattern: /(?<!\w)\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]\d{2,4}){2,4}(?![\w.]\d|\d)/g,
    grade: (match, place) => {
      const digits = digitsOf(match);
      if (digits.length < 10 || digits.length > 15 || /^1?(?:8(?:00|33|44|55|66|77|88)|\d{3}555)/.test(digits))
        return "innocent";
      if (calling.test(place.before.slice(-60))) return unless(shown.test(place.before + place.after));
      // What stands behind a term of a sum is a term.
      const term =
        /[\d)\p{L}%]\s{0,2}$/u.test(place.before) &&
        /[=×·*/]|\bsum\b/.test(place.before.slice(-40) + place.after.slice(0, 40));
      return unless(term || calculated(place) || shown.test(place.before + place.after));
    },
  },
  {
    what: "a telephone number",
    pattern: /(?<![\w.-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)[2-9]\d{2}-\d{4}(?![\w-])/g,
    // Area and exchange 555 are kept for fiction, 800 and its like belong to offices.
    grade: (match, place) =>
      unless(
        /555-\d{4}$|^\(?555/.test(match) ||
          /^\(?8(?:00|33|44|55|66|77|88)/.test(match) ||
          calculated(place) ||
          shown.test(place.before + place.after),
      ),
  },
  {
    what: "a telephone number",
    pattern:
      /\b(?:(?:call|phone|ring|text|reach) (?:me|him|her|us) (?:at|on)|(?:my|his|her|private|home) (?:phone |mobile |cell )?number is|tel(?:ephone)?[.:]|phone(?: number)?:|mobile:|cell:|whatsapp:?) ?\(?0?\d[\d ().-]{6,14}\d(?![\d.])/gi,
    grade: (match, place) => {
      const digits = digitsOf(match);
      return unless(digits.length < 9 || /555/.test(digits) || shown.test(place.before + place.after));
    },
  },
  {
    what: "a payment card number",
    pattern:
      /(?<![\w.-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d\d))([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5})(?![\w.-]?\d)/g,
    grade: card,
  },
  {
    what: "a payment card number",
    pattern: /(?<![\w.-])(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13})(?![\w.]\d|\d|\w)/g,
    // Without groups it is a card only where one is spoken of.
    grade: (match, place) => (card(match, place) === "certain" ? "certain" : "innocent"),
  },
  {
    what: "a bank account number",
    pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g,
    grade: (match, place) => unless(!iban(match) || shown.test(place.before.slice(-80) + place.after.slice(0, 80))),
  },
  {
    what: "a social security number",
    pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
    grade: (match, place) => {
      const near = place.before.slice(-80) + place.after.slice(0, 80);
      if (match === "123-45-6789" || shown.test(near) || calculated(place)) return "innocent";
      return insurance.test(near) ? "certain" : "undecided";
    },
  },
  {
    what: "a national insurance number",
    pattern: /(?<!\w)(?![DFIQUV])[A-CEGHJ-PR-TW-Z](?![DFIQUVO])[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/g,
    grade: (_match, { before, after }) =>
      unless(!/\bnational insurance\b|\bNI number\b|\bNINO\b/i.test(before + after) || shown.test(before + after)),
  },
  {
    what: "a national identity number",
    pattern: /(?<!\w)\d{8}-?[A-HJ-NP-TV-Z](?!\w)/g,
    // One number in 23 has the right letter by chance.
    grade: (match, { before, after }) => unless(!dni(match.replace("-", "")) || !identity.test(before + after)),
  },
];

/**
 * E-mail addresses, telephone numbers, payment cards (Luhn), bank accounts (IBAN), and identity numbers of the United
 * States, the United Kingdom and Spain; what is made for examples, published for tests or part of a calculation is
 * none. Names, postal addresses and health data need a reader; the judge is asked.
 */
export const personalData: ReviewCheck = {
  name,
  description: "No e-mail address, telephone, card, account or identity number of a person.",
  run({ text }) {
    let open: string | null = null;
    for (const part of [text.prompt, text.response, ...(text.others ?? [])]) {
      if (!/\d{4}|\d[- ]\d|@/.test(part)) continue;
      for (const { what, pattern, grade } of kinds) {
        for (const { 0: match, index } of part.matchAll(pattern)) {
          const found = grade(match, placeOf(part, index, match.length), part);
          if (found === "certain") return fatal(`The text holds ${what}; take it out.`);
          if (found === "undecided") open ??= what;
        }
      }
    }
    if (open !== null) return unchecked(`The text may hold ${open}; a reader must decide.`);
    return passed("No personal data was found by pattern.");
  },
};
