import { isAssayError } from "../config/errors.ts";
import type { Output } from "./terminal.ts";
import { printable } from "./text.ts";

/** The exit codes; scripts rely on them. */
export const exit = { done: 0, fault: 1, user: 2, short: 3, budget: 4, interrupted: 130 } as const;

const oneLine = (text: string): string => printable(text).replace(/\s*\n\s*/g, " ");

/** Says what went wrong and returns the exit code. A stack is shown for faults of our own and only with ASSAY_DEBUG=1. */
export function reportFault(error: unknown, output: Output, debug: boolean): number {
  const { paint } = output;
  if (isAssayError(error)) {
    output.lines(`${paint("red", "assay:")} ${oneLine(error.line)}`);
    if (debug && error.stack) output.lines(error.stack);
    return exit.user;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  output.lines(
    `${paint("red", "assay:")} ${oneLine(message)}`,
    "This is a fault of assay, not of what you asked for. Please report it, with the",
    `output of the same command under ASSAY_DEBUG=1${debug ? ":" : "."}`,
  );
  if (debug) output.lines((error instanceof Error && error.stack) || String(error));
  return exit.fault;
}
