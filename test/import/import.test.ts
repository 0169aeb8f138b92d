import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openAssay, temporaryFolder } from "../support/assay.ts";

const question = (n: number) => `What is ${n} + ${n}, in words?`;
const answer = (n: number) => `Adding ${n} to itself gives ${2 * n}, which is the answer.`;

function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}
const lines = (...records: unknown[]): string =>
  file("rows.jsonl", records.map((one) => JSON.stringify(one)).join("\n"));

async function rows(assay: ReturnType<typeof openAssay>, run: string) {
  const found = [];
  for await (const sample of assay.samples(run)) found.push(sample);
  return found;
}

describe("a file is taken for what it is", () => {
  const pair = { chosen: answer(1), rejected: "It is three, as far as I can tell from here." };
  const messages = [
    { role: "user", content: question(1) },
    { role: "assistant", content: answer(1) },
  ];
  const longer = [...messages, { role: "user", content: "And twice that?" }, { role: "assistant", content: "Four." }];
  test.each([
    ["trl", "sft", { prompt: [messages[0]], completion: [messages[1]] }],
    ["trl", "sft", { prompt: question(1), completion: answer(1) }],
    ["trl", "sft", { messages }],
    ["trl", "chat", { messages: longer }],
    ["trl", "kto", { prompt: question(1), completion: answer(1), label: true }],
    ["trl", "dpo", { prompt: question(1), ...pair, chosen_rating: 5, rejected_rating: 1, rejection_reason: "Wrong." }],
    ["trl", "rlhf", { chosen: messages, rejected: [messages[0], { role: "assistant", content: "Three." }] }],
    ["alpaca", "sft", { instruction: question(1), input: "", output: answer(1) }],
    ["alpaca", "chat", { instruction: "And twice that?", output: "Four.", history: [[question(1), answer(1)]] }],
    ["alpaca", "kto", { instruction: question(1), output: answer(1), kto_tag: false }],
    [
      "sharegpt",
      "sft",
      {
        conversations: [
          { from: "human", value: question(1) },
          { from: "gpt", value: answer(1) },
        ],
      },
    ],
    ["openai", "grpo", { messages: [messages[0]], ground_truth: "two" }],
    ["verl", "grpo", { prompt: [messages[0]], reward_model: { style: "rule", ground_truth: "two" }, data_source: "x" }],
    ["verl", "grpo", { prompt: [messages[0]], reward_spec: { method: "rule", ground_truth: "two" }, env_class: "x" }],
    ["columns", "sft", { question: question(1), answer: answer(1) }],
    ["columns", "qa", { question: question(1), answer: "two", reasoning: answer(1), context: null }],
    ["columns", "grpo", { prompt: question(1), ground_truth: "two" }],
  ])("%s with %s rows", async (format, type, record) => {
    const assay = openAssay();
    const imported = await assay.import(lines(record));
    expect(imported).toMatchObject({ type, rows: 1, rejected: 0, files: [{ format }] });
  });

  test("pairs that two types would take alike are refused until somebody says which", async () => {
    const path = lines({ prompt: question(1), ...pair });
    const assay = openAssay();
    await expect(assay.import(path)).rejects.toMatchObject({ code: "import/type", hint: "Say which: --type dpo." });
    expect(await assay.import(path, { type: "dpo" })).toMatchObject({
      type: "dpo",
      assumed: { chosen_rating: 1, rejected_rating: 1, rejection_reason: 1 },
    });
  });

  test("records of no type are refused with the columns that they have", async () => {
    await expect(openAssay().import(lines({ height: 3, width: 4 }))).rejects.toMatchObject({
      code: "import/type",
      hint: expect.stringContaining("height, width"),
    });
  });
});

test("bad records are reported with their place and reason, and the good ones are kept", async () => {
  const good = { prompt: question(1), completion: answer(1) };
  const path = file(
    "mixed.jsonl",
    [
      JSON.stringify(good),
      "{ not json",
      JSON.stringify({ prompt: question(2) }),
      "",
      JSON.stringify([1]),
      '{"prompt": NaN, "completion": "x"}',
      `{"__proto__": {"polluted": true}, "prompt": "a", "completion": "b"}`,
      `{"prompt": "\\u0000", "completion": "b"}`,
      JSON.stringify({ prompt: question(3), completion: answer(3) }),
    ].join("\r\n"),
  );
  const assay = openAssay();
  const imported = await assay.import(path);
  expect(imported).toMatchObject({ rows: 2, rejected: 6, report: `${path}.rejected.jsonl` });
  const report = readFileSync(imported.report!, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(report.map(({ place }) => place)).toEqual([2, 3, 5, 6, 7, 8]);
  expect(report[0].reason).toContain("not JSON");
  expect(report[1].reason).toContain("completion");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(existsSync(`${imported.report}.partial`)).toBe(false);
  const [first, last] = await rows(assay, imported.run);
  expect(first).toMatchObject({ row: good, reviewStatus: "unchecked", index: 0, licence: "NOASSERTION" });
  expect(first!.provenance.imported).toMatchObject({ file: "mixed.jsonl", place: 1, format: "trl" });
  expect(last).toMatchObject({ index: 1, provenance: { imported: { place: 9 } } });
});

test("rows of unknown licence leave in private only; a licence that is given is theirs", async () => {
  const path = lines({ prompt: question(1), completion: answer(1) });
  const assay = openAssay();
  const unknown = await assay.import(path);
  expect(unknown.unlicensed).toBe(1);
  const verdicts = ["unchecked"];
  const refused = await assay.export(unknown.run, { verdicts, licencePolicy: "any", out: temporaryFolder() });
  expect(refused.files[0]!.rows).toBe(0);
  expect(Object.keys(refused.withheld)[0]).toContain("unknown or not proved");
  const kept = await assay.export(unknown.run, { verdicts, licencePolicy: "private", out: temporaryFolder() });
  expect(kept.files[0]!.rows).toBe(1);
  const given = await assay.import(path, { licence: "cc-by-sa-4.0" });
  expect((await rows(assay, given.run))[0]).toMatchObject({ licence: "CC-BY-SA-4.0" });
  const strict = await assay.export(given.run, { verdicts, out: temporaryFolder() });
  expect(strict.withheld).toEqual({ "CC-BY-SA-4.0 is outside the permissive policy": 1 });
  await expect(assay.import(path, { licence: "my own" })).rejects.toMatchObject({ code: "import/licence" });
});

test("a file's own claim of a licence and the given one bind together", async () => {
  const provenance = { licence: "CC-BY-SA-4.0" };
  const assay = openAssay();
  const { run } = await assay.import(lines({ prompt: question(1), completion: answer(1), provenance }), {
    licence: "MIT",
  });
  expect((await rows(assay, run))[0]).toMatchObject({ licence: "CC-BY-SA-4.0 AND MIT" });
});

test("an id is taken over only from a row whose content proves it, and only once", async () => {
  const provenance = { id: "a".repeat(24), content_hash: "b".repeat(64) };
  const assay = openAssay();
  const { run } = await assay.import(lines({ prompt: question(1), completion: answer(1), provenance }));
  const [forged] = await rows(assay, run);
  expect(forged!.id).not.toBe(provenance.id);
  expect(forged!.provenance.imported).toMatchObject({ claimed_id: provenance.id });
  const honest = {
    prompt: question(1),
    completion: answer(1),
    provenance: { id: provenance.id, content_hash: forged!.contentHash },
  };
  const twice = await assay.import(lines(honest, honest));
  const ids = (await rows(assay, twice.run)).map(({ id }) => id);
  expect(ids[0]).toBe(provenance.id);
  expect(ids[1]).not.toBe(provenance.id);
});

test("with --review rows get the verdicts that a run would give", async () => {
  const assay = openAssay();
  const same = question(1);
  const imported = await assay.import(
    lines({ prompt: question(2), completion: answer(2) }, { prompt: same, completion: same }),
    {
      review: true,
    },
  );
  const found = await rows(assay, imported.run);
  expect(found[1]).toMatchObject({ reviewStatus: "rejected" });
  expect(Object.values(imported.verdicts).reduce((sum, count) => sum + count, 0)).toBe(2);
  expect((await assay.show(found[1]!.id)).reviews[0]?.verdict).toBe("rejected");
});

test("what nothing was executed for is unchecked to rules, however right it looks", async () => {
  const assay = openAssay();
  const wrong = "The sum of the roots is 5 and the product is 6, so the roots are 1 and 4.\n\nAnswer: 4";
  const row = { prompt: "Solve x^2 - 5x + 6 = 0 for the larger root.", completion: wrong };
  const { verdicts } = await assay.import(lines(row), { review: true, licence: "CC0-1.0" });
  expect(verdicts).toEqual({ unchecked: 1 });
});

test("an import is a run that is done and cannot be gone on with", async () => {
  const assay = openAssay();
  const { run } = await assay.import(lines({ prompt: question(1), completion: answer(1) }));
  const report = await assay.status(run);
  expect(report.run).toMatchObject({
    status: "done",
    request: "import rows.jsonl",
    spec: { origin: "import", count: 1 },
  });
  expect(report.counts).toMatchObject({ unchecked: 1, approved: 0 });
  await expect(assay.resume(run)).rejects.toMatchObject({ code: "run/imported" });
});

test.each([
  ["a byte-order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["carriage returns", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ["blank lines around it", (text: string) => Buffer.from(`\n \n${text}\n\n`)],
  ["an array", (text: string) => Buffer.from(`[\n${text.replaceAll("\n", ",\n")}\n]`)],
])("%s does not matter", async (_name, encode) => {
  const text = [1, 2]
    .map((n) => JSON.stringify({ prompt: `${question(n)} 🧪, "[{`, completion: answer(n) }))
    .join("\n");
  const assay = openAssay();
  const imported = await assay.import(file("rows.json", encode(text)));
  expect(imported).toMatchObject({ rows: 2, rejected: 0 });
  expect((await rows(assay, imported.run))[0]!.row.prompt).toBe(`${question(1)} 🧪, "[{`);
});

test.each([
  ["nothing", ""],
  ["blanks", "   \n \n"],
  ["gzip", gzipSync("{}")],
  ["no JSON at all", "prompt,completion\na,b"],
  ["a damaged Parquet file", "PAR1 and then nothing of the kind PAR1"],
])("%s is an error of one line, and no run is left", async (_name, content) => {
  const assay = openAssay();
  await assay.import(lines({ prompt: question(1), completion: answer(1) }));
  await expect(assay.import(file("rows.bin", content))).rejects.toMatchObject({
    code: expect.stringMatching(/^import\//),
  });
  expect(await assay.runs()).toHaveLength(1);
});

test("a record too long to hold is skipped and reported, and memory stays", async () => {
  const good = JSON.stringify({ prompt: question(1), completion: answer(1) });
  const long = JSON.stringify({ prompt: "x".repeat(40 * 1024 * 1024), completion: "y" });
  const assay = openAssay();
  for (const text of [[good, long, good].join("\n"), `[${[good, long, good].join(",")}]`]) {
    const imported = await assay.import(file("long.json", text));
    expect(imported).toMatchObject({ rows: 2, rejected: 1, reasons: { "longer than 16 MB": 1 } });
  }
});

test("an import that is stopped keeps what it has, says so, and leaves no report that looks whole", async () => {
  const records = Array.from({ length: 5_000 }, (_, n) => ({
    prompt: n % 2 ? question(n) : "",
    completion: answer(n),
  }));
  const assay = openAssay();
  const stop = new AbortController();
  const path = lines(...records);
  const running = assay.import(path, { signal: stop.signal }).catch((error: Error) => error);
  while (!existsSync(`${path}.rejected.jsonl.partial`)) await new Promise((resolve) => setTimeout(resolve, 1));
  stop.abort();
  expect(await running).toBeInstanceOf(Error);
  expect(existsSync(`${path}.rejected.jsonl`)).toBe(false);
  expect(existsSync(`${path}.rejected.jsonl.partial`)).toBe(false);
  expect((await assay.runs())[0]).toMatchObject({ status: "interrupted", reason: expect.stringContaining("cut off") });
});
