import type { Values } from "./computed.ts";
import type { Transform } from "./transform.ts";
import { view } from "./values.ts";

/** How far a box is from where the text around it would have it, in pixels of CSS. */
export interface Offset {
  x: number;
  y: number;
}

/**
 * From here on a box is off the page, in pixels of CSS: farther than any note in the margin, and than any window is wide.
 * Downwards one can scroll, and pages made from print are set line by line; only very far is nowhere.
 */
const off = { left: -600, top: -600, right: 2_000, bottom: 8_000 };
/** Heights of boxes are not known; none is thought to be higher. */
const highest = 5_000;

export const isOff = ({ x, y }: Offset): boolean => x <= off.left || y <= off.top || x >= off.right || y >= off.bottom;

/** How far margins, padding, insets and transforms move what an element holds, all that is around it counted in. */
export function offsetOf(values: Values, inline: boolean, moved: Transform, above: Offset): Offset {
  const position = values.of("position") ?? "static";
  const apart = position === "absolute" || position === "fixed";
  const positioned = apart || /^(?:relative|sticky|-webkit-sticky)$/.test(position);
  const float = values.of("float") ?? "none";
  const across = (property: string): number => values.length(property, view.width) ?? 0;
  const down = (property: string): number => values.length(property, view.height) ?? 0;
  const given = (side: string): boolean => positioned && (values.of(side) ?? "auto") !== "auto";
  // Columns that float are moved by whole widths of the page to where their own place is.
  const margin = (side: string): number =>
    float !== "none" && values.of(`margin-${side}`)?.includes("%") ? 0 : across(`margin-${side}`);

  let x = margin("left") + across("padding-left") + moved.x;
  let y = moved.y + (inline ? 0 : across("margin-top") + across("padding-top"));
  if (float === "right" || (apart && !given("left"))) x -= Math.min(0, margin("right"));
  if (given("left")) x += across("left");
  else if (given("right")) x += fromFarSide(across("right"), apart ? view.width : 0);
  if (given("top")) y += down("top");
  else if (given("bottom")) y += fromFarSide(down("bottom"), apart ? highest : 0);
  return position === "fixed" ? { x, y } : { x: above.x + x, y: above.y + y };
}

/** A distance from the right or the bottom: it is off the page when it is more than the page has, or less than nothing. */
const fromFarSide = (distance: number, size: number): number =>
  distance < 0 ? -distance : Math.min(0, size - distance);
