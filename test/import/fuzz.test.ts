import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { openImport } from "../../src/import/file.ts";
import { fitTo } from "../../src/import/fit.ts";
import { importFormats } from "../../src/import/formats/index.ts";
import { claimedOrigin } from "../../src/import/origin.ts";
import { faultOf } from "../../src/import/record.ts";
import { splitSystemPrompt } from "../../src/import/turns.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";

const never = new AbortController().signal;
const clean = (): void => expect(Object.keys(Object.prototype)).toEqual([]);

/** Every record of the bytes as a file; errors of one line are an answer too, anything else is a crash. */
async function read(path: string, bytes: Uint8Array): Promise<number> {
  writeFileSync(path, bytes);
  let records = 0;
  try {
    const file = await openImport(path, never);
    for await (const record of file.records(never)) {
      records += 1;
      if ("value" in record) expect(faultOf(record.value)).toBeNull();
    }
  } catch (error) {
    if (!isAssayError(error)) throw error;
    expect(error.code).toMatch(/^import\//);
    expect(error.line).not.toContain("\n");
  }
  clean();
  return records;
}

test("any bytes are read or refused", async () => {
  const path = join(temporaryFolder(), "bytes");
  const opening = fc.constantFrom("", "[", "{", "PAR1", "\ufeff", "\xff\xfe", "[[", '{"a":"');
  await fc.assert(
    fc.asyncProperty(opening, fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
      await read(path, Buffer.concat([Buffer.from(head, "latin1"), tail]));
    }),
    { numRuns: 200 },
  );
});

test("any JSON, cut off anywhere, is read or refused line by line", async () => {
  const path = join(temporaryFolder(), "text");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json(), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.nat(300),
      async (all, array, cut) => {
        const text = array ? `[${all.join(",")}]` : all.join("\n");
        const whole = await read(path, Buffer.from(text));
        if (array) expect(whole).toBe(all.length);
        await read(path, Buffer.from(text.slice(0, cut)));
      },
    ),
    { numRuns: 200 },
  );
});

/** Records with the names that formats look at, and anything in them. */
const anything = fc.anything({ maxDepth: 3, withNullPrototype: false });
const turns = fc.array(
  fc.record({ role: fc.constantFrom("user", "assistant", "system", "x"), content: fc.oneof(fc.string(), anything) }),
);
const field = fc.oneof(fc.string(), turns, anything, fc.constant(null));
const names = [
  ...["messages", "prompt", "completion", "chosen", "rejected", "label", "text", "conversations", "system", "history"],
  ...["instruction", "input", "output", "kto_tag", "preferred_output", "non_preferred_output", "reward_model"],
  ...[
    "reward_spec",
    "extra_info",
    "ground_truth",
    "solution",
    "provenance",
    "tools",
    "margin",
    "constructor",
    "toString",
  ],
];
const record = fc
  .array(fc.tuple(fc.constantFrom(...names), field), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));

test("no record breaks a format, an origin or a type", () => {
  fc.assert(
    fc.property(record, (raw) => {
      // What reaches formats has come through JSON and the check of records.
      const value = JSON.parse(JSON.stringify(raw, (_key, held) => (typeof held === "bigint" ? String(held) : held)));
      fc.pre(faultOf(value) === null);
      for (const format of Object.values(importFormats)) {
        format.recognises(value);
        const columns = format.read(value);
        if (columns === null) continue;
        claimedOrigin(columns);
        const { rest } = splitSystemPrompt(columns);
        for (const type of Object.values(trainingTypes)) {
          const fit = fitTo(type, rest, value, undefined);
          if ("row" in fit) expect(type.row.safeParse(fit.row).success).toBe(true);
        }
      }
      clean();
    }),
    { numRuns: 1_000 },
  );
});

test("deep nesting is refused without a stack overflow, in lines, in arrays and in strings of JSON", async () => {
  const path = join(temporaryFolder(), "deep");
  const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  for (const text of [
    deep,
    `[${deep}]`,
    "[".repeat(500_000),
    `{"prompt":"a","completion":"b","provenance":${JSON.stringify(deep)}}`,
  ]) {
    expect(await read(path, Buffer.from(text))).toBeGreaterThan(0);
  }
  const assay = openAssay();
  const good = { prompt: "What is two and two?", completion: "Two and two make four, as everybody knows." };
  writeFileSync(path, JSON.stringify({ ...good, provenance: deep }));
  expect(await assay.import(path)).toMatchObject({ rows: 1 });
});

test("a damaged Parquet file is read or refused, wherever the damage is", async () => {
  const assay = openAssay();
  const out = temporaryFolder();
  const source = join(out, "rows.jsonl");
  const text = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({ prompt: `What is ${n}?`, completion: `It is number ${n}, as you say.` }),
  );
  writeFileSync(source, text.join("\n"));
  const { run } = await assay.import(source, { licence: "CC0-1.0" });
  const { files } = await assay.export(run, { container: "parquet", verdicts: ["unchecked"], out });
  const bytes = readFileSync(files[0]!.path);
  const path = join(out, "damaged.parquet");
  expect(await read(path, bytes)).toBe(40);
  const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  const place = fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: footer, max: bytes.length - 1 }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }), async (damage) => {
      const damaged = Buffer.from(bytes);
      for (const [at, byte] of damage) damaged[at] = byte;
      expect(await read(path, damaged)).toBeLessThanOrEqual(40);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  for (const length of [4, 12, footer, bytes.length - 9]) await read(path, bytes.subarray(0, length));
}, 180_000);
