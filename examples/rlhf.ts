/**
 * 8 pairs for a reward model, prompt included, with margins; the better one stands in either place equally often.
 *
 *   npx ts-node examples/rlhf.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

interface Message {
  role: string;
  content: string;
}
type Row = { chosen: Message[]; rejected: Message[]; margin: number };

const finalAnswer = (messages: Message[]): string => /\nAnswer: (.+)$/.exec(messages.at(-1)?.content ?? "")?.[1] ?? "";

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "rlhf";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 reward model examples for statistics");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "rlhf");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { chosen, rejected, margin } of rows) {
    assert.equal(chosen[0]?.content, rejected[0]?.content);
    assert.notEqual(finalAnswer(chosen), finalAnswer(rejected));
    assert.ok(margin >= 0.25 && margin <= 1);
  }
  let first = 0;
  for await (const { row } of assay.samples(summary.run)) if (row.preferred === "a") first += 1;
  assert.equal(first, 4);
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
