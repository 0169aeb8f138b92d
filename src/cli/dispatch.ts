import { AssayError, loadConfig } from "../config/index.ts";
import type { Environment } from "../config/variables.ts";
import type { Assay } from "../index.ts";
import { type Arguments, parseArguments, refuseForeignFlags, unknownCommand } from "./arguments.ts";
import type { Command, Context } from "./command.ts";
import { commands } from "./commands/index.ts";
import { exit } from "./faults.ts";
import { commandHelp, settingsHelp } from "./help.ts";
import { mainHelp } from "./main-help.ts";
import { packageVersion } from "./package-version.ts";
import { silence, type Terminal } from "./terminal.ts";

const registry: Readonly<Record<string, Command>> = commands;

/** What a command line runs in. */
export interface Place {
  terminal: Terminal;
  environment: Environment;
  /** Says that the work goes on when nobody reads its output any more. */
  outlivesReader(): void;
}

/** Carries out a command line; returns the exit code. */
export async function dispatch(args: readonly string[], place: Place): Promise<number> {
  const given = parseArguments(args, registry);
  const help = answerHelp(given, Math.min(100, place.terminal.out.width()));
  if (help === null) return runCommand(given, place);
  place.terminal.out.lines(help);
  return exit.done;
}

/** Answers what needs no library; returns null when a command is to run. */
function answerHelp(given: Arguments, width: number): string | null {
  if (given.flags.version) return packageVersion();
  const asked = given.command === "help" ? (given.words[0] ?? "") : given.command;
  if (given.command !== "help" && given.command !== "" && !given.flags.help) return null;
  if (asked === "") return mainHelp(registry, packageVersion(), width);
  if (asked === "settings") return settingsHelp(width);
  if (!Object.hasOwn(registry, asked)) throw unknownCommand(asked, [...Object.keys(registry), "help"]);
  return commandHelp(asked, registry[asked]!, width);
}

async function runCommand(given: Arguments, place: Place): Promise<number> {
  if (!Object.hasOwn(registry, given.command)) {
    throw unknownCommand(given.command, [...Object.keys(registry), "help"]);
  }
  const command = registry[given.command]!;
  refuseForeignFlags(given, registry);
  if (given.words.length > command.words) {
    throw new AssayError(
      "config/extra-word",
      `assay ${given.command} does not expect "${given.words[command.words]}".`,
      {
        hint: `Usage: assay ${given.command} ${command.usage}`.trimEnd(),
      },
    );
  }
  if (command.outlivesReader) place.outlivesReader();
  let assay: Assay | undefined;
  try {
    return await command.run(await makeContext(given, place, (opened) => (assay = opened)));
  } finally {
    await assay?.close();
  }
}

async function makeContext(given: Arguments, place: Place, opened: (assay: Assay) => void): Promise<Context> {
  const { flags, settings, words } = given;
  const { environment, terminal } = place;
  const config = await loadConfig({ flags: settings, environment, folder: process.cwd(), file: flags.config });
  const json = flags.json !== undefined;
  const report = flags.quiet ? silence : json ? terminal.error : terminal.out;
  const repeated = [
    ...(settings["--db"] ? [`--db ${shellWord(settings["--db"])}`] : []),
    ...(flags.config ? [`--config ${shellWord(flags.config)}`] : []),
  ];
  return {
    words,
    flags,
    config,
    environment,
    terminal,
    json,
    yes: flags.yes !== undefined,
    report,
    layout: () => ({ width: Math.min(120, report.width()), paint: report.paint }),
    async open(options = {}) {
      const { createAssay } = await import("../index.ts");
      const assay = createAssay(config, { environment, ...options });
      opened(assay);
      return assay;
    },
    result(document, lines) {
      if (json) terminal.out.lines(JSON.stringify(document, null, 2));
      else report.lines(...lines());
    },
    next: (line) => [line, ...repeated].join(" "),
  };
}

/** A word as a shell takes it back; a password in a URL is not repeated. */
function shellWord(text: string): string {
  const safe = text.replace(/(:\/\/[^:@/]*):[^@/]*@/, "$1@");
  return /^[\w./:@=+,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
