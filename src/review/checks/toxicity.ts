import { sha256 } from "../../../schema/canonical.ts";
import { findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "toxicity";
const { passed, fatal } = findings(name);

const group =
  "(?:wom[ae]n|men|girls|jews|muslims|christians|hindus|gays|lesbians|immigrants|refugees|foreigners|blacks|whites|asians|arabs|disabled people|(?:black|white|asian|gay|jewish|muslim|disabled|old|poor) people)";

/** Threats, incitement and abuse that are what they are in any context of teaching. */
const rules: readonly [pattern: RegExp, what: string][] = [
  [
    /\bkill(?:ing)? yourself\b|\b(?:go|should|just) (?:and )?die\b(?! out| off| down| away)|\bhang yourself\b|\bend your (?:own )?life\b/i,
    "urges self-harm",
  ],
  [
    /\b(?:I|we)(?:['’]ll| will|['’]m going to| am going to| are going to) (?:kill|murder|stab|shoot|rape|hurt|beat) (?:you|your|him|her|them all)\b/i,
    "threatens",
  ],
  [
    /\b(?:you|you['’]re|you are|your)(?: (?:a|an|such|just|all|stupid|complete|total|fucking|bloody|little|worthless))* (?:idiots?|morons?|imbeciles?|retards?|scum|filth|bastards?|bitch(?:es)?|assholes?|piece of (?:shit|trash|garbage))\b/i,
    "insults the reader",
  ],
  [/\b(?:you['’]re|you are) (?:so |too |just )?(?:stupid|worthless|pathetic|disgusting|dumb)\b/i, "insults the reader"],
  [
    new RegExp(
      `\\b${group} (?:are|is)(?: all)?(?: just| nothing but)? (?:vermin|subhuman|inferior|animals|parasites|scum|filth|stupid|evil|a disease)\\b`,
      "i",
    ),
    "dehumanises a group",
  ],
  [
    new RegExp(
      `\\b${group} (?:should|must|deserve to)(?: all)? (?:be (?:killed|exterminated|deported|gassed|sterilised|sterilized|eliminated)|die)\\b|\\b(?:kill|gas|exterminate|hate) (?:all )?(?:the )?${group}\\b`,
      "i",
    ),
    "calls for harm to a group",
  ],
  [/\bfuck (?:you|off)\b|\bfucking (?:idiots?|morons?|stupid)\b|\bshut the fuck up\b/i, "abuses the reader"],
];

/** Slurs against people, as digests so that the source can be read by anybody. First 12 characters of SHA-256. */
const slurs: ReadonlySet<string> = new Set(
  "120f6e5b4ea3 5b3ae48be122 8f5083e3e5c7 1e02eec4f109 c3de533e9b7f 268651b3ece9 16ea09fc78ca 402f7ebd9886 eef3bd091670 0ce875d62007 22fc75e65a0e 17a110e53328 cc02032349c8 82159dd02870".split(
    " ",
  ),
);

/** Digests of words already looked at; words repeat from row to row. */
const known = new Map<string, boolean>();
const remembered = 50_000;

function isSlur(word: string): boolean {
  const seen = known.get(word);
  if (seen !== undefined) return seen;
  if (known.size >= remembered) known.clear();
  const found = slurs.has(sha256(word).slice(0, 12));
  known.set(word, found);
  return found;
}

/**
 * A floor, not a moderator: a short list of slurs, threats, incitement to self-harm, abuse of the reader and
 * dehumanising statements, in English. It does not see irony, code words, other languages or harm without such words;
 * those need a judge.
 */
export const toxicity: ReviewCheck = {
  name,
  description: "No slur, threat, incitement or abuse by a short English list.",
  run({ text }) {
    for (const part of [text.prompt, text.response, ...(text.others ?? [])]) {
      const rule = rules.find(([pattern]) => pattern.test(part));
      if (rule) return fatal(`The text ${rule[1]}.`);
      for (const [word] of part.toLowerCase().matchAll(/[a-z]{4,12}/g)) {
        if (isSlur(word)) return fatal("The text holds a slur.");
      }
    }
    return passed("Nothing on the list of abuse was found.");
  },
};
