import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { exported, openAssay, temporaryFolder } from "../support/assay.ts";
import { openSqliteFile } from "../support/sqlite.ts";

const main = resolve(import.meta.dirname, "../../dist/src/cli/main.js");
const words = ["Generate 60 GRPO examples for chemistry", "--seed", "31", "--yes"];

/**
 * Runs a command in a process group of its own; `interruptMs` after its plan or its first progress SIGINT goes to the whole
 * group, as a terminal sends it.
 */
function cli(args: string[], interruptMs?: number): Promise<{ code: number | null; output: string }> {
  const { GEMINI_API_KEY: _one, GOOGLE_API_KEY: _two, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...args], { detached: true, env });
  let output = "";
  let interrupting = false;
  const hear = (chunk: Buffer): void => {
    output += chunk;
    if (interruptMs === undefined || interrupting || !/^Plan: |\d+\/60 approved/m.test(output)) return;
    interrupting = true;
    setTimeout(() => child.exitCode === null && process.kill(-child.pid!, "SIGINT"), interruptMs);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((settle) => child.on("close", (code) => settle({ code, output })));
}

test("Ctrl-C, which reaches the whole process group, loses nothing: resume ends in the same bytes", {
  timeout: 120_000,
}, async () => {
  const whole = openAssay({ seed: 31 });
  const expected = await exported(whole, (await whole.generate(words[0]!)).run);
  const db = join(temporaryFolder(), "assay.db");
  const cut = await cli(["generate", ...words, "--db", db], 700);
  expect(cut.code, cut.output).toBe(130);
  expect(cut.output).toContain("assay resume");
  for (let turn = 0; turn < 2; turn++) {
    const again = await cli(["resume", "--db", db], 300);
    expect([0, 130], again.output).toContain(again.code);
  }
  expect((await cli(["resume", "--db", db])).code).toBe(0);
  const statuses = openSqliteFile(db, { readonly: true }).prepare("select distinct status from receipts").all();
  expect(statuses).toEqual([{ status: "ok" }]);
  const assay = openAssay({ db });
  const [run] = await assay.runs();
  expect(run).toMatchObject({ status: "done" });
  expect(await exported(assay, run!.id)).toBe(expected);
});
