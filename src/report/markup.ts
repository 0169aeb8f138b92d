/** Markup that is already escaped; only {@link markup} and {@link raw} make it. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | readonly Part[];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text of unknown origin as HTML and SVG take it, between tags and in quoted attributes. Control characters are not
 * allowed there and go; characters that turn the direction of the text or hide are shown by their code point.
 */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(
      /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g,
      (hidden) => `[U+${hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`,
    )
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

function render(part: Part): string {
  if (part === null) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escapeText(part);
  if ("markup" in part) return part.markup;
  return part.map(render).join("");
}

/** A template whose values are escaped, unless they are markup themselves; null is nothing. */
export function markup(texts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { markup: texts.map((text, index) => text + (index < values.length ? render(values[index]!) : "")).join("") };
}

/** Text written in this program, as it is. */
export const raw = (text: string): Markup => ({ markup: text });

/** The first characters of a text, never half a one, with an ellipsis where it goes on. */
export function shorten(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = /[\ud800-\udbff]/.test(text[characters - 2]!) ? characters - 2 : characters - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
