import { definitions } from "./definitions.ts";
import { type ConfigKey, configFields, type Field } from "./fields.ts";

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
