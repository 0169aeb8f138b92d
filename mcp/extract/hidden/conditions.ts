import { lexer } from "css-tree";
import { split } from "./properties.ts";
import { measure, view } from "./values.ts";

/** What a light screen with a mouse answers (Media Queries Level 5); names that are missing have the answer "no". */
const answers: Record<string, string | number> = {
  width: view.width,
  height: view.height,
  "device-width": view.width,
  "device-height": view.height,
  "aspect-ratio": view.width / view.height,
  "device-aspect-ratio": view.width / view.height,
  resolution: 1,
  "-webkit-device-pixel-ratio": 1,
  color: 8,
  "color-index": 0,
  monochrome: 0,
  grid: 0,
  orientation: "landscape",
  hover: "hover",
  "any-hover": "hover",
  pointer: "fine",
  "any-pointer": "fine",
  "prefers-color-scheme": "light",
  "prefers-reduced-motion": "no-preference",
  "prefers-reduced-transparency": "no-preference",
  "prefers-reduced-data": "no-preference",
  "prefers-contrast": "no-preference",
  "forced-colors": "none",
  "inverted-colors": "none",
  "color-gamut": "srgb",
  "dynamic-range": "standard",
  "video-dynamic-range": "standard",
  "display-mode": "browser",
  scripting: "enabled",
  update: "fast",
  scan: "progressive",
  "overflow-block": "scroll",
  "overflow-inline": "scroll",
  "-webkit-transform-3d": 1,
};

/** Whether a list of media queries holds for the window that pages are judged in; an empty one does. */
export function mediaHold(queries: string): boolean {
  const list = split(plain(queries), ",");
  return list.length === 0 || list.some(queryHolds);
}

function queryHolds(query: string): boolean {
  const [, negation, type, rest] =
    /^(?:(not|only)\s+)?(?!not\b|and\b|or\b)([a-z][\w-]*)(?:\s+and\s+(.+))?$/.exec(query) ?? [];
  if (type === undefined) return holds(query, featureHolds);
  const shown = /^(?:all|screen)$/.test(type) && (rest === undefined || holds(rest, featureHolds));
  return shown !== (negation === "not");
}

/** Whether a browser of today supports what is asked; prefixes of others than Chromium are not. */
export function isSupported(condition: string): boolean {
  return holds(plain(condition), (test) => {
    const [, property = "", value = ""] = /^([\w-]+)\s*:\s*(.+)$/.exec(test) ?? [];
    if (property === "") return false;
    if (property.startsWith("--")) return true;
    return !/^-(?:ms|moz|o)-/.test(property) && lexer.matchProperty(property, value).error === null;
  });
}

const plain = (condition: string): string =>
  condition
    .replace(/\/\*\*\//g, " ")
    .replace(/\b(not|and|or|only)\(/gi, "$1 (")
    .trim()
    .toLowerCase();

/** Tests joined by not, and, or, in brackets of any depth; `test` is asked of what stands in the innermost ones. */
function holds(condition: string, test: (inside: string) => boolean, depth = 0): boolean {
  const words = split(condition, " ");
  let result: boolean | undefined;
  let negated = false;
  let joined = "and";
  for (const word of words) {
    if (word === "not") negated = true;
    else if (word === "and" || word === "or") joined = word;
    else {
      const value = operand(word, test, depth) !== negated;
      negated = false;
      if (result === undefined) result = value;
      else result = joined === "or" ? result || value : result && value;
    }
  }
  return result ?? false;
}

function operand(word: string, test: (inside: string) => boolean, depth: number): boolean {
  if (!word.startsWith("(")) return /^(?:selector|font-tech|font-format)\(/.test(word);
  const inside = word.slice(1, word.endsWith(")") ? -1 : undefined).trim();
  if (depth > 20) return false;
  return /^(?:\(|not\b)/.test(inside) ? holds(inside, test, depth + 1) : test(inside);
}

function featureHolds(feature: string): boolean {
  const range = /^(.+?)\s*(<=|>=|<|>|=)\s*(.+?)(?:\s*(<=|>=|<|>)\s*(.+))?$/.exec(feature);
  if (range) {
    const [, first = "", sign = "", second = "", nextSign, third = ""] = range;
    return compares(first, sign, second) && (nextSign === undefined || compares(second, nextSign, third));
  }
  const [, limit, name = "", value] = /^(?:-webkit-)?(min|max)-([\w-]+)\s*:\s*(.+)$/.exec(feature) ?? [];
  if (limit !== undefined) return compares(named(name, feature), limit === "min" ? ">=" : "<=", value!);
  const [, asked = "", wanted] = /^([\w-]+)(?:\s*:\s*(.+))?$/.exec(feature) ?? [];
  const answer = answers[asked];
  if (answer === undefined) return false;
  if (wanted === undefined) return answer !== 0 && answer !== "none" && answer !== "no-preference";
  return typeof answer === "number" ? amount(wanted) === answer : wanted === answer;
}

const named = (name: string, feature: string): string => (feature.startsWith("-webkit-") ? `-webkit-${name}` : name);

function compares(left: string, sign: string, right: string): boolean {
  const [one, other] = [amount(left), amount(right)];
  if (one === undefined || other === undefined) return false;
  if (sign === "<=") return one <= other;
  if (sign === ">=") return one >= other;
  if (sign === "<") return one < other;
  return sign === ">" ? one > other : one === other;
}

/** A feature's answer, or a length, ratio or resolution as it is written; em are those of the browser's own font. */
function amount(text: string): number | undefined {
  const answer = answers[text.trim()];
  if (answer !== undefined) return typeof answer === "number" ? answer : undefined;
  const [, numerator, denominator] = /^([\d.]+)\s*\/\s*([\d.]+)$/.exec(text.trim()) ?? [];
  if (numerator !== undefined) return Number(numerator) / Number(denominator);
  const [, dots, unit] = /^([\d.]+)(dppx|dpi|dpcm|x)$/.exec(text.trim()) ?? [];
  if (dots !== undefined) return Number(dots) / (unit === "dpi" ? 96 : unit === "dpcm" ? 96 / 2.54 : 1);
  return measure(text.trim(), { font: 16, root: 16 });
}
