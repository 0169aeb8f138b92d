import { lexer } from "css-tree";
import { tooMuch } from "./bounds.ts";
import { remembered } from "./memory.ts";

const sides = ["top", "right", "bottom", "left"];
const of = (name: string): string[] => sides.map((side) => `${name}-${side}`);

/** Properties that decide whether text is seen. */
const longhands = new Set([
  ..."display visibility content-visibility opacity filter mask-image contain color -webkit-text-fill-color".split(" "),
  ..."-webkit-text-stroke text-shadow background-color background-image background-clip color-scheme".split(" "),
  ..."font-size line-height font-size-adjust -webkit-text-security content zoom letter-spacing text-indent width height max-width max-height min-width min-height".split(
    " ",
  ),
  ..."overflow-x overflow-y clip clip-path position float translate scale rotate transform".split(" "),
  ..."animation-name animation-fill-mode animation-iteration-count".split(" "),
  ...sides,
  ...of("margin"),
  ...of("padding"),
]);

/** Other names of these properties, as they are in text from left to right and top to bottom. */
const aliases: Record<string, string> = {
  "inline-size": "width",
  "block-size": "height",
  "max-inline-size": "max-width",
  "max-block-size": "max-height",
  "min-inline-size": "min-width",
  "min-block-size": "min-height",
  "overflow-inline": "overflow-x",
  "overflow-block": "overflow-y",
};
for (const name of ["margin", "padding", "inset"]) {
  const side = name === "inset" ? "" : `${name}-`;
  aliases[`${name}-block-start`] = `${side}top`;
  aliases[`${name}-block-end`] = `${side}bottom`;
  aliases[`${name}-inline-start`] = `${side}left`;
  aliases[`${name}-inline-end`] = `${side}right`;
}
for (const name of "opacity filter transform clip-path mask mask-image background-clip animation animation-name".split(
  " ",
))
  aliases[`-webkit-${name}`] = name;

/** Splits a value where `separator` stands outside of brackets and strings. */
export function split(value: string, separator: " " | ","): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  const cut = (end: number): void => {
    const part = value.slice(start, end).trim();
    if (separator === "," || part !== "") found.push(part);
    start = end + 1;
  };
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at]!;
    if (letter === "\\") at += 1;
    else if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "(" || letter === "[" || letter === "{") depth += 1;
    else if (letter === ")" || letter === "]" || letter === "}") depth -= 1;
    else if (depth === 0 && (letter === separator || (separator === " " && /\s/.test(letter)))) cut(at);
  }
  if (found.length > 0 || value.trim() !== "") cut(value.length);
  return found;
}

type Expansion = (value: string) => Record<string, string>;

const four =
  (names: readonly string[]): Expansion =>
  (value) => {
    const [top = "", right = top, bottom = top, left = right] = split(value, " ");
    return Object.fromEntries(names.map((name, index) => [name, [top, right, bottom, left][index]!]));
  };
const two =
  (first: string, second: string): Expansion =>
  (value) => {
    const [start = "", end = start] = split(value, " ");
    return { [first]: start, [second]: end };
  };

const isColour = (part: string): boolean => lexer.matchType("color", part).error === null || /^\w+\(from /.test(part);
const isImage = /\b(?:url|image|image-set|element|cross-fade|paint|[\w-]*gradient)\(/;

const expansions: Record<string, { names: readonly string[]; expand: Expansion }> = {
  margin: { names: of("margin"), expand: four(of("margin")) },
  padding: { names: of("padding"), expand: four(of("padding")) },
  inset: { names: sides, expand: four(sides) },
  "margin-inline": { names: ["margin-left", "margin-right"], expand: two("margin-left", "margin-right") },
  "margin-block": { names: ["margin-top", "margin-bottom"], expand: two("margin-top", "margin-bottom") },
  "padding-inline": { names: ["padding-left", "padding-right"], expand: two("padding-left", "padding-right") },
  "padding-block": { names: ["padding-top", "padding-bottom"], expand: two("padding-top", "padding-bottom") },
  "inset-inline": { names: ["left", "right"], expand: two("left", "right") },
  "inset-block": { names: ["top", "bottom"], expand: two("top", "bottom") },
  overflow: { names: ["overflow-x", "overflow-y"], expand: two("overflow-x", "overflow-y") },
  background: {
    names: ["background-color", "background-image", "background-clip"],
    expand: (value) => {
      const layers = split(value, ",").map((layer) => split(layer, " "));
      return {
        "background-color": layers.at(-1)?.find(isColour) ?? "transparent",
        "background-image": isImage.test(value) ? value : "none",
        "background-clip": layers.some((layer) => layer.includes("text")) ? "text" : "border-box",
      };
    },
  },
  font: {
    names: ["font-size", "line-height"],
    expand: (value) => {
      const words = split(value.replace(/\//g, " / "), " ");
      const height = words.indexOf("/") + 1;
      return {
        "font-size": words.find((word) => isValid("font-size", word)) ?? "medium",
        "line-height": (height > 0 && words[height]) || "normal",
      };
    },
  },
  mask: { names: ["mask-image"], expand: (value) => ({ "mask-image": value }) },
  animation: {
    names: ["animation-name", "animation-fill-mode", "animation-iteration-count"],
    expand: (value) => ({
      // Which of the words is the name is known by the names there are.
      "animation-name": value,
      "animation-fill-mode": /\b(?:forwards|both)\b/.exec(value)?.[0] ?? "none",
      "animation-iteration-count": /\binfinite\b/.exec(value)?.[0] ?? "1",
    }),
  },
  all: { names: [...longhands], expand: (value) => Object.fromEntries([...longhands].map((name) => [name, value])) },
};

const wide = new Set(["inherit", "initial", "unset", "revert", "revert-layer"]);
/** Values that a browser computes later, or in ways that the grammar does not know. */
const open = /\b(?:var|env|attr|calc-size|sin|cos|tan|asin|acos|atan|atan2|pow|sqrt|hypot|log|exp|if)\(|\(from /;
const internetExplorer = /^\s*alpha\(|progid:/;
/** The most common values, not worth a parser: lengths that are not negative, and colours in hexadecimal digits. */
const common = /^(?:(?:\d+(?:\.\d+)?|\.\d+)(?:px|em|rem|%|pt)|0|auto)$/;
const hexadecimal = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/;
const sized = /^(?:width|height|top|right|bottom|left|margin-(?:top|right|bottom|left))$/;

/** Whether a browser would take a value for one of the property. */
function isValid(property: string, value: string): boolean {
  if (value === "") return false;
  if (wide.has(value) || open.test(value)) return true;
  if (internetExplorer.test(value)) return false;
  if (sized.test(property) && common.test(value)) return true;
  if (/^(?:background-)?color$/.test(property) && hexadecimal.test(value)) return true;
  if (property === "background") return split(value, ",").every(isBackground);
  const separator = separators[property];
  return (separator ? split(value, separator) : [value]).every((part) => agrees(property, part));
}

/** Lists, whose parts are looked at one by one: css-tree gives up on long ones. */
const separators: Record<string, "," | " "> = { filter: " ", transform: " " };
for (const name of ["background-image", "mask", "mask-image", "text-shadow", "animation"]) separators[name] = ",";

/** Characters of a part that is looked at, at most; for what is longer the author's word is taken. */
const longestPart = 500;

const agrees = (property: string, part: string): boolean =>
  part.length > longestPart || lexer.matchProperty(property, part).error === null;

const backgroundWord =
  /^(?:none|repeat|repeat-[xy]|no-repeat|space|round|cover|contain|auto|fixed|local|scroll|left|right|top|bottom|center|border-box|padding-box|content-box|text|border-area|\/|[+-]?[\d.].*|(?:calc|min|max|clamp)\(.*)$/s;

/** One layer of a background, its words in any order. */
function isBackground(layer: string): boolean {
  const words = split(layer.replace(/\//g, " / "), " ");
  return words.length > 0 && words.every((word) => backgroundWord.test(word) || isImage.test(word) || isColour(word));
}

const lengths =
  /^(?:width|height|(?:max|min)-(?:width|height)|top|right|bottom|left|margin|padding|font-size|clip|text-indent|letter-)/;

/** What pages without a document type may leave out: the unit of a length and the mark of a colour (Quirks Mode, 3.2 and 3.3). */
function mended(property: string, value: string): string {
  if (/^(?:color|background-color)$/.test(property)) return value.replace(/^(?:[0-9a-f]{3}|[0-9a-f]{6})$/, "#$&");
  return lengths.test(property) ? value.replace(/(?<=^|[\s,(])[+-]?(?:\d*\.)?\d+(?=$|[\s,)])/g, "$&px") : value;
}

/** The value of one property as it was declared, by itself or by the shorthand that is named. */
export interface Declared {
  property: string;
  value: string;
}

const expanded = remembered((value, property): Record<string, string> => expansions[property]!.expand(value));

/** The value of one property, from a declaration whose variables have been put in. */
export function longhandOf(longhand: string, { property, value }: Declared): string {
  if (property === longhand || wide.has(value)) return value;
  return expanded(value, property)[longhand] ?? "";
}

/** Characters of a value at most; addresses are not counted. */
const longest = 20_000;

const declared = remembered((written, named): readonly [string, Declared][] => {
  const quirks = named.endsWith("?");
  const name = quirks ? named.slice(0, -1) : named;
  if (written.length > longest) throw tooMuch("text in a value of its style sheets");
  const property = aliases[name] ?? name;
  const shorthand = expansions[property];
  if (!shorthand && !longhands.has(property)) return [];
  const value = quirks ? mended(property, written) : written;
  if (!isValid(property, value)) return [];
  return (shorthand?.names ?? [property]).map((longhand) => [longhand, { property, value }]);
});

/** What a declaration sets of the properties that decide here; nothing where browsers take it for an error. */
export function declare(property: string, value: string, quirks: boolean): readonly [string, Declared][] {
  if (property.startsWith("--")) return [[property, { property, value }]];
  return declared(value, quirks ? `${property}?` : property);
}
