/**
 * 8 DPO pairs. The chosen side ends in the executed answer, the rejected one in that of a named mistake.
 *
 *   npx ts-node examples/dpo.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

interface Message {
  role: string;
  content: string;
}
type Row = { chosen: Message[]; rejected: Message[]; chosen_rating: number; rejected_rating: number };

const finalAnswer = (messages: Message[]): string => /\nAnswer: (.+)$/.exec(messages.at(-1)?.content ?? "")?.[1] ?? "";

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "dpo";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 preference pairs for stoichiometry");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "dpo");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { chosen, rejected, chosen_rating, rejected_rating } of rows) {
    assert.notEqual(finalAnswer(chosen), finalAnswer(rejected));
    assert.ok(chosen_rating > rejected_rating);
  }
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
