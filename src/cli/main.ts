#!/usr/bin/env node
import { processEnvironment, variable } from "../config/variables.ts";
import { commands } from "./commands/index.ts";
import { exit, reportFault } from "./faults.ts";
import { keepHeapSmall } from "./heap.ts";
import { mainHelp } from "./main-help.ts";
import { packageVersion } from "./package-version.ts";
import { openTerminal } from "./terminal.ts";

const environment = processEnvironment();
let outlivesReader = false;
const terminal = openTerminal(environment, () => {
  if (!outlivesReader) process.exit(exit.done);
});

/** The commonest questions, answered before anything else is loaded. */
function answerAtOnce(args: readonly string[]): string | null {
  const [word = "help", ...others] = args;
  if (others.length > 0) return null;
  if (word === "--version" || word === "-v") return packageVersion();
  if (!["help", "--help", "-h"].includes(word)) return null;
  return mainHelp(commands, packageVersion(), Math.min(100, terminal.out.width()));
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const answer = answerAtOnce(args);
    if (answer !== null) {
      terminal.out.lines(answer);
      return exit.done;
    }
    keepHeapSmall();
    const { dispatch } = await import("./dispatch.ts");
    return await dispatch(args, {
      terminal,
      environment,
      outlivesReader: () => {
        outlivesReader = true;
      },
    });
  } catch (error) {
    return reportFault(error, terminal.error, variable(environment, "ASSAY_DEBUG") === "1");
  }
}

const code = await main(process.argv.slice(2));
await Promise.all([terminal.out.flushed(), terminal.error.flushed()]);
process.exit(code);
