/**
 * 8 KTO rows, half of them desirable; every label is proved by execution.
 *
 *   npx ts-node examples/kto.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

interface Message {
  role: string;
  content: string;
}
type Row = { completion: Message[]; label: boolean };

const finalAnswer = (messages: Message[]): string => /\nAnswer: (.+)$/.exec(messages.at(-1)?.content ?? "")?.[1] ?? "";

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "kto";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 KTO examples for biology");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "kto");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { completion, label } of rows) {
    assert.ok(finalAnswer(completion) !== "");
    assert.equal(typeof label, "boolean");
  }
  assert.equal(rows.filter(({ label }) => label).length, 4);
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
