import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/text.ts";
import { createPlace, type Place } from "./process.ts";

let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterAll(() => place.remove());

test("assay calibrate --json prints one document with recall, false rejections and the confusion", async () => {
  const { code, out, error } = await place.run(["calibrate", "--rows", "20", "--json"]);
  expect(code, error).toBe(0);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ status: "done", rows: 20, falseRejections: { hits: 0, of: 20 }, human: null });
  expect(report.recall.deterministic.value).toBeGreaterThanOrEqual(0.99);
  expect(report.operators.length).toBeGreaterThanOrEqual(20);
  expect(Object.keys(report.confusion)).toEqual(["right", "deterministic", "judge"]);
  expect(error).toContain("offline/expert");
}, 180_000);

test("the table fits 80 columns, and labels give kappa", async () => {
  const row = {
    prompt: "What is the pH of pure water at 25 °C?",
    completion: "I'm sorry, but I can't help with that.",
  };
  writeFileSync(join(place.folder, "labels.jsonl"), `${JSON.stringify({ type: "sft", row, verdict: "rejected" })}\n`);
  const flags = [
    "--rows",
    "2",
    "--types",
    "sft,grpo",
    "--operators",
    "wrong-number,reversed-step",
    "--labels",
    "labels.jsonl",
  ];
  const { code, out, error } = await place.run(["calibrate", ...flags]);
  expect(code, error).toBe(0);
  expect(out.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([]);
  expect(out).toContain("Faults that rules can find");
  expect(out).toMatch(/^wrong-number +\d/m);
  expect(out).toContain("false rejections");
  expect(out).toContain("Cohen's kappa");
}, 60_000);

test.each([
  [["--rows", "0"], "--rows expects a whole number from 1"],
  [["--types", "sft,nothing"], '"nothing" is not a training type'],
  [["--labels", "missing.jsonl"], "cannot be read"],
  [["--run", "none"], "none"],
])(
  "%j is the user's to mend",
  async (flags, words) => {
    const { code, error } = await place.run(["calibrate", ...flags]);
    expect(code).toBe(2);
    expect(error).toContain(words);
  },
  60_000,
);

test("Ctrl-C reports what has been measured and ends with 130", async () => {
  const { child, ended } = place.start(["calibrate", "--rows", "5000", "--operators", "wrong-number", "--json"]);
  let heard = "";
  child.stderr.on("data", (text: string) => {
    const before = heard;
    heard += text;
    // Once: a second signal ends the process at once.
    if (/ of 5,000 rows/.test(heard) && !/ of 5,000 rows/.test(before)) child.kill("SIGINT");
  });
  const { code, out, error } = await ended;
  expect(code, error).toBe(130);
  expect(JSON.parse(out)).toMatchObject({ status: "interrupted" });
}, 120_000);
