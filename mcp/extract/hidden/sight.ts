import { cutsOff, isShut, type Layout } from "./box.ts";
import { inline, tabular } from "./browser.ts";
import type { Style } from "./cascade.ts";
import { coloursIn } from "./colours.ts";
import { type Values, valuesOf } from "./computed.ts";
import { isOff, type Offset, offsetOf } from "./offset.ts";
import { completed, isInked, leastOpacity, light, type Paint, paintOf } from "./paint.ts";
import { transformOf } from "./transform.ts";
import { argumentsOf, type Basis, measure, measureOf, partsOf } from "./values.ts";
import type { Scope } from "./variables.ts";

/** What an element has from the one around it, and gives to those in it. */
export interface Sight {
  /** Nothing in it is seen, whatever is set in it. */
  hidden: boolean;
  /** Its own text is not seen; that of elements in it may be. */
  mute: boolean;
  scope: Scope | undefined;
  visible: boolean;
  opacity: number;
  /** Size of the font in pixels of CSS, that of the page's root, and the factor by which zoom and transforms change it. */
  font: number;
  root: number;
  scale: number;
  /** Letters are drawn as dots, or at no size whatever their font's size is. */
  dotted: boolean;
  sizeless: boolean;
  /** Pixels of CSS between letters and before the first line; a share is of the box's width. */
  spacing: number;
  indent: { length: number; share: boolean };
  offset: Offset;
  paint: Paint;
  /** Whether its children are boxes even where they would be parts of a line. */
  boxes: boolean;
}

/** Around the page: black on white, and no root yet. */
export const start: Sight = {
  hidden: false,
  mute: false,
  scope: undefined,
  visible: true,
  opacity: 1,
  font: 16,
  root: 0,
  scale: 1,
  dotted: false,
  sizeless: false,
  spacing: 0,
  indent: { length: 0, share: false },
  offset: { x: 0, y: 0 },
  paint: light,
  boxes: false,
};

/** Below this size, in pixels of CSS, letters cannot be read. */
const leastFont = 4;
/** Letters nearer by this part of the font's size lie upon each other. */
const leastSpacing = -0.5;
/** A first line that begins so far beside its box, in pixels of CSS, is not seen. */
const indents = { left: -100, right: 2_000 };
/** Blurred by this radius in pixels of CSS, letters are a cloud. */
const leastBlur = 12;

export interface SightOptions {
  /** Whether what hides <html> or <body> themselves is left out. */
  revealed: boolean;
  /** Whether the page has style sheets that are not read. */
  styledElsewhere: boolean;
}

/** What is seen of an element that is set to `style`, in the one of which `above` is known. */
export function sightOf(name: string, style: Style, above: Sight, options: SightOptions): Sight {
  const isRoot = above.root === 0;
  const isPage = name === "html" || name === "body";
  const shown = options.revealed && isPage;
  const scope = style.variables.size > 0 ? { own: style.variables, above: above.scope, known: new Map() } : above.scope;
  const font = fontOf(valuesOf(style, scope, { font: above.font, root: isRoot ? above.font : above.root }), above);
  const root = isRoot ? font : above.root;
  const basis: Basis = { font, root };
  const values = valuesOf(style, scope, basis);
  const kind = kindOf(name, values, above.boxes);
  const moved = kind === "inline" ? { x: 0, y: 0, scale: 1 } : transformOf(values, basis);
  const filter = filterOf(values, basis);
  const zoom = values.length("zoom", 1) ?? 1;
  const ownOpacity = Math.min(1, Math.max(0, values.length("opacity", 1) ?? 1)) * filter.opacity;
  const opacity = shown ? 1 : above.opacity * ownOpacity;
  const visibility = shown ? "visible" : values.of("visibility");
  const visible = visibility === undefined ? above.visible : !/^(?:hidden|collapse)$/.test(visibility);
  const offset = offsetOf(values, kind === "inline", moved, above.offset);
  const spacing = spacingOf(values, basis) ?? above.spacing;
  const mark = values.of("-webkit-text-security");
  const dotted = mark === undefined ? above.dotted : !/^(?:none|initial)$/.test(mark);
  const adjusted = values.of("font-size-adjust") !== undefined;
  const sizeless = adjusted ? values.length("font-size-adjust") === 0 : above.sizeless;
  const indent = indentOf(values, basis) ?? above.indent;
  const painted = paintOf(values, above.paint, isRoot);
  const paint = isPage && options.styledElsewhere ? completed(painted, values) : painted;
  const scale = above.scale * moved.scale * (zoom > 0 ? zoom : 1);
  return {
    hidden:
      !shown &&
      (values.of("display") === "none" ||
        values.of("content-visibility") === "hidden" ||
        opacity < leastOpacity ||
        filter.blur >= leastBlur ||
        isMasked(values) ||
        /\b(?:url|image-set)\(/.test(values.of("content") ?? "") ||
        isShut(values, { kind, basis }) ||
        isOff(offset)),
    mute:
      !visible ||
      dotted ||
      sizeless ||
      font * scale < leastFont ||
      spacing <= leastSpacing * font ||
      isIndentedAway(indent, values) ||
      !isInked(paint, opacity),
    scope,
    visible,
    opacity,
    font,
    root,
    scale,
    dotted,
    sizeless,
    spacing,
    indent,
    offset,
    paint,
    boxes: /\b(?:flex|grid)\b/.test(values.of("display") ?? ""),
  };
}

function kindOf(name: string, values: Values, boxes: boolean): Layout["kind"] {
  const display = values.of("display") ?? (inline.has(name) ? "inline" : tabular.has(name) ? "table" : "block");
  if (display === "contents") return "inline";
  if (display.startsWith("table") || display === "inline-table") return "table";
  const apart = /^(?:absolute|fixed)$/.test(values.of("position") ?? "") || (values.of("float") ?? "none") !== "none";
  return display === "inline" && !apart && !boxes ? "inline" : "block";
}

/** Sizes by name in pixels of CSS, where the reader has set none (CSS Fonts Module Level 4, 2.5). */
const sizes: Record<string, number> = {
  "xx-small": 9,
  "x-small": 10,
  small: 13,
  medium: 16,
  large: 18,
  "x-large": 24,
  "xx-large": 32,
  "xxx-large": 48,
  initial: 16,
};

function fontOf(values: Values, { font }: Sight): number {
  const size = values.of("font-size");
  if (size === undefined) return font;
  if (size === "smaller") return font / 1.2;
  if (size === "larger") return font * 1.2;
  return sizes[size] ?? values.length("font-size", font) ?? font;
}

function spacingOf(values: Values, basis: Basis): number | undefined {
  const value = values.of("letter-spacing");
  if (value === "normal" || value === "initial") return 0;
  return value === undefined ? undefined : measure(value, { ...basis, whole: basis.font });
}

function indentOf(values: Values, basis: Basis): Sight["indent"] | undefined {
  const value = values.of("text-indent");
  if (value === undefined) return undefined;
  const lengths = partsOf(value).map((part) => measureOf(part, { ...basis, whole: 100 }));
  const share = value.includes("%");
  return { length: lengths.find((length) => length !== undefined) ?? 0, share };
}

function isIndentedAway({ length, share }: Sight["indent"], values: Values): boolean {
  if (share) return length <= -100 || (length >= 100 && cutsOff(values));
  return length + (values.length("padding-left") ?? 0) <= indents.left || length >= indents.right;
}

function filterOf(values: Values, basis: Basis): { opacity: number; blur: number } {
  const total = { opacity: 1, blur: 0 };
  for (const part of partsOf(values.of("filter") ?? "")) {
    if (part.type !== "Function") continue;
    const [argument] = argumentsOf(part).flat();
    const amount = argument && measureOf(argument, { ...basis, whole: 1 });
    if (part.name === "opacity") total.opacity *= Math.min(1, Math.max(0, amount ?? 1));
    if (part.name === "blur") total.blur = Math.max(total.blur, amount ?? 0);
  }
  return total;
}

/** Whether it is masked by gradients that let nothing through. */
function isMasked(values: Values): boolean {
  const mask = values.of("mask-image") ?? "none";
  const stops = /gradient\(/.test(mask) && !/url\(/.test(mask) ? coloursIn(mask, undefined) : [];
  return stops.length > 0 && stops.every((stop) => stop !== undefined && stop.alpha < leastOpacity);
}
