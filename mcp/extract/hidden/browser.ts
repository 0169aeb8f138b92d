import { lexer } from "css-tree";
import type { Placed } from "./tree.ts";

/** What browsers themselves set, as far as it decides whether text is seen (HTML Standard, 15: Rendering). */
export const ownSheet = `
  a[href] { color: #0000ee }
  mark { color: #000; background-color: #ff0 }
  small, sub, sup { font-size: smaller }
  h1 { font-size: 2em } h2 { font-size: 1.5em } h3 { font-size: 1.17em } h5 { font-size: .83em } h6 { font-size: .67em }
`;

/** What stands in these is shown by no browser, or only where something else cannot be, or is typed by readers. */
const silent = new Set(
  (
    "script style template noscript noembed noframes iframe object embed video audio canvas meter progress " +
    "datalist textarea rp dialog"
  ).split(" "),
);

/** Whether nothing of an element is seen whatever style sheets say. */
export const isSilent = (element: Placed): boolean =>
  silent.has(element.name) ||
  element.attribute("hidden") !== null ||
  element.attribute("popover") !== null ||
  element.attribute("aria-hidden")?.trim().toLowerCase() === "true";

/** Elements that are parts of a line where nothing else is said. */
export const inline = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math q ruby s samp small span strike " +
    "strong sub sup time tt u var"
  ).split(" "),
);

/** Parts of tables, which grow with what they hold. */
export const tabular = new Set("table caption thead tbody tfoot tr td th".split(" "));

/** Sizes of <font size>, 1 to 7. */
const sizes = ["10px", "13px", "16px", "18px", "24px", "32px", "48px"];

/** What the attributes of old set, as a style attribute would. */
export function hints(element: Placed): string {
  let style = "";
  const set = (attribute: string, property: string): void => {
    const value = element.attribute(attribute);
    if (value !== null && value.trim() !== "") style += `${property}:${legacyColour(value)};`;
  };
  if (grounded.has(element.name)) {
    set("bgcolor", "background-color");
    if (element.attribute("background")) style += "background-image:url(x);";
  }
  if (element.name === "body") set("text", "color");
  if (element.name === "font") {
    set("color", "color");
    const size = /^\s*([+-]?)(\d{1,3})/.exec(element.attribute("size") ?? "");
    if (size) {
      const step = { "+": 3 + Number(size[2]), "-": 3 - Number(size[2]) }[size[1]!] ?? Number(size[2]);
      style += `font-size:${sizes[Math.max(1, Math.min(7, step)) - 1]};`;
    }
  }
  return style;
}
const grounded = new Set("body table thead tbody tfoot tr td th marquee".split(" "));

/** Reads a colour as old attributes have it: a name, or digits with or without a mark (HTML Standard, "legacy color value"). */
function legacyColour(value: string): string {
  const text = value.trim().toLowerCase();
  if (/^(?:#[0-9a-f]{3}|[a-z]+)$/.test(text) && lexer.matchType("color", text).error === null) return text;
  const digits = text
    .slice(0, 128)
    .replace(/^#/, "")
    .replace(/[^0-9a-f]/g, "0");
  const length = Math.max(1, Math.ceil(digits.length / 3));
  const channels = [0, 1, 2].map((index) => digits.padEnd(length * 3, "0").slice(index * length, (index + 1) * length));
  let cut = channels.map((channel) => channel.slice(-8));
  while (cut[0]!.length > 2 && cut.every((channel) => channel.startsWith("0")))
    cut = cut.map((channel) => channel.slice(1));
  return `#${cut.map((channel) => channel.slice(0, 2).padStart(2, "0")).join("")}`;
}
