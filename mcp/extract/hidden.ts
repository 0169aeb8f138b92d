/** What a reader of a page does not see, or is no prose. */
export const notProse =
  "script, style, noscript, template, iframe, object, embed, svg, canvas, form, input, button, select, nav, header[role=banner], footer, " +
  "figure, audio, video, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=dialog], [role=banner]";

/**
 * Whether a style attribute hides its element: not displayed, invisible, without size, moved off the page, or in the
 * colour of its ground. Style sheets are not read, so this finds what is written on the element itself.
 */
export function hides(style: string): boolean {
  const rules = new Map(
    style
      .toLowerCase()
      .split(";")
      .map((rule) => rule.split(":", 2).map((part) => part.trim().replace(/\s*!important$/, "")))
      .filter((rule): rule is [string, string] => rule.length === 2),
  );
  const is = (name: string, pattern: RegExp): boolean => rules.has(name) && pattern.test(rules.get(name)!);
  const ground = rules.get("background-color") ?? rules.get("background") ?? "white";
  const colour = rules.get("color");
  return (
    is("display", /^none$/) ||
    is("visibility", /^(?:hidden|collapse)$/) ||
    is("opacity", /^0*(?:\.0*)?%?$/) ||
    is("font-size", /^0*\.?[01]?(?:px|pt|em|rem|%)?$/) ||
    (is("width", /^[01](?:px)?$/) && is("height", /^[01](?:px)?$/)) ||
    is("clip", /^rect\(\s*0/) ||
    is("clip-path", /^inset\(\s*(?:50|100)%/) ||
    is("text-indent", /^-\d{3,}/) ||
    (["left", "right", "top"].some((side) => is(side, /^-\d{3,}/)) && is("position", /^(?:absolute|fixed)$/)) ||
    (colour !== undefined && sameColour(colour, ground)) ||
    colour === "transparent"
  );
}

const names: Record<string, string> = { white: "#ffffff", "#fff": "#ffffff", black: "#000000", "#000": "#000000" };
const hex = (colour: string): string => {
  const bytes = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(colour);
  if (bytes)
    return `#${bytes
      .slice(1, 4)
      .map((byte) => Number(byte).toString(16).padStart(2, "0"))
      .join("")}`;
  return names[colour] ?? colour;
};
const sameColour = (one: string, other: string): boolean => hex(one) === hex(other.split(/\s+/)[0]!);
