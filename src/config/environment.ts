import { AssayError } from "../../schema/error.ts";
import type { Field } from "./fields.ts";
import type { Setting } from "./file.ts";
import { didYouMean } from "./nearest.ts";
import { parseText } from "./values.ts";
import { type Environment, ownVariables, variable } from "./variables.ts";

/** The settings that ASSAY_* variables and DATABASE_URL make. */
export function readEnvironment(environment: Environment, fields: readonly Field[]): Setting[] {
  const settings: Setting[] = [];
  const url = variable(environment, "DATABASE_URL");
  if (url !== undefined) settings.push({ key: "db", value: url, origin: "DATABASE_URL" });
  const known = fields.flatMap((field) => field.variable ?? []);
  for (const name of Object.keys(environment).sort()) {
    if (!name.startsWith("ASSAY_") || ownVariables.some((own) => own === name)) continue;
    const field = fields.find((candidate) => candidate.variable === name);
    if (!field) {
      throw new AssayError("config/unknown-variable", `${name} is set, but there is no such setting.`, {
        hint: didYouMean(name, [...known, ...ownVariables]) ?? `Unset it; "assay help settings" lists all variables.`,
      });
    }
    const text = variable(environment, name);
    if (text !== undefined) settings.push({ key: field.key, value: parseText(field, text, name), origin: name });
  }
  return settings;
}
