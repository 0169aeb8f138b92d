import { definitions } from "../config/definitions.ts";
import { secretVariables } from "../config/variables.ts";
import type { Command } from "./command.ts";
import { commonFlags, type Flag } from "./flags.ts";
import { wrap } from "./text.ts";

type Commands = Readonly<Record<string, Command>>;

/** Flags with their meanings. */
export const flagLines = (flags: Readonly<Record<string, Flag>>, width: number): string =>
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
