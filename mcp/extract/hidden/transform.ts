import type { CssNodePlain } from "css-tree";
import type { Values } from "./computed.ts";
import { argumentsOf, type Basis, measureOf, partsOf, view } from "./values.ts";

/** What transforms do to a box: how far they move it, in pixels of CSS, and by what factor its letters shrink. */
export interface Transform {
  x: number;
  y: number;
  scale: number;
}

/** The sum of `translate`, `scale`, `rotate` and `transform`; what is not known moves nothing. */
export function transformOf(values: Values, { font, root }: Basis): Transform {
  const total: Transform = { x: 0, y: 0, scale: 1 };
  // A percentage is of the box itself: of a static one about the window's width, of any other unknown.
  const fills = !/^(?:absolute|fixed)$/.test(values.of("position") ?? "");
  const width = values.length("width", view.width) ?? (fills ? view.width : undefined);
  const across = { font, root, whole: width };
  const down = { font, root, whole: values.length("height", view.height) };
  const apply = (name: string, given: readonly CssNodePlain[]): void => {
    const at = (index: number, basis: Basis): number | undefined => given[index] && measureOf(given[index], basis);
    const plain = (index: number): number | undefined => at(index, { font, root, whole: 1 });
    const shrink = (...factors: (number | undefined)[]): void => {
      for (const factor of factors) if (factor !== undefined) total.scale *= Math.abs(factor);
    };
    switch (name) {
      case "translate":
      case "translate3d":
        total.x += at(0, across) ?? 0;
        total.y += at(1, down) ?? 0;
        break;
      case "translatex":
        total.x += at(0, across) ?? 0;
        break;
      case "translatey":
        total.y += at(0, down) ?? 0;
        break;
      case "scale":
      case "scale3d":
        shrink(Math.min(Math.abs(plain(0) ?? 1), Math.abs(plain(1) ?? plain(0) ?? 1)));
        break;
      case "scalex":
      case "scaley":
        shrink(plain(0));
        break;
      case "rotatex":
      case "rotatey":
        shrink(cosine(plain(0)));
        break;
      case "rotate3d":
        if (plain(0) || plain(1)) shrink(cosine(plain(3)));
        break;
      case "skew":
      case "skewx":
      case "skewy":
        if ([plain(0), plain(1)].some((angle) => angle !== undefined && Math.abs(cosine(angle)!) < 0.02)) shrink(0);
        break;
      case "matrix":
        total.x += plain(4) ?? 0;
        total.y += plain(5) ?? 0;
        shrink(area(plain(0), plain(1), plain(2), plain(3)));
        break;
      case "matrix3d":
        total.x += plain(12) ?? 0;
        total.y += plain(13) ?? 0;
        shrink(area(plain(0), plain(1), plain(4), plain(5)));
        break;
    }
  };
  const single = (property: string, name: string): void => {
    const parts = partsOf(values.of(property) ?? "none").filter((part) => part.type !== "Identifier");
    if (parts.length > 0) apply(name, parts);
  };
  single("translate", "translate");
  single("scale", "scale");
  const turn = values.of("rotate") ?? "";
  if (/^[xy]\b|\b[xy]$/.test(turn)) single("rotate", "rotatex");
  for (const part of partsOf(values.of("transform") ?? "")) {
    if (part.type === "Function")
      apply(
        part.name,
        argumentsOf(part)
          .map((one) => one[0]!)
          .filter(Boolean),
      );
  }
  return total;
}

const cosine = (degrees: number | undefined): number | undefined =>
  degrees === undefined ? undefined : Math.cos((degrees * Math.PI) / 180);

/** The side of the square that a matrix makes of a square of side 1. */
const area = (a = 1, b = 0, c = 0, d = 1): number => Math.sqrt(Math.abs(a * d - b * c));
