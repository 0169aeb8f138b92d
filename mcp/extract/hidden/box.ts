import type { CssNodePlain } from "css-tree";
import type { Values } from "./computed.ts";
import { argumentsOf, type Basis, measure, measureOf, partsOf, view } from "./values.ts";

/** What decides whether sizes and offsets apply to an element. */
export interface Layout {
  /** A box of its own, not one of a line's; parts of tables grow with what they hold. */
  kind: "block" | "inline" | "table";
  basis: Basis;
}

/** Boxes of no more than this, in pixels of CSS, show no letter. */
const smallest = 2;
/** Whether the box shows nothing of what it holds: too small, or clipped away. */
export const isShut = (values: Values, { kind, basis }: Layout): boolean =>
  (kind === "block" && isTiny(values, basis)) || isClipped(values, basis);

/** Whether the box cuts off what does not fit. */
export const cutsOff = (values: Values): boolean =>
  [values.of("overflow-x"), values.of("overflow-y")].some((value) => value !== undefined && value !== "visible") ||
  /\b(?:paint|content|strict)\b/.test(values.of("contain") ?? "");

function isTiny(values: Values, basis: Basis): boolean {
  const narrow = sizeOf(values, "width", undefined) + paddingOf(values, "left", "right") <= smallest;
  const low = sizeOf(values, "height", lineOf(values, basis)) + paddingOf(values, "top", "bottom") <= smallest;
  return (narrow && low) || ((narrow || low) && cutsOff(values));
}

/** A side of the box within its padding, in pixels of CSS; infinite where it is as long as what it holds. */
function sizeOf(values: Values, side: "width" | "height", content = Number.POSITIVE_INFINITY): number {
  const length = (property: string): number | undefined => values.length(property, view.width);
  const least = Math.min(length(side) ?? content, length(`max-${side}`) ?? Number.POSITIVE_INFINITY);
  return Math.max(0, least, length(`min-${side}`) ?? 0);
}

const paddingOf = (values: Values, from: string, to: string): number =>
  (values.length(`padding-${from}`, view.width) ?? 0) + (values.length(`padding-${to}`, view.width) ?? 0);

/** The height of what the box holds where its lines have none, or next to none. */
function lineOf(values: Values, { font, root }: Basis): number | undefined {
  const value = values.of("line-height") ?? "";
  const height = measure(value, { font, root, whole: font });
  if (height === undefined) return undefined;
  const line = /^[\d.]+$/.test(value) ? height * font : height;
  return line < 1 ? line : undefined;
}

function isClipped(values: Values, basis: Basis): boolean {
  const [clip] = partsOf(values.of("clip") ?? "");
  if (clip?.type === "Function" && clip.name === "rect") {
    const sides = argumentsOf(clip)
      .flat()
      .map((one) => measureOf(one, basis));
    const [top, right, bottom, left] = sides;
    if (sides.length === 4 && right !== undefined && left !== undefined && right - left <= smallest) return true;
    if (sides.length === 4 && top !== undefined && bottom !== undefined && bottom - top <= smallest) return true;
  }
  return partsOf(values.of("clip-path") ?? "").some((shape) => shape.type === "Function" && isEmptyShape(shape, basis));
}

/** Shapes are judged in a box of this side, in pixels of CSS. */
const box = 1_000;

function isEmptyShape(shape: CssNodePlain & { type: "Function" }, { font, root }: Basis): boolean {
  const basis = { font, root, whole: box };
  const groups = argumentsOf(shape).map((group) => group.map((one) => measureOf(one, basis)));
  const first = groups[0] ?? [];
  const [a, b = a, c = a, d = b] = first.slice(0, first.indexOf(undefined) < 0 ? 4 : first.indexOf(undefined));
  const little = (length: number | undefined): boolean => length !== undefined && length <= smallest;
  switch (shape.name) {
    case "inset":
      return a !== undefined && (little(box - a - c!) || little(box - b! - d!));
    case "rect":
      return little((c ?? box) - (a ?? 0)) || little((b ?? box) - (d ?? 0));
    case "xywh":
      return little(first[2]) || little(first[3]);
    case "circle":
      return little(first[0]);
    case "ellipse":
      return little(first[0]) || little(first[1]);
    case "polygon": {
      const points = groups.filter((group) => group.length >= 2 && group.slice(-2).every((one) => one !== undefined));
      return points.length > 0 && points.length >= groups.length - 1 && area(points as number[][]) <= smallest ** 2;
    }
    case "path":
      return shape.children.some((one) => one.type === "String" && one.value.trim().length < 8);
    default:
      return false;
  }
}

/** The area within the points of a polygon (the shoelace formula). */
function area(points: readonly number[][]): number {
  const twice = points.reduce((sum, point, index) => {
    const next = points[(index + 1) % points.length]!;
    return sum + point.at(-2)! * next.at(-1)! - next.at(-2)! * point.at(-1)!;
  }, 0);
  return Math.abs(twice) / 2;
}
