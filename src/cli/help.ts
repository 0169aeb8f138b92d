import { configFields, configHelp, ownVariables } from "../config/index.ts";
import type { Command } from "./command.ts";
import { commonFlags } from "./flags.ts";
import { flagLines } from "./main-help.ts";
import { wrap } from "./text.ts";

/** `assay <command> --help`. */
export function commandHelp(name: string, command: Command, width = 80): string {
  const { usage, description, examples, flags, settings } = command;
  const own = Object.keys(flags).length > 0 ? ["", "Flags", flagLines(flags, width)] : [];
  const keys = settings === "all" ? undefined : settings;
  const set = settings === "all" || settings.length > 0 ? ["", "Settings", configHelp(keys, width)] : [];
  return [
    ...wrap(`Usage: assay ${name} ${usage} [flags]`.replace("  ", " "), width),
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
      `DATABASE_URL sets --db. GOOGLE_GEMINI_BASE_URL is honoured. ${ownVariables.join(", ")} are read too: the configuration file, stacks of our own faults, and the bearer token of assay mcp --http. ${fileOnly()} can only be set in a configuration file.`,
      width,
    ),
  ].join("\n");
}
