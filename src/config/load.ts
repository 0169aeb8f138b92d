import { Config } from "../../schema/config.ts";
import { AssayError } from "../../schema/error.ts";
import { readEnvironment } from "./environment.ts";
import { configFields, type Field } from "./fields.ts";
import { readConfigFile, type Setting } from "./file.ts";
import { didYouMean } from "./nearest.ts";
import { badValue, parseText } from "./values.ts";
import { type Environment, variable } from "./variables.ts";

/** Where settings come from, besides the defaults. */
export interface ConfigSources {
  /** Text by flag, with the dashes: `{ "--count": "10" }`. A boolean's text may be `true` or `false`. */
  flags?: Readonly<Record<string, string>>;
  environment?: Environment;
  /** Folder in which assay.config.{json,yaml,yml} is looked for; none is read without it. */
  folder?: string;
  /** A file named by the user instead. */
  file?: string;
}

/** Defaults ← file ← environment ← flags, checked. Throws AssayError `config/…`. */
export async function loadConfig(sources: ConfigSources = {}): Promise<Config> {
  const fields = configFields();
  const environment = sources.environment ?? {};
  const folder = sources.folder;
  const file = sources.file ?? variable(environment, "ASSAY_CONFIG");
  const fromFile = folder === undefined && file === undefined ? [] : await readConfigFile(folder ?? ".", file);
  return settle([...fromFile, ...readEnvironment(environment, fields), ...readFlags(sources.flags ?? {}, fields)]);
}

/** Checks a configuration object of a program; the same errors as for a file. */
export function checkConfig(input: object = {}): Config {
  return settle(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ key, value, origin: key })),
  );
}

/** The settings that flags make. */
export function readFlags(flags: Readonly<Record<string, string>>, fields: readonly Field[]): Setting[] {
  return Object.entries(flags).map(([flag, text]) => {
    const field = fields.find((candidate) => candidate.flag === flag);
    if (!field) throw unknownFlag(flag, fields);
    return { key: field.key, value: parseText(field, text, flag), origin: flag };
  });
}

const secretive = /key|token|secret|password/i;
const secretHint = "Secrets are read from the environment only: GEMINI_API_KEY or GOOGLE_API_KEY.";

/** The error for a flag nobody knows; `others` are flags besides the settings', `help` is where those that fit are told. */
export function unknownFlag(
  flag: string,
  fields: readonly Field[],
  others: readonly string[] = [],
  help = "assay help",
): AssayError {
  const known = [...fields.flatMap((field) => field.flag ?? []), ...others];
  return new AssayError("config/unknown-flag", `There is no flag ${flag}.`, {
    hint: didYouMean(flag, known) ?? (secretive.test(flag) ? secretHint : `"${help}" shows the flags.`),
  });
}

/** Later settings win; what is left is checked as a whole. */
function settle(settings: readonly Setting[]): Config {
  const fields = configFields();
  const chosen = new Map<string, Setting>();
  for (const setting of settings) {
    if (!fields.some((field) => field.key === setting.key)) throw unknownKey(setting, fields);
    chosen.set(setting.key, setting);
  }
  const parsed = Config.safeParse(Object.fromEntries([...chosen].map(([key, { value }]) => [key, value])));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const setting = chosen.get(String(issue.path[0]));
  const field = fields.find((candidate) => candidate.key === issue.path[0]);
  if (!setting || !field) throw new AssayError("config/bad-value", issue.message, { cause: parsed.error });
  if (field.flag !== null || issue.path.length < 2) throw badValue(field, setting.value, setting.origin);
  throw new AssayError(
    "config/bad-value",
    `${setting.origin} does not fit at ${issue.path.join(".")}: ${issue.message}.`,
    {
      hint: "Mend that part of the file.",
      cause: parsed.error,
    },
  );
}

function unknownKey({ key, origin }: Setting, fields: readonly Field[]): AssayError {
  const keys = fields.map((field) => field.key);
  return new AssayError("config/unknown-key", `${origin} is no setting.`, {
    hint: didYouMean(key, keys) ?? (secretive.test(key) ? secretHint : `"assay help settings" lists all settings.`),
  });
}
