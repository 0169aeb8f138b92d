import { describe, test } from "vitest";
import { findBubblewrap, findPython } from "../../src/sandbox/bubblewrap.ts";

const finders = { bwrap: findBubblewrap, python3: findPython };

/** Runs the tests, or skips loudly with the reason when this machine lacks what they need. */
export function unlessMissing(needed: readonly (keyof typeof finders)[], tests: () => void): void {
  const missing = needed.filter((name) => finders[name]() === undefined);
  if (missing.length === 0) {
    tests();
    return;
  }
  console.warn(`SKIPPED: ${missing.join(" and ")} not installed (apt-get install bubblewrap python3).`);
  describe.skip(`needs ${missing.join(" and ")}`, () => {
    test("skipped", () => {});
  });
}
