import type { Check } from "../../schema/review.ts";

/** The three outcomes of one check under its name. */
export function findings(name: string) {
  return {
    passed: (reason: string): Check => ({ name, status: "passed", reason, fatal: false }),
    failed: (reason: string): Check => ({ name, status: "failed", reason, fatal: false }),
    /** Failed beyond repair: the row is rejected. */
    fatal: (reason: string): Check => ({ name, status: "failed", reason, fatal: true }),
    unchecked: (reason: string): Check => ({ name, status: "unchecked", reason, fatal: false }),
  };
}

/** Text cut to a length that fits a sentence, on one line. */
export function brief(text: string, length = 120): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
