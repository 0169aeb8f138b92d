import { type CssNodePlain, parse, toPlainObject } from "css-tree";
import { remembered } from "./memory.ts";

/** Sizes that lengths are measured by, in pixels of CSS. */
export interface Basis {
  font: number;
  root: number;
  /** What a percentage is of; without it a percentage has no known length. */
  whole?: number;
}

/** The window that pages are judged in, in pixels of CSS. */
export const view = { width: 1_280, height: 800 };

/** Units of fixed size, in pixels and degrees (CSS Values and Units Module Level 4, 6.2 and 7.1). */
const fixed: Record<string, number> = {
  px: 1,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  in: 96,
  pt: 96 / 72,
  pc: 16,
  deg: 1,
  grad: 0.9,
  rad: 180 / Math.PI,
  turn: 360,
};
/** Units of a font's size; those of single letters as a browser takes them where it does not know the font. */
const ofFont: Record<string, number> = { em: 1, ex: 0.5, ch: 0.5, cap: 0.7, ic: 1, lh: 1.2 };

/** The parts of a value as css-tree reads them; none where it cannot. */
export const partsOf = remembered((value: string): readonly CssNodePlain[] => {
  try {
    const read = toPlainObject(parse(value, { context: "value" }));
    return read.type === "Value" ? (read.children as CssNodePlain[]) : [];
  } catch {
    return [];
  }
});

/** A length in pixels, an angle in degrees or a plain number; undefined where it depends on what is not known. */
export function measure(value: string, basis: Basis): number | undefined {
  const [, number, unit] = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))([a-z]*|%)$/.exec(value) ?? [];
  if (number !== undefined) return inPixels(Number(number), unit!, basis);
  const parts = partsOf(value);
  return parts.length === 1 ? measureOf(parts[0]!, basis) : undefined;
}

export function measureOf(part: CssNodePlain, basis: Basis): number | undefined {
  if (part.type === "Number") return Number(part.value);
  if (part.type === "Percentage")
    return basis.whole === undefined ? undefined : (Number(part.value) * basis.whole) / 100;
  if (part.type === "Dimension") return Number(part.value) * (unit(part.unit.toLowerCase(), basis) ?? Number.NaN);
  if (part.type === "Parentheses") return sum(part.children as CssNodePlain[], basis);
  if (part.type === "Identifier") return constants[part.name];
  if (part.type !== "Function") return undefined;
  const values = argumentsOf(part).map((one) => sum(one, basis));
  const known = values.filter((one) => one !== undefined && !Number.isNaN(one)) as number[];
  return known.length === values.length ? functions[part.name]?.(...known) : undefined;
}

/** What stands between the commas of a function. */
export function argumentsOf(part: CssNodePlain): CssNodePlain[][] {
  const found: CssNodePlain[][] = [[]];
  for (const one of (part as { children?: CssNodePlain[] }).children ?? []) {
    if (one.type === "Operator" && one.value.trim() === ",") found.push([]);
    else if (one.type !== "WhiteSpace") found.at(-1)!.push(one);
  }
  return found;
}

function inPixels(number: number, name: string, basis: Basis): number | undefined {
  if (name === "") return number;
  const factor = name === "%" ? basis.whole && basis.whole / 100 : unit(name, basis);
  return factor === undefined ? undefined : number * factor;
}

function unit(name: string, { font, root }: Basis): number | undefined {
  if (fixed[name] !== undefined) return fixed[name];
  if (ofFont[name] !== undefined) return ofFont[name] * font;
  if (name.startsWith("r") && ofFont[name.slice(1)] !== undefined) return ofFont[name.slice(1)]! * root;
  const share = /^(?:[sld]?v|cq)(w|i|h|b|min|max)$/.exec(name)?.[1];
  if (share === undefined) return undefined;
  return (/^(?:w|i|max)$/.test(share) ? view.width : view.height) / 100;
}

const constants: Record<string, number> = { pi: Math.PI, e: Math.E, infinity: Infinity, "-infinity": -Infinity };
const inDegrees = (read: (radians: number) => number) => (degrees: number) => read((degrees * Math.PI) / 180);

const functions: Record<string, (...values: number[]) => number | undefined> = {
  calc: (value) => value,
  "-webkit-calc": (value) => value,
  min: Math.min,
  max: Math.max,
  clamp: (least = 0, value = 0, most = 0) => Math.max(least, Math.min(value, most)),
  abs: Math.abs,
  sign: Math.sign,
  round: (value = 0, step = 1) => Math.round(value / step) * step,
  mod: (value = 0, step = 1) => value - step * Math.floor(value / step),
  rem: (value = 0, step = 1) => value % step,
  pow: Math.pow,
  sqrt: Math.sqrt,
  hypot: Math.hypot,
  exp: Math.exp,
  log: (value = 0, base = Math.E) => Math.log(value) / Math.log(base),
  sin: inDegrees(Math.sin),
  cos: inDegrees(Math.cos),
  tan: inDegrees(Math.tan),
};

/** A sum of products, as calc() holds it. */
function sum(parts: readonly CssNodePlain[], basis: Basis): number | undefined {
  let total = 0;
  let product: number | undefined;
  let operator = "+";
  let sign = 1;
  for (const part of parts) {
    if (part.type === "WhiteSpace") continue;
    if (part.type === "Operator") {
      operator = part.value.trim();
      if (operator !== "*" && operator !== "/") {
        total += sign * (product ?? 0);
        product = undefined;
        sign = operator === "-" ? -1 : 1;
      }
      continue;
    }
    const value = measureOf(part, basis);
    if (value === undefined || Number.isNaN(value)) return undefined;
    if (product === undefined) product = value;
    else if (operator === "*") product *= value;
    else if (operator === "/") product /= value;
    else return undefined;
  }
  return product === undefined ? undefined : total + sign * product;
}
