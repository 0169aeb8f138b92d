/** Text of unknown origin without what could steer a terminal: control characters go, tabs become spaces. */
export function printable(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll("\t", "  ")
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

const nothing = /^(?:\p{Mn}|\p{Me}|[\u200b\u200c]|\u200d|[\ufe00-\ufe0f])$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$/u;
const pictograph = /^\p{Emoji_Presentation}$/u;

function characterWidth(character: string): number {
  if (character <= "~") return 1;
  if (nothing.test(character)) return 0;
  return wide.test(character) || pictograph.test(character) || character >= "\u{20000}" ? 2 : 1;
}

/** Columns that a line without colours takes on a terminal. */
export function displayWidth(line: string): number {
  let width = 0;
  for (const character of line) width += characterWidth(character);
  return width;
}

/** How many UTF-16 units of the text fit into the columns. */
function unitsThatFit(text: string, width: number): number {
  let used = 0;
  let units = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    units += character.length;
  }
  return units;
}

/** The first line of the text, cut to the width with an ellipsis. */
export function cut(text: string, width: number): string {
  const line = printable(text).replace(/\s*\n\s*/g, " ");
  return displayWidth(line) <= width ? line : `${line.slice(0, unitsThatFit(line, Math.max(0, width - 1)))}…`;
}

export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + space : space + text;
}

/** Breaks one paragraph at spaces; a word longer than a line is broken anywhere. Keeps the indent and inner spaces. */
function wrapParagraph(paragraph: string, width: number): string[] {
  const indent = /^ */.exec(paragraph)![0].slice(0, Math.floor(width / 2));
  const lines: string[] = [];
  let line = "";
  for (const [, spaces = "", word = ""] of paragraph.trim().matchAll(/( *)([^ ]+)/g)) {
    if (line !== "" && displayWidth(indent + line + spaces + word) <= width) {
      line += spaces + word;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (displayWidth(indent + line) > width) {
      const units = Math.max(1, unitsThatFit(line, width - indent.length));
      lines.push(line.slice(0, units));
      line = line.slice(units);
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines.map((each) => (each === "" ? "" : indent + each));
}

/** Lines of at most `width` columns, each after `indent` spaces; line breaks of the text are kept. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const room = Math.max(8, width - indent);
  return printable(text)
    .split("\n")
    .flatMap((paragraph) => wrapParagraph(paragraph, room))
    .map((line) => (line === "" ? "" : " ".repeat(indent) + line));
}
