/**
 * 8 tutoring dialogues of eight different courses; every number of the tutor is borne out.
 *
 *   npx ts-node examples/chat.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

interface Message {
  role: string;
  content: string;
}
type Row = { messages: Message[]; patterns: string[] };

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "chat";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 conversations about dilution");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "chat");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { messages, patterns } of rows) {
    assert.equal(messages.at(-1)?.role, "assistant");
    assert.ok(messages.filter(({ role }) => role === "user").length >= 2);
    assert.ok(patterns.length > 0);
  }
  assert.equal(new Set(rows.map(({ patterns }) => patterns.join())).size, 8);
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
