import type { Config, ConfigKey, Environment } from "../config/index.ts";
import type { Assay, AssayOptions } from "../index.ts";
import type { Flag } from "./flags.ts";
import type { TableOptions } from "./table.ts";
import type { Output, Terminal } from "./terminal.ts";

/** What a command is given. */
export interface Context {
  /** The words behind the command's name. */
  words: readonly string[];
  /** Values of the command's own flags; `"true"` for a switch. */
  flags: Readonly<Record<string, string | undefined>>;
  config: Config;
  environment: Environment;
  terminal: Terminal;
  json: boolean;
  yes: boolean;
  /** Where a report for people goes: stdout; stderr under --json; nowhere under --quiet. */
  report: Output;
  /** Width and colours of the report. */
  layout(): TableOptions;
  /** Opens the library; it is closed when the command ends. */
  open(options?: Pick<AssayOptions, "clarify">): Promise<Assay>;
  /** Prints a result: the document under --json, the lines otherwise. */
  result(document: unknown, lines: () => readonly string[]): void;
  /** A command line to go on with, carrying the flags that choose the database and the configuration. */
  next(line: string): string;
}

/** One command, whole. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** Words after the name: `"<request>"`. */
  usage: string;
  /** A paragraph or two for the command's help. */
  description: string;
  examples: readonly [Example, Example];
  flags: Record<string, Flag>;
  /** Settings whose flags have an effect. */
  settings: readonly ConfigKey[] | "all";
  /** Most words it takes. */
  words: number;
  /** Whether its work goes on when nobody reads its output any more. */
  outlivesReader?: boolean;
  /** Returns the exit code. */
  run(context: Context): Promise<number>;
}

export interface Example {
  line: string;
  does: string;
}
