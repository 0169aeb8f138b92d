import { sha256 } from "../../../schema/canonical.ts";
import { findings } from "../finding.ts";
import { type Grade, type Place, placeOf, sentenceOf } from "../grading.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "toxicity";
const { passed, fatal, unchecked } = findings(name);

interface Rule {
  what: string;
  pattern: RegExp;
  /** Who may be telling it: a speaker (default), or anybody who reports claims about people. */
  reported?: "claims";
  /** The rule's own exceptions; absent where the pattern alone tells. */
  grade?(place: Place): Grade;
}

const adjective =
  "(?:damn|fucking|f[*@#]+ing|bloody|stupid|dumb|little|worthless|complete|total|utter|absolute|pathetic|ugly|lazy)";
const people =
  "(?:idiots?|morons?|imbeciles?|cretins?|retards?|scum|filth|bastards?|bitch(?:es)?|assholes?|arseholes?|dumbass(?:es)?|losers?|pieces? of (?:shit|s[*@#]+t|trash|garbage|filth))";
const group =
  "(?:wom[ae]n|men|girls|jews|muslims|christians|hindus|gays|lesbians|homosexuals|immigrants|migrants|refugees|foreigners|blacks|whites|asians|arabs|mexicans|gypsies|disabled people|(?:black|white|asian|gay|jewish|muslim|disabled|old|poor|trans) people)";
const lesser =
  "(?:vermin|subhuman|sub-human|inferior|animals|parasites|scum|filth|stupid|evil|a disease|a plague|cockroaches|rats|savages|worthless|garbage|trash)";
const harmed =
  "(?:be (?:killed|exterminated|deported|gassed|sterilised|sterilized|eliminated|shot|hanged|lynched|wiped out|locked up)|die)";
const injure =
  "(?:kill|murder|stab|shoot|rape|hurt|beat|strangle|hang|burn|destroy|hunt|find and kill|beat up|break|smash)";
const intention =
  "(?:['’]ll| will| shall|['’]m going to| am going to| are going to|['’]re going to| want to|['’]d love to)";

/** What is killed, stopped and destroyed in textbooks. */
const things =
  /\b(?:bacteri|cells?\b|virus|germs?\b|microb|weeds?\b|pests?\b|larva|mosquito|mites?\b|parasit|fung|cancer|tumou?r|process|threads?\b|tasks?\b|jobs?\b|zombie|daemon|insects?\b|rats\b|termites|enem(?:y|ies) (?:units?|pieces?)|pawns?\b|monsters?\b)/i;
const dogs =
  /\b(?:dogs?|pupp(?:y|ies)|breed|breeds|breeding|whelp\w*|litter|veterinar\w*|kennel|canine|spay\w*|terriers?)\b/i;
/** Words in which claims about people are told, judged or banned. */
const told =
  /\b(?:said|says|saying|told|claim(?:ed|s|ing)?|argu(?:ed|es|ing)|wrote|writes|shout(?:ed|s|ing)?|chant(?:ed|s|ing)?|call(?:ed|s|ing)|propaganda|slogans?|posters?|stereotyp\w*|racis\w*|antisemit\w*|sexis\w*|misogyn\w*|believed?|beliefs?|notion|idea|myth|ideolog\w*|eugenic\w*|nazis?|derogatory|hate speech|statutes?|laws?|decrees?|court|convicted|charged|held that|taught that|thought that|assumed that|novel|film|quot\w+|translat\w+|example of|depict\w*|portray\w*|false|wrong|untrue|no one should|nobody should)\b/i;
/** Words in which somebody's speech is given, next to it. */
const speaks = `(?:said|says|shout(?:ed|s)|scream(?:ed|s)|cried|cries|yell(?:ed|s)|whisper(?:ed|s)|repl(?:ied|ies)|wrote|writes|answer(?:ed|s)|threaten(?:ed|s)|exclaim(?:ed|s)|reads?|texted|call(?:ed|s)|line|words?|phrase|slur|insult|threat|message|letter|note|example|utterance|comment)`;
const spokenBefore = new RegExp(String.raw`\b${speaks}\b[^.!?]{0,40}$`, "i");
const spokenAfter = new RegExp(
  String.raw`^[^.!?“"]{0,60}[.!?,]?["”'’][,.]?\s[^.!?]{0,30}\b(?:${speaks}|is|was|would|counts?|constitutes?)\b`,
  "i",
);
/** Words in which a slur is spoken of as a word, or has been printed in another time. */
const mentioned =
  /\b(?:slurs?|words?|terms?|epithets?|derogatory|pejorative|offensive|racis\w*|title|titled|entitled|novel|literature|Twain|Conrad|etymolog\w*|dictionar\w*|reclaim\w*|historical(?:ly)?|quot\w+|shouted|called|graffiti|insult\w*|homophobi\w*|transphobi\w*|censor\w*)\b/i;

const rules: readonly Rule[] = [
  {
    what: "urges self-harm",
    pattern:
      /\b(?:go|just|should|please|better|and|you can|why don['’]t you|[.!?,;:]|^) ?(?:just |and |go ){0,3}(?:kill|hang|shoot|drown) your(?:self|selves)\b|\bkys\b|\bend your (?:own )?life\b|\byou (?:all )?(?:should|must|deserve to|ought to|need to|had better) (?:just |really |all |go ){0,3}(?:die|rot|burn|drop dead)\b|(?:^|[.!?,;:"“] ?)(?:just |please |now ){0,3}go (?:and )?die\b(?!-)|(?:^|[.!?,;:"“] ?)(?:just|please) die\b(?! out| off| down| away)|\bdrop dead[.!,]|\bslit your (?:own )?wrists?\b|\bdo (?:us|everyone|the world) a favou?r and (?:die|jump)\b/gim,
    grade: ({ before, after }) =>
      /\b(?:thoughts? (?:of|about)|tempted to|feel like|plan(?:s|ning)? to|do not|don['’]t|never|not)\s*$/i.test(
        before,
      ) || /^[^.]{0,80}\b(?:hotline|helpline|seek help|in (?:the|this) (?:game|level))\b/i.test(after)
        ? "innocent"
        : "certain",
  },
  {
    what: "threatens",
    pattern: new RegExp(
      `\\b(?:I|we)${intention} (?:\\w+ )?${injure} (?:you(?! (?:an?|some|the) (?:e-?mail|message|text|note|line|copy))(?! (?:at|to it|in|by|with a) )|your (?:family|children|kids|mother|face|legs|neck|head)|(?:him|her)(?=[.,!?;]| (?:if|when|for|and|tonight|tomorrow)\\b)|them all)`,
      "gi",
    ),
    grade: ({ before, match, after }) =>
      /them all$/i.test(match) ? (things.test(before + after) ? "innocent" : "undecided") : "certain",
  },
  {
    what: "threatens",
    pattern:
      /\byou(?:['’]re| are) (?:a )?dead (?:man|meat|woman)\b|\bwatch your back,? (?:or|because)\b|\byou will (?:pay for this|regret) with your life\b|\bI know where you live\b/gi,
  },
  {
    what: "insults the reader",
    pattern: new RegExp(
      `\\b(?:you|you['’]re|you are|your|u r|ur)(?: (?:a|an|such|just|all|nothing but|the|${adjective})){0,5} ${people}(?=[.,!?;:)"”]|$| (?:if|who|like|and|because|you|anyway|for|of)\\b)|\\b(?:only|just|what) (?:a|an) ${adjective} ${people}\\b|\\b${people} like you\\b|\\b${adjective} ${people}[.!]?$`,
      "gim",
    ),
    grade: ({ before, match, after }) => (/bitch/i.test(match) && dogs.test(before + after) ? "innocent" : "certain"),
  },
  {
    what: "insults the reader",
    pattern:
      /\b(?:you['’]re|you are|u r) (?:so |too |just |really |utterly |completely |such ){0,3}(?:stupid|worthless|pathetic|disgusting|dumb|ugly|useless|brainless|retarded)\b(?!-)/gi,
    grade: ({ before, after }) => {
      if (
        /\b(?:feel|feeling|think|thinking|believe|belief|sense|thoughts?|fear|worry|if|that|tells? you|telling you)(?: that)?\s*$/i.test(
          before,
        )
      ) {
        return /\b(?:feel|think|belie|sense|thought|fear|worry|if)/i.test(before.slice(-40)) ? "innocent" : "undecided";
      }
      return /^ (?:to|at|when it comes to) \w+ing\b/i.test(after) ? "undecided" : "certain";
    },
  },
  {
    what: "dehumanises a group",
    reported: "claims",
    pattern: new RegExp(
      `\\b(?:the |all |these |those )?${group} (?:are|is)(?: all| just| nothing but| basically| only| simply){0,3} ${lesser}\\b`,
      "gi",
    ),
    grade: ({ before, match, after }) =>
      // `Are women inferior?` asks; `men are animals, not plants` classifies.
      /animals$/i.test(match) &&
      /^[^.]{0,60}\b(?:mammals?|biolog\w*|kingdom|species|plants?|too|primates?)\b/i.test(after)
        ? "innocent"
        : /\b(?:not|no longer|whether|why|if)\s*$/i.test(before) || /^[^.!]{0,40}\?/.test(after)
          ? "undecided"
          : "certain",
  },
  {
    what: "calls for harm to a group",
    reported: "claims",
    pattern: new RegExp(
      `\\b(?:all |these |those |the )?${group} (?:should|must|deserve to|ought to|need to)(?: all| just){0,2} ${harmed}\\b|(?:^|[.!?:;] |\\b(?:let['’]s|let us|we (?:should|must|need to|have to|ought to)|time to|please) )(?:just )?(?:kill|gas|exterminate|lynch|bomb|nuke|shoot|hang|deport|wipe out) (?:all |every )?(?:the |those |these )?${group}\\b(?!['’])|\\b(?:I|we) (?:really |just |all ){0,3}(?:hate|despise|loathe) (?:all )?(?:the |those |these )?${group}\\b(?!['’])(?! who| that)`,
      "gim",
    ),
  },
  {
    what: "abuses the reader",
    pattern:
      /\b(?:fuck|f[*@#]{2,3}k?) (?:you|off|yourself)\b|\b(?:fucking|f[*@#]{2,4}ing) (?:idiots?|morons?|stupid|retards?)\b|\bshut the (?:fuck|hell|f[*@#]+k?) up\b|(?:^|[.!?,] )(?:oh,? )?(?:screw you|go to hell)(?=[.!,]|$)|\byou can go to hell\b|\bshut up,? (?:you )?(?:idiot|moron|stupid|bitch)\b/gim,
  },
  {
    what: "holds a masked slur",
    pattern:
      /(?<![\w*])(?:n[*@#1!]{2,5}rs?|n[*@#]{4,5}s?|f[*@#]{3,4}(?:ts?|ots?)|k[*@#1!]{2}es?|c[*@#]{2}ts?)(?![\w*(])/gi,
    grade: ({ before, after }) =>
      /(?:\b(?:you|those|these|dirty|stupid|all|filthy|fucking)\s*|^)$/i.test(before) && !/^\s*[=+<>]/.test(after)
        ? "certain"
        : "undecided",
  },
];

/** Slurs against people, as digests so that the source can be read by anybody. First 12 characters of SHA-256. */
const slurs: ReadonlySet<string> = new Set(
  "120f6e5b4ea3 5b3ae48be122 8f5083e3e5c7 1e02eec4f109 c3de533e9b7f 268651b3ece9 16ea09fc78ca 402f7ebd9886 eef3bd091670 0ce875d62007 22fc75e65a0e 17a110e53328 cc02032349c8 82159dd02870".split(
    " ",
  ),
);
/** What stands around a slur that is also the name of a thing. */
const otherSenses: Readonly<Record<string, RegExp>> = {
  "8f5083e3e5c7": /\b(?:bundles?|sticks|brushwood|firewood|wood|iron|embroider\w*)\b/i,
  "1e02eec4f109": /\b(?:bundles?|sticks|brushwood|firewood|wood|meatballs?|pork|offal|liver|gravy|butchers?)\b/i,
  "16ea09fc78ca": /\b(?:gearbox|transmission|clutch|engine|truck|axle)\b/i,
  eef3bd091670: /\bOperation\b/,
  cc02032349c8: /\b(?:sticky|goo|sludge|residue|grease)\b/i,
};

/** Digests of words already looked at; words repeat from row to row. */
const known = new Map<string, string | null>();
const remembered = 50_000;

/** The word's digest where it is a slur. */
function slurOf(word: string): string | null {
  const seen = known.get(word);
  if (seen !== undefined) return seen;
  if (known.size >= remembered) known.clear();
  const digest = sha256(word).slice(0, 12);
  const found = slurs.has(digest) ? digest : null;
  known.set(word, found);
  return found;
}

function gradeOf(rule: Rule, place: Place): Grade {
  const grade = rule.grade?.(place) ?? "certain";
  if (grade !== "certain") return grade;
  if (rule.reported === "claims" && told.test(sentenceOf(place))) return "undecided";
  return spokenBefore.test(place.before) || spokenAfter.test(place.after) ? "undecided" : "certain";
}

function gradeOfSlur(digest: string, place: Place): Grade {
  const sentence = sentenceOf(place);
  if (otherSenses[digest]?.test(sentence)) return "innocent";
  return mentioned.test(sentence) ? "undecided" : "certain";
}

/** Every match of a rule or of the list of slurs in a text, graded. */
function* gradesOf(text: string): Generator<{ what: string; grade: Grade }> {
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      yield { what: rule.what, grade: gradeOf(rule, placeOf(text, match.index, match[0].length)) };
    }
  }
  for (const { 0: word, index } of text.toLowerCase().matchAll(/[a-z]{4,12}/g)) {
    const digest = slurOf(word);
    if (digest) yield { what: "holds a slur", grade: gradeOfSlur(digest, placeOf(text, index, word.length)) };
  }
}

/**
 * A floor, not a moderator: a short list of slurs, threats, incitement to self-harm, abuse of the reader and
 * dehumanising statements, in English. What is quoted or reported is left to a reader. It does not see irony, code
 * words, other languages or harm without such words; those need a judge.
 */
export const toxicity: ReviewCheck = {
  name,
  description: "No slur, threat, incitement or abuse by a short English list.",
  run({ text }) {
    let open: string | null = null;
    for (const part of [text.prompt, text.response, ...(text.others ?? [])]) {
      for (const { what, grade } of gradesOf(part)) {
        if (grade === "certain") return fatal(`The text ${what}.`);
        if (grade === "undecided") open ??= what;
      }
    }
    if (open !== null) return unchecked(`The text ${open}, or tells of somebody who does; a reader must decide.`);
    return passed("Nothing on the list of abuse was found.");
  },
};
