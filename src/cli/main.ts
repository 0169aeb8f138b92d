#!/usr/bin/env node
import { AssayError, loadConfig, processEnvironment, variable } from "../config/index.ts";
import type { Assay } from "../index.ts";
import { type Arguments, parseArguments, refuseForeignFlags, unknownCommand } from "./arguments.ts";
import type { Command, Context } from "./command.ts";
import { commands } from "./commands/index.ts";
import { exit, reportFault } from "./faults.ts";
import { commandHelp, mainHelp, settingsHelp } from "./help.ts";
import { packageVersion } from "./package-version.ts";
import { openTerminal, silence } from "./terminal.ts";

const registry: Readonly<Record<string, Command>> = commands;
const environment = processEnvironment();
let outlivesReader = false;
const terminal = openTerminal(environment, () => {
  if (!outlivesReader) process.exit(exit.done);
});

/** Answers what needs no library; returns null when a command is to run. */
function answerHelp(given: Arguments): string | null {
  const width = Math.min(100, terminal.out.width());
  if (given.flags.version) return packageVersion();
  const asked = given.command === "help" ? (given.words[0] ?? "") : given.command;
  if (given.command !== "help" && given.command !== "" && !given.flags.help) return null;
  if (asked === "") return mainHelp(registry, packageVersion(), width);
  if (asked === "settings") return settingsHelp(width);
  if (!Object.hasOwn(registry, asked)) throw unknownCommand(asked, [...Object.keys(registry), "help"]);
  return commandHelp(asked, registry[asked]!, width);
}

async function runCommand(given: Arguments): Promise<number> {
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
  outlivesReader = command.outlivesReader ?? false;
  let assay: Assay | undefined;
  try {
    return await command.run(await makeContext(given, (opened) => (assay = opened)));
  } finally {
    await assay?.close();
  }
}

async function makeContext(given: Arguments, opened: (assay: Assay) => void): Promise<Context> {
  const { flags, settings, words } = given;
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

async function main(args: readonly string[]): Promise<number> {
  try {
    const given = parseArguments(args, registry);
    const help = answerHelp(given);
    if (help === null) return await runCommand(given);
    terminal.out.lines(help);
    return exit.done;
  } catch (error) {
    return reportFault(error, terminal.error, variable(environment, "ASSAY_DEBUG") === "1");
  }
}

const code = await main(process.argv.slice(2));
await Promise.all([terminal.out.flushed(), terminal.error.flushed()]);
process.exit(code);
