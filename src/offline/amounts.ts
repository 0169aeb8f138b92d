import { type Difficulty, difficulties } from "../../schema/problem.ts";
import { type DifficultyMix, mixedDifficulty } from "../../schema/request.ts";

const numberWords: Record<string, number> = {
  "a couple": 2,
  ...Object.fromEntries(
    (
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
      "eighteen nineteen"
    )
      .split(" ")
      .map((word, at) => [word, at + 1]),
  ),
  ...Object.fromEntries(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, at) => [word, 20 + 10 * at]),
  ),
};
const scales: Record<string, number> = { dozen: 12, hundred: 100, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };
const scaleWords = Object.keys(scales).filter((word) => word.length > 1);
const anyNumberWord = `(?:${[...Object.keys(numberWords), ...scaleWords].join("|")})`;
/** `fifty`, `twenty-five`, `two dozen`, `half a dozen`, `a couple of`. */
export const spelledNumber = new RegExp(
  `\\b(half an? |an? (?!couple))?(${anyNumberWord}(?:[\\s-]+(?:and\\s+)?${anyNumberWord})*)\\b(?: of)?`,
  "i",
);

const percent = "(?:%|per\\s?cent\\s+(?=(?:easy|medium|hard)\\b))";

/** The first count in the request: `1,000`, `2k`, `fifty`, `two dozen`; null if there is none. A share in % is no count. */
export function readCount(request: string): number | null {
  const digits = new RegExp(
    `(?<![\\w.-])(-?\\d{1,3}(?:[, _]\\d{3})+|-?\\d+(?:\\.\\d+)?)(?![\\d.]*\\s*${percent})\\s*(${Object.keys(scales).join("|")})?\\b`,
    "i",
  ).exec(request);
  if (digits) {
    const factor = scales[(digits[2] ?? "").toLowerCase()] ?? 1;
    return Number((Number(digits[1]!.replace(/[, _]/g, "")) * factor).toFixed(6));
  }
  const [, article, spelled] = spelledNumber.exec(request) ?? [];
  if (spelled === undefined) return null;
  let [whole, current] = [0, 0];
  for (const word of spelled.toLowerCase().match(new RegExp(anyNumberWord, "g"))!) {
    const scale = scales[word];
    if (scale === undefined) current += numberWords[word]!;
    else current = (current || 1) * scale;
    if (scale !== undefined && scale >= 1e3) [whole, current] = [whole + current, 0];
  }
  return (whole + current) * (article?.toLowerCase().startsWith("half") ? 0.5 : 1);
}

const parts: Record<string, number> = { half: 2, halve: 2, third: 3, quarter: 4, fifth: 5, tenth: 10 };
/** A fraction in words that is said of a level: `half of them hard`, `two thirds easy`, `mostly medium`. */
const fraction = new RegExp(
  `\\b(?:(?:(?<many>an?|one|two|three|four|five|seven|nine)[\\s-]+)?(?<part>${Object.keys(parts).join("|")})s?|(?<most>mostly|mainly|most))\\b` +
    `\\s+(?:(?:of|them|the|all|these|rows|examples|problems|questions|items|samples|should|must|be|are|being|is|to) ){0,6}(?=(?:${difficulties.join("|")})\\b)`,
  "gi",
);

/** The request with its fractions in per cent; what is mostly so is so in seven of ten. */
function inPercent(request: string): string {
  return request.replace(fraction, (_all, ...rest) => {
    const { many, part, most } = rest.at(-1) as Record<"many" | "part" | "most", string | undefined>;
    if (most !== undefined) return "70% ";
    const times = many === undefined ? 1 : (numberWords[many.toLowerCase()] ?? 1);
    return `${((100 * times) / parts[part!.toLowerCase()]!).toFixed(6)}% `;
  });
}

/** Shares that are written out, by level: `80% hard`, `80 % of them hard`, `half of them hard`, or `hard: 80%`. */
function readShares(spoken: string): Map<Difficulty, number> {
  const request = inPercent(spoken);
  const level = `(?<level>${difficulties.join("|")})\\b`;
  const share = "(?<share>\\d+(?:\\.\\d+)?)\\s*";
  const before = new RegExp(`${share}${percent}\\s*(?:[a-z]+\\s+){0,4}?${level}`, "gi");
  const behind = new RegExp(`\\b${level}[\\s:=(]*${share}%`, "gi");
  const levelFirst = request.search(new RegExp(`\\b(?:${difficulties.join("|")})\\b`, "i")) < request.search(/\d\s*%/);
  const matches = [...(levelFirst ? request.matchAll(behind) : [])];
  return new Map(
    (matches.length > 0 ? matches : [...request.matchAll(before)]).map(({ groups }) => [
      groups!.level!.toLowerCase() as Difficulty,
      Number(groups!.share) / 100,
    ]),
  );
}

/**
 * The mix that the request asks for; null if it does not speak of difficulty. What the written shares leave over goes to
 * the levels that are named without one, evenly, else to those that are not named, in the ratio of the default mix.
 */
export function readDifficulty(request: string, excluded: readonly Difficulty[]): DifficultyMix | null {
  const shares = readShares(request);
  const open = difficulties.filter((level) => !shares.has(level) && !excluded.includes(level));
  const said = open.filter((level) => new RegExp(`\\b${level}\\b`, "i").test(request));
  if (shares.size === 0 && said.length === 0 && excluded.length === 0) return null;
  const weights = new Map(
    said.length > 0 ? said.map((level) => [level, 1]) : open.map((level) => [level, mixedDifficulty[level]]),
  );
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);
  const left = Math.max(0, 1 - sum(shares.values())) / (sum(weights.values()) || 1);
  const mix = difficulties.map((level) => shares.get(level) ?? left * (weights.get(level) ?? 0));
  const whole = sum(mix);
  if (whole === 0) return null;
  const [easy, medium, hard] = mix.map((share) => share / whole) as [number, number, number];
  return { easy, medium, hard };
}
