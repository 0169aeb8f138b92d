import { type ConfigKey, configFields, type Field } from "./fields.ts";

/** Breaks text into lines of at most `width` characters; a longer word stands alone. */
function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** Terms at the left, what they mean at the right, folded to the width. */
export function definitions(entries: readonly (readonly [term: string, meaning: string])[], width = 80): string {
  const longest = Math.max(0, ...entries.map(([term]) => term.length));
  const left = Math.min(longest, Math.floor(width * 0.4)) + 4;
  return entries
    .flatMap(([term, meaning]) => {
      const lines = fold(meaning, Math.max(12, width - left));
      const start = `  ${term}`;
      const apart = start.length + 2 > left;
      const first = apart ? [start] : [`${start.padEnd(left)}${lines[0] ?? ""}`.trimEnd()];
      return [...first, ...lines.slice(apart ? 0 : 1).map((line) => " ".repeat(left) + line)];
    })
    .join("\n");
}

function written(field: Field): string {
  const value = field.default;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  return String(value);
}

function placeholder({ schema }: Field): string {
  if (schema.enum) return " NAME";
  switch (schema.type) {
    case "boolean":
      return "";
    case "integer":
    case "number":
      return " N";
    case "array":
      return " A,B";
    default:
      return " TEXT";
  }
}

function meaning(field: Field): string {
  const choices = field.schema.enum ? `: ${field.schema.enum.join(", ")}` : "";
  const standard = written(field);
  return `${field.description}${choices}${standard === "" ? "" : ` (default ${standard})`}`;
}

/** A flag that is on by default is written with the word that turns it off. */
function flagOf(field: Field): string {
  const off = field.schema.type === "boolean" && field.default === true;
  return `${off ? field.flag?.replace("--", "--[no-]") : field.flag}${placeholder(field)}`;
}

/** The settings as lines of help, all or some of them. */
export function configHelp(keys?: readonly ConfigKey[], width = 80): string {
  const chosen = configFields().filter((field) => field.flag !== null && (keys?.includes(field.key) ?? true));
  return definitions(
    chosen.map((field) => [flagOf(field), meaning(field)] as const),
    width,
  );
}

/** Every setting as a Markdown table, for the README. */
export function configTable(): string {
  const cell = (text: string | null): string => (text ? `\`${text}\`` : "");
  const rows = configFields().map((field) => {
    const choices = field.schema.enum ? `: ${field.schema.enum.map((choice) => `\`${choice}\``).join(", ")}` : "";
    const about = `${field.description}${choices}`.replaceAll("|", "\\|");
    return `| ${cell(field.flag ?? field.key)} | ${cell(field.variable)} | ${cell(written(field))} | ${about} |`;
  });
  return ["| flag | variable | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
