import { sha256 } from "../../schema/canonical.ts";

const exponents = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Lower case, compatible characters folded, superscripts kept apart from digits, sentence marks and markup gone. */
function normalise(text: string): string {
  return text
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (run) => `^${[...run].map((c) => (c === "⁻" ? "-" : exponents.indexOf(c))).join("")}`)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .replace(/[−–‐‑‒—]/g, "-")
    .replace(/["'`*_“”„‘’«»]/g, "")
    .replace(/(?<!\d)[.,;:!?]|[.,;:!?](?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Equal for texts that differ only in case, spaces, sentence marks and Unicode spelling. SHA-256, 64 characters. */
export function fingerprint(text: string): string {
  return sha256(normalise(text));
}

/** Words that make the same problem sound different. Directions (`from`, `into`, `per`, `not`, `less`) are kept. */
const fillers = new Set(
  (
    "a an the is are was were be been being what which how many much of in on at by that this these those it its their " +
    "there here we you your please calculate compute determine find work out give state express report answer result " +
    "value round rounded rounding nearest three two four five significant figure figures decimal place places whole " +
    "number integer as do does did have has had must can could would should will shall for and with using use used when " +
    "then so if"
  ).split(" "),
);

/**
 * Equal for texts that ask the same of the same data in nearly the same words: fillers, instructions and plurals are
 * dropped, the order of everything else and every number stay. Two problems of one family with different data, or
 * with two substances swapped, never share it. SHA-256, 64 characters.
 */
export function nearFingerprint(text: string): string {
  const tokens = normalise(text).match(/\p{L}[\p{L}\p{N}]*|[-+]?\d[\d.,]*(?:e[-+]?\d+)?|[^\s\p{L}\p{N}]/gu) ?? [];
  const kept = tokens
    .filter((token) => !fillers.has(token) && !/^[()[\]]$/.test(token))
    .map((token) => (/^\p{L}{4,}$/u.test(token) ? token.replace(/(?<!s)s$/, "") : token));
  return sha256((kept.length === 0 ? tokens : kept).join(" "));
}

/** Words of one or two letters whose case tells, as they stand: Co is not CO, and the genotype Bb is not BB. */
function formsThatTell(prompt: string): string[] {
  const short = prompt.normalize("NFKC").match(/(?<!\p{L})\p{L}{1,2}(?!\p{L})/gu) ?? [];
  return short.filter((word) => !fillers.has(word.toLowerCase()));
}

/**
 * The mark by which a run knows a prompt again. Prompts with data, two numbers or more, are known through other fillers;
 * without data the fillers carry the question (`when` or `how`), and only spelling is overlooked. SHA-256, 64 characters.
 */
export function promptMark(prompt: string): string {
  const numbers = normalise(prompt).match(/\d[\d.,]*/g) ?? [];
  const mark = numbers.length >= 2 ? nearFingerprint(prompt) : fingerprint(prompt);
  return sha256([mark, ...formsThatTell(prompt)].join(" "));
}
