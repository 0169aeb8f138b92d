import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { trainingTypes } from "../schema/training/index.ts";
import { temporaryFolder } from "./support/assay.ts";

const root = resolve(import.meta.dirname, "..");

/** Runs an example as the README says, without keys. */
function example(name: string, folder: string): Promise<{ code: number; output: string }> {
  const { GEMINI_API_KEY: _one, GOOGLE_API_KEY: _two, GOOGLE_GEMINI_BASE_URL: _three, ...env } = process.env;
  return new Promise((settle) => {
    execFile("npx", ["ts-node", `examples/${name}.ts`, folder], { cwd: root, env }, (error, stdout, stderr) => {
      settle({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
    });
  });
}

test.each([
  ["chemistry-grpo", 100],
  ["gemini-sft", 12],
  ["custom-family", 20],
  ...Object.keys(trainingTypes).map((type): [string, number] => [type, 8]),
])("examples/%s.ts runs and writes %i rows", { timeout: 120_000 }, async (name, rows) => {
  const folder = temporaryFolder();
  const { code, output } = await example(name, folder);
  expect(output).toContain(`${rows} rows in`);
  expect(code).toBe(0);
  expect(existsSync(join(folder, "assay.db"))).toBe(true);
  expect(readFileSync(join(folder, "train.jsonl"), "utf8").trimEnd().split("\n")).toHaveLength(rows);
});
