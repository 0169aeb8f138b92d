import { findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "language";
const { passed, failed } = findings(name);

/** Scripts of languages that are not written in Latin letters, by ISO 639-1 code. */
const scripts: Readonly<Record<string, RegExp>> = {
  zh: /\p{Script=Han}/gu,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  ko: /\p{Script=Hangul}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  uk: /\p{Script=Cyrillic}/gu,
  bg: /\p{Script=Cyrillic}/gu,
  sr: /[\p{Script=Cyrillic}\p{Script=Latin}]/gu,
  ar: /\p{Script=Arabic}/gu,
  fa: /\p{Script=Arabic}/gu,
  ur: /\p{Script=Arabic}/gu,
  he: /\p{Script=Hebrew}/gu,
  el: /\p{Script=Greek}/gu,
  hi: /\p{Script=Devanagari}/gu,
  bn: /\p{Script=Bengali}/gu,
  th: /\p{Script=Thai}/gu,
};

/** Frequent function words, those left out that several of these languages share. */
const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    "the of and to is that for with are by this be from it as which on so at we not has have its than if one each".split(
      " ",
    ),
  ),
  de: new Set(
    "der die das und ist von mit den des dem ein eine auf für im zu nicht wird sich auch aus bei also daher".split(" "),
  ),
  fr: new Set("le les des du et est une dans pour que qui par sur avec sont pas au aux cette donc ce nous".split(" ")),
  es: new Set("el los las del y es una por que para con se su como son lo al entonces este esta".split(" ")),
  it: new Set("il gli della di che è una per con sono del nella le si dei quindi questo questa alla".split(" ")),
  pt: new Set("o os do da dos das e é uma para com que não em por são ao portanto este esta".split(" ")),
  nl: new Set("het een van en de dat is op te met voor zijn niet aan dus wordt deze bij".split(" ")),
};

const names: Readonly<Record<string, string>> = {
  english: "en",
  german: "de",
  french: "fr",
  spanish: "es",
  italian: "it",
  portuguese: "pt",
  dutch: "nl",
  chinese: "zh",
  japanese: "ja",
  korean: "ko",
  russian: "ru",
  arabic: "ar",
};

/** Prose only: no code, formulas, links or markup. */
const prose = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, " ")
    .replace(/`[^`\n]*`|\$\$?[^$\n]*\$\$?|https?:\/\/\S+|\\[a-z]+/gi, " ")
    .normalize("NFC");

export const language: ReviewCheck = {
  name,
  description: "The response is in the wanted language, as far as a cheap test can tell.",
  run({ question, text }) {
    const lower = question.language.trim().toLowerCase();
    const wanted = names[lower] ?? lower.split(/[-_]/)[0] ?? "";
    const body = prose(text.response);
    const wrong = [body, ...body.split(/\n\s*\n/)].some((part, index) => isForeign(part, wanted, index > 0));
    if (wrong) return failed(`The response is not written in ${question.language}.`);
    if ((body.match(/\p{L}/gu)?.length ?? 0) < 20) return passed("There is too little prose to tell its language.");
    if (stopWords[wanted] === undefined) return passed("The script fits; no more can be told of this language.");
    return passed("Nothing speaks against the wanted language.");
  },
};

/** Whether a text is certainly in another language; a paragraph by itself must be longer to tell. */
function isForeign(text: string, wanted: string, paragraph: boolean): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < (paragraph ? 40 : 20)) return false;
  const script = scripts[wanted] ?? /\p{Script=Latin}/gu;
  const share = (text.match(script)?.length ?? 0) / letters;
  // Formulas and names bring Latin and Greek letters into every text, so a third is enough, a tenth is not.
  if (share < (scripts[wanted] ? 0.2 : 0.5)) return !paragraph || share < 0.2;
  const tokens = text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const profile = stopWords[wanted];
  if (tokens.length < (paragraph ? 25 : 20) || profile === undefined) return false;
  const shares = Object.entries(stopWords).map(([code, set]) => {
    return { code, share: tokens.filter((word) => set.has(word)).length / tokens.length };
  });
  const own = shares.find(({ code }) => code === wanted)?.share ?? 0;
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  return best.code !== wanted && own < 0.1 && best.share > 0.12 && best.share > 2 * own;
}
