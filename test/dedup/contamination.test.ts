import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import type { ExportRow } from "../../schema/export.ts";
import { createGramIndex } from "../../src/dedup/grams.ts";
import { type ContaminationOptions, contaminationGate } from "../../src/dedup/index.ts";
import { temporaryFolder } from "../support/assay.ts";
import { prose, seeded } from "./texts.ts";

const type = { text: ({ prompt, response }: Record<string, unknown>) => ({ prompt, response }) as never };
const rowOf = (prompt: string, response = "", id = prompt.slice(0, 40)): ExportRow =>
  ({ sample: { id, qualityScore: 1, row: { prompt, response } }, evidence: [] }) as never;

async function gateOver(
  rows: readonly ExportRow[],
  options: Omit<ContaminationOptions, "type">,
): Promise<{ refused: string[]; findings: Record<string, unknown> }> {
  const gate = contaminationGate({ type, ...options });
  for (const row of rows) await gate.look?.(row);
  await gate.settle?.();
  const refused = rows.filter((row) => gate.refuses(row) !== null).map(({ sample }) => sample.id);
  return { refused, findings: gate.findings() };
}

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const question =
  "A farmer has 12 hens that each lay 5 eggs a week and sells a dozen eggs for 3 dollars at the market on Saturday.";

describe("planted contamination", () => {
  test("is found in prompt and response, whatever case and punctuation, with evidence", async () => {
    const content = `${JSON.stringify({ id: 7, question: "Short one." })}\n${JSON.stringify({ question, answer: "15" })}\n`;
    const path = fileOf("benchmark.jsonl", content);
    const shouted = `Note: ${question.toUpperCase().replaceAll(" ", "  ")}!`;
    const rows = [
      rowOf("What is the mass of two moles of water in grams, to three significant figures?"),
      rowOf(shouted, "", "in the prompt"),
      rowOf("How many eggs?", `Well: ${question}`, "in the response"),
      rowOf("short ONE", "", "equal to a short item"),
      rowOf("Tell me.", "short one", "a short item as response is nothing"),
    ];
    const { refused, findings } = await gateOver(rows, { files: [path] });
    expect(refused).toEqual(["in the prompt", "in the response", "equal to a short item"]);
    expect(findings).toMatchObject({
      words: 13,
      numbers: "same",
      rows: 5,
      removed: 3,
      removedBy: { "benchmark.jsonl": 3 },
      benchmarks: [{ file: "benchmark.jsonl", sha256: sha256(content), items: 2 }],
    });
    expect((findings.matches as unknown[]).slice(0, 1)).toEqual([
      {
        sample: "in the prompt",
        benchmark: "benchmark.jsonl",
        item: 2,
        where: "prompt",
        kind: "gram",
        words: "a farmer has 12 hens that each lay 5 eggs a week and",
      },
    ]);
  });

  test("twelve shared words are not thirteen, and n can be chosen", async () => {
    const path = fileOf("items.txt", `${question}\n\nanother line\n`);
    const twelve = question.split(" ").slice(3, 15).join(" ");
    const rows = [rowOf(`Yesterday ${twelve} somewhere`)];
    expect((await gateOver(rows, { files: [path] })).refused).toEqual([]);
    expect((await gateOver(rows, { files: [path], words: 12 })).refused).toHaveLength(1);
  });

  test("other numbers hide an item unless any number may stand for any other", async () => {
    const path = fileOf("items.txt", question);
    const rows = [rowOf(question.replace("12", "40").replace("5", "6").replace("3", "2.50"))];
    expect((await gateOver(rows, { files: [path] })).refused).toEqual([]);
    expect((await gateOver(rows, { files: [path], numbers: "any" })).refused).toHaveLength(1);
  });

  test("Parquet, JSON Lines and text are read alike, nested strings among them", async () => {
    const nested = { messages: [{ role: "user", content: question }] };
    const table = parquetWriteBuffer({ columnData: [{ name: "question", data: [question], type: "STRING" }] });
    const files = [
      fileOf("a.parquet", new Uint8Array(table)),
      fileOf("b.jsonl", JSON.stringify(nested)),
      fileOf("c.txt", question),
    ];
    for (const file of files) {
      expect((await gateOver([rowOf(question)], { files: [file] })).refused).toHaveLength(1);
    }
  });

  test("a file that is missing, a folder or of another kind is the user's to mend", async () => {
    const folder = temporaryFolder();
    for (const [file, message] of [
      [join(folder, "none.jsonl"), /cannot be read \(ENOENT\)/],
      [folder, /not a file/],
      [fileOf("x.csv", "a,b"), /JSON Lines, Parquet or plain text/],
      [fileOf("x.jsonl", "{"), /Line 1 of .* is not a JSON object/],
    ] as const) {
      await expect(gateOver([rowOf("x")], { files: [file] })).rejects.toThrow(message);
    }
    expect(() => contaminationGate({ type, files: [], words: 2 })).toThrow(/whole number from 5 to 100/);
  });
});

describe("the index of word runs", () => {
  test("finds exactly what a comparison of all runs finds", () => {
    const letter = fc.constantFrom("a", "b", "c");
    const text = fc.array(letter, { maxLength: 40 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), text, (items, row) => {
        const index = createGramIndex({ words: 5, numbers: "same" });
        for (const [at, item] of items.entries()) index.add(at, item);
        const runs = (whole: string): string[] => {
          const words = whole === "" ? [] : whole.split(" ");
          return words.length < 5 ? [] : words.slice(4).map((_, at) => words.slice(at, at + 5).join(" "));
        };
        const first = runs(row).find((run) => items.some((item) => runs(item).includes(run)));
        const found = index.find(row, false);
        expect(found?.gram).toBe(first);
        if (found) expect(runs(items[found.item]!)).toContain(found.gram);
      }),
      { numRuns: 500 },
    );
  });

  test("a collision of hashes drops nothing", () => {
    // With so many runs among 2^32 hashes some collide; every row is new, so every match would be a false one.
    const index = createGramIndex({ words: 5, numbers: "same" });
    const random = seeded(8);
    for (let item = 0; item < 1_200; item++) index.add(item, prose(random, 200).join(" "));
    expect(index.counts().grams).toBeGreaterThan(200_000);
    const other = seeded(9);
    let collisions = 0;
    for (let row = 0; row < 300; row++) if (index.find(prose(other, 200).join(" "), true)) collisions += 1;
    expect(collisions).toBe(0);
  });
});
