import { type CssNodePlain, fromPlainObject, generate } from "css-tree";
import { clampRgb, converter, parse, type Rgb, wcagContrast } from "culori";
import { argumentsOf, measureOf, partsOf } from "./values.ts";

/** A colour in sRGB, its channels and its alpha from 0 to 1. */
export interface Colour {
  r: number;
  g: number;
  b: number;
  alpha: number;
}

export const white: Colour = { r: 1, g: 1, b: 1, alpha: 1 };
export const black: Colour = { r: 0, g: 0, b: 0, alpha: 1 };
/** What Chromium paints a page of the dark scheme on. */
export const darkGround: Colour = { r: 0.07, g: 0.07, b: 0.07, alpha: 1 };

/** Names that stand for what the system paints with, in its light scheme (CSS Color Module Level 4, 6.2). */
const system: Record<string, string> = {
  canvas: "#fff",
  canvastext: "#000",
  field: "#fff",
  fieldtext: "#000",
  buttontext: "#000",
  mark: "#ff0",
  marktext: "#000",
  linktext: "#00e",
  visitedtext: "#551a8b",
  activetext: "#f00",
  graytext: "#808080",
  window: "#fff",
  windowtext: "#000",
  "-webkit-link": "#00e",
};

const toRgb = converter("rgb");

function plain(text: string): Colour | undefined {
  const found = toRgb(parse(system[text] ?? text));
  if (!found) return undefined;
  const { r, g, b } = clampRgb(found) as Rgb;
  return { r, g, b, alpha: /\/\s*none\s*\)$/.test(text) ? 0 : (found.alpha ?? 1) };
}

/** Reads a colour; `ink` is what currentcolor stands for. Undefined where it is none, or one that cannot be worked out. */
export function colourOf(text: string, ink: Colour | undefined): Colour | undefined {
  if (text === "currentcolor") return ink;
  const parts = partsOf(text);
  return parts.length === 1 ? ofPart(parts[0]!, ink) : undefined;
}

function ofPart(part: CssNodePlain, ink: Colour | undefined): Colour | undefined {
  if (part.type === "Identifier" && part.name === "currentcolor") return ink;
  if (part.type === "Identifier" || part.type === "Hash") return plain(generate(fromPlainObject(part)));
  if (part.type !== "Function") return undefined;
  const [first = [], second = [], third = []] = argumentsOf(part);
  if (part.name === "light-dark") return first[0] && ofPart(first[0], ink);
  if (part.name === "color-mix") return mix(second, third, ink);
  // A colour made from another is taken for that other: the page says near what it is.
  const [from, origin] = first;
  if (from?.type === "Identifier" && from.name === "from") return origin && ofPart(origin, ink);
  return plain(generate(fromPlainObject(computed(part))));
}

/** A colour function with its calculations worked out; they are numbers, or percentages where one stands in them. */
function computed(part: CssNodePlain): CssNodePlain {
  if (part.type !== "Function") return part;
  const children = part.children.map((child): CssNodePlain => {
    if (child.type !== "Function") return child;
    const value = measureOf(child, { font: 16, root: 16, whole: 100 });
    const written = String(value ?? "none");
    return JSON.stringify(child).includes('"Percentage"')
      ? { type: "Percentage", value: written }
      : { type: "Number", value: written };
  });
  return { ...part, children };
}

/** color-mix(), in sRGB whatever space it names: near enough to tell ink from ground. */
function mix(
  one: readonly CssNodePlain[],
  other: readonly CssNodePlain[],
  ink: Colour | undefined,
): Colour | undefined {
  const read = (parts: readonly CssNodePlain[]) => {
    const share = parts.find((part) => part.type === "Percentage");
    const painted = parts.find((part) => part.type !== "Percentage");
    return { colour: painted && ofPart(painted, ink), share: share && Number(share.value) / 100 };
  };
  const [a, b] = [read(one), read(other)];
  if (!a.colour || !b.colour) return undefined;
  const share = a.share ?? 1 - (b.share ?? 0.5);
  const [first, second] = [a.colour.alpha * share, b.colour.alpha * (1 - share)];
  const alpha = first + second;
  const channel = (name: "r" | "g" | "b"): number =>
    alpha === 0 ? 0 : (a.colour![name] * first + b.colour![name] * second) / alpha;
  return { r: channel("r"), g: channel("g"), b: channel("b"), alpha };
}

/** All colours in a value such as a gradient or a shadow; undefined for each that cannot be worked out. */
export function coloursIn(value: string, ink: Colour | undefined): (Colour | undefined)[] {
  const walk = (part: CssNodePlain): (Colour | undefined)[] => {
    if (part.type === "Hash") return [ofPart(part, ink)];
    if (part.type === "Identifier") {
      const found = ofPart(part, ink);
      return found || part.name === "currentcolor" ? [found] : [];
    }
    if (part.type !== "Function") return [];
    if (/gradient$/.test(part.name)) return part.children.flatMap(walk);
    return colourFunction.test(part.name) ? [ofPart(part, ink)] : [];
  };
  return partsOf(value).flatMap(walk);
}
const colourFunction = /^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)$/;

/** One colour painted over another (Compositing and Blending Level 1, 5.1: source over). */
export function over(top: Colour, below: Colour): Colour {
  const alpha = top.alpha + below.alpha * (1 - top.alpha);
  const channel = (name: "r" | "g" | "b"): number =>
    alpha === 0 ? 0 : (top[name] * top.alpha + below[name] * below.alpha * (1 - top.alpha)) / alpha;
  return { r: channel("r"), g: channel("g"), b: channel("b"), alpha };
}

/** The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Colour, other: Colour): number {
  return wcagContrast({ mode: "rgb", ...one }, { mode: "rgb", ...other });
}
