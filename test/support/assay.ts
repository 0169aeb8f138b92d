import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ConfigInput } from "../../schema/config.ts";
import type { Assay, AssayOptions } from "../../src/api.ts";
import { createAssay } from "../../src/assay.ts";

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "assay-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real Assay on a database of its own, without the environment's keys, closed after the test. */
export function openAssay(config: ConfigInput = {}, options: AssayOptions = {}): Assay {
  const db = config.db ?? join(temporaryFolder(), "assay.db");
  const assay = createAssay({ ...config, db }, { environment: {}, ...options });
  onTestFinished(() => assay.close());
  return assay;
}

/** The bytes of a run's export in the trl format. */
export async function exported(assay: Assay, run: string): Promise<string> {
  const { files } = await assay.export(run, { out: temporaryFolder() });
  return readFileSync(files[0]!.path, "utf8");
}

/** A clock whose sleeps take a hundredth of their time, for tests of backing off. */
export const hurriedClock = {
  now: () => new Date(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds / 100)),
};
