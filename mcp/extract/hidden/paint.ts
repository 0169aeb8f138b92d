import { black, type Colour, colourOf, coloursIn, contrast, darkGround, over, white } from "./colours.ts";
import type { Values } from "./computed.ts";
import { measureOf, partsOf } from "./values.ts";

/** The colours that something may have at one point or another; undefined where they are not known. */
type Colours = readonly Colour[] | undefined;

/** What text is painted with, and what lies behind it. */
export interface Paint {
  color: Colour | undefined;
  /** Undefined where letters are filled with `color`, null where with something that cannot be worked out. */
  fill: Colour | null | undefined;
  /** Colours of the letters' shadows and outlines. */
  edges: readonly Colour[];
  ground: Colours;
  /** What shows through letters that the background is clipped to. */
  through: { colours: Colours } | undefined;
}

export const light: Paint = { color: black, fill: undefined, edges: [], ground: [white], through: undefined };
const dark: Paint = { ...light, color: white, ground: [darkGround] };

/** Below this contrast ratio text is taken for unseen; 1 is no contrast at all, the least that WCAG 2.2 allows is 3. */
const leastContrast = 1.2;
/** Below this opacity nothing is seen. */
export const leastOpacity = 0.1;
/** Grounds that are told apart at most. */
const mostGrounds = 16;

/** What the element paints with, given what the one around it does. */
export function paintOf(values: Values, above: Paint, isRoot: boolean): Paint {
  const base = isRoot && /^(?:only )?dark$|^dark only$/.test(values.of("color-scheme") ?? "") ? dark : above;
  const colour = (property: string): Colour | undefined | null => {
    const value = values.of(property);
    if (value === undefined) return undefined;
    return (value === "initial" ? light.color : colourOf(value, base.color)) ?? null;
  };
  const set = colour("color");
  const color = set === undefined ? base.color : (set ?? undefined);
  const filled = values.of("-webkit-text-fill-color");
  const fill = filled === undefined ? base.fill : fillOf(filled, color);
  const ground = groundOf(values, base.ground, color);
  const clipped = values.of("background-clip")?.includes("text") === true;
  return {
    color,
    fill,
    edges: edgesOf(values, color) ?? base.edges,
    ground: clipped ? base.ground : ground,
    through: clipped ? { colours: ground } : paintsOver(values) ? undefined : base.through,
  };
}

/**
 * The paint of a page that sets either the ink or the ground of all its text so that it could not be read: the other is
 * set by a style sheet that was not read, and is not known.
 */
export function completed(paint: Paint, values: Values): Paint {
  if (isInked(paint, 1)) return paint;
  const inked = values.of("color") !== undefined;
  return inked === paintsOver(values) ? paint : { ...paint, ...(inked ? { ground: undefined } : { color: undefined }) };
}

const fillOf = (value: string, color: Colour | undefined): Colour | null | undefined =>
  value === "initial" || value === "currentcolor" ? undefined : (colourOf(value, color) ?? null);

const paintsOver = (values: Values): boolean =>
  values.of("background-color") !== undefined || (values.of("background-image") ?? "none") !== "none";

function groundOf(values: Values, below: Colours, color: Colour | undefined): Colours {
  const value = values.of("background-color");
  const painted = value === undefined ? undefined : colourOf(value, color);
  const solid = painted?.alpha === 1;
  let ground = below;
  if (value !== undefined && !painted) ground = undefined;
  else if (painted) ground = solid ? [painted] : below?.map((one) => over(painted, one));
  const image = values.of("background-image") ?? "none";
  if (image === "none") return ground;
  // A picture may have any colour; where one is set with it, that is what shows until the picture does.
  if (!/gradient\(/.test(image) || /\b(?:url|image|image-set|element|cross-fade|paint)\(/.test(image))
    return solid ? ground : undefined;
  const stops = coloursIn(image, color).filter((_, index) => index < mostGrounds);
  if (stops.length === 0 || stops.includes(undefined)) return undefined;
  if (ground === undefined) return stops.every((stop) => stop!.alpha === 1) ? (stops as Colour[]) : undefined;
  return ground.flatMap((one) => stops.map((stop) => over(stop!, one))).slice(0, mostGrounds);
}

/** Colours of shadows and outlines near enough to the letters to show them; undefined where nothing is said of them. */
function edgesOf(values: Values, color: Colour | undefined): Colour[] | undefined {
  const shadow = values.of("text-shadow");
  const stroke = values.of("-webkit-text-stroke");
  if (shadow === undefined && stroke === undefined) return undefined;
  return [shadow, stroke].flatMap((value) => {
    const lengths = partsOf(value ?? "").map((part) => measureOf(part, { font: 16, root: 16 }) ?? 0);
    const far = lengths.some((length) => Math.abs(length) > 12);
    const width = value === stroke ? Math.max(0, ...lengths) : 1;
    if (value === undefined || value === "none" || far || width === 0) return [];
    const named = coloursIn(value, color).filter((one) => one !== undefined);
    return named.length > 0 ? named : color ? [color] : [];
  });
}

/** Whether letters of this paint differ from what is behind them. Where either is not known they do. */
export function isInked({ color, fill, edges, ground, through }: Paint, opacity: number): boolean {
  const ink = fill === undefined ? color : fill;
  if (!ink) return true;
  const inks: Colours = through && ink.alpha < 1 ? through.colours?.map((one) => over(ink, one)) : [ink];
  if (inks === undefined) return true;
  const faded = [...inks, ...edges].map((one) => ({ ...one, alpha: one.alpha * opacity }));
  if (ground === undefined) return faded.some(({ alpha }) => alpha >= leastOpacity);
  return faded.some((one) => ground.some((below) => contrast(over(one, below), below) >= leastContrast));
}
