import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, describe, expect, test } from "vitest";
import { type Codec, chooseCodec } from "../../src/export/parquet/codec.ts";
import { RowShape } from "../../src/export/parquet/shape.ts";
import { parquetChunks } from "../../src/export/parquet/write.ts";

type Row = Record<string, unknown>;

async function write(rows: readonly Row[], codec?: Codec): Promise<{ path: string; bytes: Buffer }> {
  const shape = new RowShape();
  for (const row of rows) shape.add(row);
  const chunks: Uint8Array[] = [];
  for await (const { data } of parquetChunks(rows, shape.columns, { createdBy: "test", ...(codec ? { codec } : {}) })) {
    chunks.push(data);
  }
  const bytes = Buffer.concat(chunks);
  const path = join(folder, `rows-${++files}.parquet`);
  writeFileSync(path, bytes);
  return { path, bytes };
}

/** A folder of the whole file's own: some of it is written outside a test. */
const folder = mkdtempSync(join(tmpdir(), "assay-parquet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const bufferOf = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

async function duck(query: string): Promise<Row[]> {
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const reader = await connection.runAndReadAll(query);
  connection.closeSync();
  return reader.getRowObjectsJson() as Row[];
}

const rows: Row[] = Array.from({ length: 25_000 }, (_, place) => ({
  prompt: [{ role: "user", content: `Question ${place}: ∑ 🧪 and what else there is to ask` }],
  chosen: place % 3 === 0 ? [] : [{ role: "assistant", content: `a${place}`, name: place % 2 === 0 ? "tutor" : null }],
  score: place % 4 === 0 ? null : place / 7,
  label: place % 2 === 0,
  tags: place % 5 === 0 ? null : ["x", `t${place}`],
  components: { correct: 1, clear: place / 25_000 },
  note: null,
}));

describe("a file of 25,000 nested rows", async () => {
  const { path, bytes } = await write(rows);
  const from = `from read_parquet('${path}')`;

  test("DuckDB counts and sums the same", async () => {
    const [sums] = await duck(
      `select count(*) n, sum(len(prompt)) turns, sum(length(prompt[1].content)) letters, count(score) scores, sum(score) total,
       count(*) filter (label) agreed, count(tags) tagged, sum(len(chosen)) answers, count(chosen) lists, count(note) notes,
       sum(components.clear) clear, count(chosen[1].name) named ${from}`,
    );
    const letters = rows.reduce((sum, { prompt }) => sum + [...((prompt as Row[])[0]!.content as string)].length, 0);
    expect({ ...sums, total: Math.round(Number(sums!.total)), clear: Math.round(10 * Number(sums!.clear)) }).toEqual({
      n: "25000",
      turns: "25000",
      letters: String(letters),
      scores: "18750",
      total: Math.round(rows.reduce((sum, { score }) => sum + ((score as number | null) ?? 0), 0)),
      agreed: "12500",
      tagged: "20000",
      answers: String(rows.filter((_, place) => place % 3 !== 0).length),
      lists: "25000",
      notes: "0",
      clear: Math.round(10 * rows.reduce((sum, { components }) => sum + (components as { clear: number }).clear, 0)),
      named: String(rows.filter((_, place) => place % 3 !== 0 && place % 2 === 0).length),
    });
  });
  test("DuckDB sees lists of structs and reads one row whole", async () => {
    const types = await duck(`describe select * ${from}`);
    expect(Object.fromEntries(types.map(({ column_name, column_type }) => [column_name, column_type]))).toMatchObject({
      prompt: 'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
      tags: "VARCHAR[]",
      score: "DOUBLE",
      label: "BOOLEAN",
      components: "STRUCT(correct DOUBLE, clear DOUBLE)",
    });
    const [row] = await duck(`select * ${from} where components.clear = 0.5`);
    expect(row).toEqual({
      ...rows[12_500],
      chosen: [{ role: "assistant", content: "a12500", name: "tutor" }],
    });
  });
  test("row groups are bounded, pages indexed, and the features described", async () => {
    const metadata = await parquetMetadataAsync(bufferOf(bytes));
    expect(metadata.row_groups.map(({ num_rows }) => num_rows)).toEqual([10_000n, 10_000n, 5_000n]);
    const contents = metadata.row_groups[0]!.columns.find(({ meta_data }) =>
      meta_data!.path_in_schema.join(".").startsWith("prompt.list.element.content"),
    )!;
    expect(contents.offset_index_offset).toBeDefined();
    expect(contents.column_index_offset).toBeDefined();
    const [entry] = await duck(
      `select decode(value) features from parquet_kv_metadata('${path}') where decode(key) = 'huggingface'`,
    );
    expect(JSON.parse(String(entry!.features)).info.features).toMatchObject({
      prompt: {
        feature: { role: { dtype: "string", _type: "Value" }, content: { dtype: "string", _type: "Value" } },
        _type: "List",
      },
      score: { dtype: "float64", _type: "Value" },
      label: { dtype: "bool", _type: "Value" },
    });
  });
  test("equal rows give equal bytes", async () => {
    expect((await write(rows)).bytes.equals(bytes)).toBe(true);
  });
  test("snappy in JavaScript is read back too", async () => {
    const plain = await write(rows.slice(0, 50), { name: "SNAPPY", compress: null });
    expect(await duck(`select count(*) n from read_parquet('${plain.path}')`)).toEqual([{ n: "50" }]);
    expect(chooseCodec().compress).not.toBeNull();
  });
});

test("a file without rows has its columns", async () => {
  const shape = new RowShape();
  shape.add(rows[1]!);
  const chunks: Uint8Array[] = [];
  for await (const { data } of parquetChunks([], shape.columns, { createdBy: "test" })) chunks.push(data);
  const path = join(folder, "empty.parquet");
  writeFileSync(path, Buffer.concat(chunks));
  expect(await duck(`select count(*) n from read_parquet('${path}')`)).toEqual([{ n: "0" }]);
  expect(await duck(`describe select * from read_parquet('${path}')`)).toHaveLength(7);
});

test("large texts end a row group early, so memory stays bounded", async () => {
  const large = Array.from({ length: 40 }, (_, place) => ({ text: `${place}`.padEnd(2_000_000, "ab ") }));
  const { bytes, path } = await write(large);
  const metadata = await parquetMetadataAsync(bufferOf(bytes));
  expect(metadata.row_groups.length).toBeGreaterThan(1);
  expect(await duck(`select min(length(text)) l, count(*) n from read_parquet('${path}')`)).toEqual([
    { l: "2000000", n: "40" },
  ]);
});

describe("values of mixed shape", () => {
  test("stand as JSON text, and calls as a list of JSON texts", async () => {
    const mixed = [
      {
        extra: { a: 1 },
        tools: [{ name: "x" }],
        messages: [{ role: "assistant", content: "", tool_calls: [{ n: 1 }] }],
      },
      { extra: { b: [2] }, tools: null, messages: [{ role: "user", content: "y" }] },
    ];
    const { path } = await write(mixed);
    expect(await duck(`select * from read_parquet('${path}')`)).toEqual([
      {
        extra: '{"a":1}',
        tools: '[{"name":"x"}]',
        messages: [{ role: "assistant", content: "", tool_calls: ['{"n":1}'] }],
      },
      { extra: '{"b":[2]}', tools: null, messages: [{ role: "user", content: "y", tool_calls: null }] },
    ]);
  });
});

test("any rows of one shape come back as they went in", async () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 });
  const turn = fc.record({ role: fc.constantFrom("user", "assistant"), content: text });
  const row = fc.record({
    messages: fc.array(turn, { minLength: 1, maxLength: 3 }),
    words: fc.option(fc.array(text, { minLength: 1, maxLength: 3 })),
    value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    flag: fc.option(fc.boolean()),
    info: fc.record({ a: text, b: fc.option(fc.boolean()) }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (given) => {
      const { bytes } = await write(given);
      const read = await parquetReadObjects({ file: bufferOf(bytes), compressors });
      // The reader gives undefined for some lists that are null.
      const plain = read.map(({ words, ...row }) => ({ ...row, words: words ?? null }));
      expect(plain).toEqual(given.map((row) => ({ ...row })));
    }),
    { numRuns: 40 },
  );
});
