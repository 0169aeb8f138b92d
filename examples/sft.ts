/**
 * 8 SFT rows: a prompt and the completion to imitate.
 *
 *   npx ts-node examples/sft.ts [folder]
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
  const folder = process.argv[2] ?? "sft";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 SFT examples for mathematics");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "sft");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { prompt, completion } of rows) {
    assert.equal(prompt.length, 1);
    assert.match(completion[0]?.content ?? "", /\nAnswer: [-\d.]/);
  }
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
