import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import { createKeys, type Keys, matchRows } from "../../src/compare/match.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";

interface Row {
  id: string;
  prompt: string;
  completion: string;
  verdict?: string;
  quality?: number;
  licence?: string;
}

function folderOf(rows: readonly Row[]): string {
  const folder = temporaryFolder();
  const lines = rows.map(({ id, prompt, completion, verdict = "approved", quality = 1, licence = "CC0-1.0" }) => {
    const provenance = {
      id,
      topic: "chemistry",
      sub_topic: "pH",
      difficulty: "easy",
      quality_score: quality,
      verdict,
      licence,
    };
    return JSON.stringify({ prompt, completion, provenance });
  });
  writeFileSync(join(folder, "train.jsonl"), lines.map((line) => `${line}\n`).join(""));
  return folder;
}

const base: Row[] = [
  { id: "r1", prompt: "What is the pH of 0.01 M HCl?", completion: "2" },
  { id: "r2", prompt: "What is the pH of 0.1 M HCl?", completion: "1" },
  { id: "r3", prompt: "What is the pH of 1 M HCl?", completion: "0" },
];

describe("diff", () => {
  test("counts every row once: same, rejudged, changed, reworded, added and removed", async () => {
    const before = [
      ...base,
      { id: "r4", prompt: "Name a noble gas.", completion: "Neon" },
      { id: "r6", prompt: "Name a halogen.", completion: "Iodine" },
    ];
    const after: Row[] = [
      base[0]!,
      { ...base[1]!, quality: 0.7, verdict: "needs_revision" },
      { ...base[2]!, completion: "0.0" },
      { id: "r9", prompt: "please name a noble gas", completion: "Argon" },
      { id: "r5", prompt: "Balance H2 + O2.", completion: "2 H2 + O2" },
    ];
    const report = await openAssay().diff(folderOf(before), folderOf(after));
    expect(report.equal).toBe(false);
    expect(report.rows).toEqual({ same: 1, rejudged: 1, changed: 1, reworded: 1, added: 1, removed: 1 });
    expect(report.differences.map(({ change, a, b }) => [change, a, b])).toEqual([
      ["rejudged", "r2", "r2"],
      ["changed", "r3", "r3"],
      ["reworded", "r4", "r9"],
      ["added", null, "r5"],
      ["removed", "r6", null],
    ]);
    expect(report.differences.at(-1)!.prompt).toBe("Name a halogen.");
    expect(report.verdicts).toEqual([
      { name: "approved", a: 5, b: 4 },
      { name: "needs_revision", a: 0, b: 1 },
    ]);
  });

  test("the order of rows is no difference, a row that stands twice is", async () => {
    const assay = openAssay();
    const a = folderOf(base);
    expect((await assay.diff(a, folderOf([...base].reverse()))).equal).toBe(true);
    const twice = await assay.diff(a, folderOf([...base, base[0]!]));
    expect(twice.rows).toMatchObject({ same: 3, added: 1, removed: 0 });
  });

  test("a run equals its exports; two seeds do not", async () => {
    const assay = openAssay();
    const { run } = await assay.generate("4 GRPO examples for chemistry");
    for (const format of ["trl", "hf"]) {
      const out = temporaryFolder();
      await assay.export(run, { format, out });
      expect((await assay.diff(run, out)).rows).toMatchObject({ same: 4, rejudged: 0 });
    }
    const other = openAssay({ seed: 7, db: assay.config.db });
    const { run: second } = await other.generate("4 GRPO examples for chemistry");
    const report = await assay.diff(run, second);
    expect(report.equal).toBe(false);
    expect(report.a.cost?.usdPerApprovedRow).toBe(0);
  });

  test("against no row at all everything is removed", async () => {
    const report = await openAssay().diff(folderOf(base), folderOf([]));
    expect(report.rows).toMatchObject({ same: 0, removed: 3 });
    expect(report.b.statistics.rows).toBe(0);
  });
});

describe("matching", () => {
  const keysOf = (rows: readonly [content: number, id: number, prompt: number][]): Keys => {
    const keys = createKeys();
    for (const [content, id, prompt] of rows) {
      keys.add(sha256(`c${content}`), sha256(`i${id}`), sha256(`p${prompt}`), sha256("j"), "");
    }
    return keys;
  };
  const row = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(4));

  test("pairs each row at most once, whatever stands on the two sides", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.array(row, { maxLength: 30 }), (a, b) => {
        const { counts } = matchRows(keysOf(a), keysOf(b), 5);
        const paired = counts.same + counts.rejudged + counts.changed + counts.reworded;
        expect(paired + counts.added).toBe(b.length);
        expect(paired + counts.removed).toBe(a.length);
        const mirrored = matchRows(keysOf(b), keysOf(a), 5).counts;
        expect(mirrored.same).toBe(counts.same);
        expect(matchRows(keysOf(a), keysOf(a), 5).counts.same).toBe(a.length);
      }),
    );
  });
});
