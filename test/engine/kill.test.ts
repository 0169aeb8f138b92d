import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRandom } from "../../schema/random.ts";
import type { RunSummary } from "../../schema/run.ts";
import { exported, openAssay, temporaryFolder } from "../support/assay.ts";

const count = 60;
const kills = 20;

/** Runs a sitting; after `killAfterMs` the process gets SIGKILL. Gives the summary when it got to its end. */
function sitting(db: string, concurrency: number, killAfterMs: number): Promise<RunSummary | null> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, "kill-child.mjs"),
    db,
    String(count),
    String(concurrency),
  ]);
  const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (errors += chunk));
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") resolve(null);
      else if (code === 0) resolve(JSON.parse(output) as RunSummary);
      else reject(new Error(`the sitting ended with ${code}: ${errors}`));
    });
  });
}

test(`a run killed at ${kills} random moments and resumed ends in the same bytes`, { timeout: 300_000 }, async () => {
  const whole = openAssay({ seed: 404, count, type: "grpo", domain: "chemistry" });
  const expected = await exported(whole, (await whole.generate("rows for the kill test")).run);
  const random = createRandom(20);
  let killed = 0;
  while (killed < kills) {
    const db = join(temporaryFolder(), "assay.db");
    let summary: RunSummary | null = null;
    while (summary === null) {
      summary = await sitting(db, random.pick([1, 4, 16]), killed < kills ? random.integer(150, 1_800) : 120_000);
      if (summary === null) killed += 1;
    }
    expect(summary).toMatchObject({ status: "done", approved: count, requested: count });
    const assay = openAssay({ db });
    expect(await assay.runs()).toHaveLength(1);
    expect(await exported(assay, summary.run)).toBe(expected);
    // Calls that were cut off count at their estimate, and rules use no tokens.
    expect(summary.tokens).toEqual({ input: 0, output: 0 });
  }
});
