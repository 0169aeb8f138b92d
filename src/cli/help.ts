import { configFields, configHelp, definitions, ownVariables, secretVariables } from "../config/index.ts";
import { commonFlags, type Flag } from "./arguments.ts";
import type { Command } from "./command.ts";
import { wrap } from "./text.ts";

type Commands = Readonly<Record<string, Command>>;

const flagLines = (flags: Readonly<Record<string, Flag>>, width: number): string =>
  definitions(
    Object.entries(flags).map(([name, { meaning, short, placeholder }]) => [
      `${short ? `-${short}, ` : ""}--${name}${placeholder ? ` ${placeholder}` : ""}`,
      meaning,
    ]),
    width,
  );

const exitCodes = `Exit codes: 0 done, 1 a fault of assay, 2 something for you to mend, 3 ended short of the target, 4 budget reached, 130 interrupted (everything is saved).`;

/** `assay help`. */
export function mainHelp(commands: Commands, version: string, width = 80): string {
  const list = Object.entries(commands).map(
    ([name, { summary, usage }]) => [`${name} ${usage}`.trim(), summary] as const,
  );
  return [
    `assay ${version}: post-training data that can prove itself`,
    "",
    "Usage: assay <command> [flags]",
    "",
    "Try it now; no key is needed:",
    `  assay generate "20 GRPO examples for chemistry reasoning problems"`,
    "",
    "Commands",
    definitions([...list, ["help [command]", "this text, or a command's; help settings lists every setting"]], width),
    "",
    "Flags of every command",
    flagLines(commonFlags, width),
    "",
    ...wrap(
      `Settings come from assay.config.{json,yaml,yml}, then ASSAY_* variables, then flags. Keys are read from ${secretVariables.join(" or ")} only; without one the offline expert works.`,
      width,
    ),
    "",
    ...wrap(exitCodes, width),
  ].join("\n");
}

/** `assay <command> --help`. */
export function commandHelp(name: string, command: Command, width = 80): string {
  const { usage, description, examples, flags, settings } = command;
  const own = Object.keys(flags).length > 0 ? ["", "Flags", flagLines(flags, width)] : [];
  const keys = settings === "all" ? undefined : settings;
  const set = settings === "all" || settings.length > 0 ? ["", "Settings", configHelp(keys, width)] : [];
  return [
    `Usage: assay ${name} ${usage} [flags]`.replace("  ", " "),
    "",
    ...wrap(description, width),
    "",
    "Examples",
    ...examples.flatMap(({ line, does }) => [...wrap(line, width, 2), ...wrap(does, width, 6)]),
    ...own,
    ...set,
    "",
    "Flags of every command",
    flagLines(commonFlags, width),
  ].join("\n");
}

const fileOnly = (): string =>
  configFields()
    .filter((field) => field.flag === null)
    .map((field) => field.key)
    .join(" and ");

/** `assay help settings`. */
export function settingsHelp(width = 80): string {
  return [
    ...wrap(
      "Every setting, by its flag. The variable of --tier-complex is ASSAY_TIER_COMPLEX, its name in a configuration file is tierComplex. Flags win over variables, variables over the file.",
      width,
    ),
    "",
    configHelp(undefined, width),
    "",
    ...wrap(
      `DATABASE_URL sets --db. GOOGLE_GEMINI_BASE_URL is honoured. ${ownVariables.join(" and ")} are read too: the configuration file, and stacks of our own faults. ${fileOnly()} can only be set in a configuration file.`,
      width,
    ),
  ].join("\n");
}
