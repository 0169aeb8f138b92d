/**
 * 8 questions with reasoning; the completion is `<think>reasoning</think>answer`.
 *
 *   npx ts-node examples/qa.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

interface Message {
  role: string;
  content: string;
}
type Row = { prompt: Message[]; completion: Message[] };

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "qa";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 question answering examples for computer science");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "qa");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { prompt, completion } of rows) {
    assert.equal(prompt[0]?.role, "user");
    assert.match(completion[0]?.content ?? "", /^<think>[\s\S]+<\/think>\S/);
  }
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
