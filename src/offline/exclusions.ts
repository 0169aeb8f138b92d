import { type Difficulty, difficulties } from "../../schema/problem.ts";

export interface Exclusions {
  /** The request without what it excludes, so that no reader takes an excluded word for a wish. */
  wanted: string;
  levels: Difficulty[];
  /** What else is excluded, one phrase a clause. */
  topics: string[];
}

const before =
  "no|not|nothing|without|except(?:ing)?(?:\\s+for)?|exclud(?:e|ing)|other\\s+than|apart\\s+from|minus|skip(?:ping)?|leav(?:e|ing)\\s+out|don['’]?t|avoid(?:ing)?|omit(?:ting)?|(?:all|everything|anything)\\s+but";
/** `no more than`, `not only` and `no preference` exclude nothing. */
const harmless = "only|just|necessarily|more|less|fewer|later|matter|preference|limit";
const links = "for|about|on|from|covering|with";
const levelNames = difficulties.join("|");
const part = (stops: string): string => `(?:(?!\\b(?:${links}|but|only|just${stops})\\b)[^,;:.!?()])+`;
const later = `(?:(?!\\d)${part(`|${levelNames}`)})`;
/** A clause ends with the next comma, unless a list goes on that `and` or `or` closes: `no A, B or C`. */
const clause = new RegExp(
  `(?<![\\w-])(?:${before})\\s+(?!(?:${harmless})\\b)(?:(?:${links})\\s+)?(${part("")}(?:(?:,${later})*,?\\s*\\b(?:and|or|nor)\\s+${later})?)`,
  "gi",
);
const idle =
  /\b(?:any|anything|all|at|ones?|too|very|please|includ(?:e|ing)|use|examples?|rows?|problems?|questions?)\b/gi;
const level = new RegExp(`\\b(?:${levelNames})\\b`, "gi");

/** Sets apart what the request excludes: `no easy ones`, `biology without genetics`, `everything but electrolysis`. */
export function setExclusionsApart(request: string): Exclusions {
  const [levels, topics]: [Difficulty[], string[]] = [[], []];
  const plain = request.replace(/\b(?:nothing|none)\s+(?:but|except|other\s+than)\b/gi, "only");
  const wanted = plain.replace(clause, (_match, excluded: string) => {
    const parts = excluded.split(/(,|\b(?:and|or|nor)\b)/i);
    const levelled = (text: string): boolean => text.search(level) >= 0;
    levels.push(...(excluded.match(level) ?? []).map((name) => name.toLowerCase() as Difficulty));
    const topic = parts
      .filter((text) => !levelled(text))
      .join("")
      .replace(idle, " ")
      .replace(/\s+/g, " ")
      .replace(/^(?:\s|,|and\b|or\b|nor\b)+|(?:\s|,|\band|\bor|\bnor)+$/gi, "");
    if (topic !== "") topics.push(topic);
    // The other words of `no hard DPO rows` are still wished for.
    return ` ${parts.filter(levelled).join(" ").replace(level, " ").replace(idle, " ")} `;
  });
  return { wanted, levels, topics };
}
