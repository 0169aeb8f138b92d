import { statSync } from "node:fs";
import { dirname } from "node:path";
import { describe, test } from "vitest";
import { findBubblewrap, findPython } from "../../src/sandbox/bubblewrap.ts";
import { type Wrapping, wrappings } from "../../src/sandbox/hardened-tiers.ts";

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

/** The wrappings to try here; not as nobody where nobody cannot get at Node itself, as in root's home. */
export function wrappingsHere(): Wrapping[] {
  let open = true;
  for (let path = dirname(process.execPath); path !== dirname(path); path = dirname(path)) {
    open &&= (statSync(path).mode & 0o001) !== 0;
  }
  if (!open) console.warn(`SKIPPED: as nobody, who cannot get at ${process.execPath}.`);
  return wrappings().filter(({ identity }) => open || identity === undefined);
}
