import { findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "personal-data";
const { passed, fatal } = findings(name);

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the rearranged number is 1 modulo 97. */
function iban(text: string): boolean {
  const compact = text.replace(/ /g, "");
  if (compact.length < 15 || compact.length > 34) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  const digits = rearranged.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Spanish DNI: the letter is the number modulo 23 in the table of Royal Decree 1553/2005. */
const dni = (text: string): boolean => "TRWAGMYFPDXBNJZSQVHLCKE"[Number(text.slice(0, 8)) % 23] === text[8];

/** RFC 2606 and RFC 6761 keep these for examples. */
const reserved = /@(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org|edu))?|test|invalid|localhost)$/i;

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** What identifies a person, and how a match is confirmed. */
const kinds: readonly { what: string; pattern: RegExp; confirm?: (match: string, text: string) => boolean }[] = [
  {
    what: "an e-mail address",
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![\w-])/gi,
    confirm: (match) => !reserved.test(match),
  },
  {
    what: "a telephone number",
    // International with its plus sign behind nothing that could be added to.
    pattern:
      /(?<![\d.)=]\s*)(?<!\w)\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]\d{2,4}){2,4}(?![\w.]\d|\d)/g,
    confirm: (match) => digitsOf(match).length >= 10 && digitsOf(match).length <= 15,
  },
  {
    what: "a telephone number",
    pattern: /(?<![\w.-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)[2-9]\d{2}-\d{4}(?![\w-])/g,
    // 555-0100 to 555-0199 are kept for fiction.
    confirm: (match) => !/555-01\d\d$/.test(match),
  },
  {
    what: "a payment card number",
    pattern:
      /(?<![\w.-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d\d))([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5})(?![\w.-]?\d)/g,
    confirm: (match) => luhn(digitsOf(match)),
  },
  {
    what: "a payment card number",
    pattern: /(?<![\w.-])(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13})(?![\w.])/g,
    confirm: (match, text) => luhn(match) && /\b(?:card|visa|mastercard|amex|cvv|cvc)\b/i.test(text),
  },
  {
    what: "a bank account number",
    pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g,
    confirm: iban,
  },
  {
    what: "a social security number",
    pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  {
    what: "a national insurance number",
    pattern: /(?<!\w)(?![DFIQUV])[A-CEGHJ-PR-TW-Z](?![DFIQUVO])[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/g,
    confirm: (_match, text) => /\bnational insurance\b|\bNI number\b|\bNINO\b/i.test(text),
  },
  { what: "a national identity number", pattern: /(?<!\w)\d{8}[A-HJ-NP-TV-Z](?!\w)/g, confirm: dni },
];

/**
 * E-mail addresses, telephone numbers, payment cards (Luhn), bank accounts (IBAN), and identity numbers of the United
 * States, the United Kingdom and Spain. Names, postal addresses and health data need a reader; the judge is asked.
 */
export const personalData: ReviewCheck = {
  name,
  description: "No e-mail address, telephone, card, account or identity number of a person.",
  run({ text }) {
    for (const part of [text.prompt, text.response, ...(text.others ?? [])]) {
      if (!/\d{4}|\d[- ]\d|@/.test(part)) continue;
      for (const { what, pattern, confirm } of kinds) {
        for (const [match] of part.matchAll(pattern)) {
          if (confirm === undefined || confirm(match, part)) return fatal(`The text holds ${what}; take it out.`);
        }
      }
    }
    return passed("No personal data was found by pattern.");
  },
};
