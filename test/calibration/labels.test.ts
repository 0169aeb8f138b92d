import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLabels } from "../../src/calibration/labels.ts";
import { temporaryFolder } from "../support/assay.ts";

const written = (text: string): string => {
  const path = join(temporaryFolder(), "labels.jsonl");
  writeFileSync(path, text);
  return path;
};

describe("labels of people", () => {
  test("are rows by id or by themselves, one a line", async () => {
    const lines = [
      '{"id":"ab2e0e83e4a2","verdict":"approved"}',
      "",
      '{"type":"sft","row":{"prompt":"p"},"verdict":"rejected"}',
    ];
    expect(await readLabels(written(lines.join("\r\n")))).toEqual([
      { id: "ab2e0e83e4a2", verdict: "approved" },
      { type: "sft", row: { prompt: "p" }, verdict: "rejected" },
    ]);
  });

  test.each([
    ["no JSON", "approved"],
    ["an unknown verdict", '{"id":"ab2e0e83e4a2","verdict":"good"}'],
    ["neither id nor row", '{"verdict":"approved"}'],
    ["a row without its type", '{"row":{},"verdict":"approved"}'],
  ])("with %s are refused with the line's number", async (_title, line) => {
    const path = written(`{"id":"ab2e0e83e4a2","verdict":"approved"}\n${line}\n`);
    await expect(readLabels(path)).rejects.toThrow(`${path}:2`);
  });

  test("that are missing or empty are the user's to mend", async () => {
    await expect(readLabels("/nowhere/labels.jsonl")).rejects.toThrow("cannot be read (ENOENT)");
    await expect(readLabels(written("\n"))).rejects.toThrow("holds no labels");
  });
});
