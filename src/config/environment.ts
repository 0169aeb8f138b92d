import { AssayError } from "../../schema/error.ts";
import type { Field } from "./fields.ts";
import type { Setting } from "./file.ts";
import { didYouMean } from "./nearest.ts";
import { parseText } from "./values.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that start with ASSAY_ and are no settings: the configuration file, and stacks of our own faults. */
export const ownVariables = ["ASSAY_CONFIG", "ASSAY_DEBUG"] as const;

/** Secrets and addresses of providers, by the name of their variable. They are never part of the configuration. */
export const secretVariables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"] as const;
export const addressVariables = ["GOOGLE_GEMINI_BASE_URL"] as const;

/** The process's environment, read when it is asked for. */
export function processEnvironment(): Environment {
  return process.env;
}

/** The value of a variable; an empty one counts as not set. */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value.trim() === "" ? undefined : value;
}

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
