import type { TrainingForm } from "../../../schema/training/define.ts";
import { isText, listOf, Problems, type Row, readRows } from "./read.ts";

const parts = (value: unknown): boolean => listOf(value).length > 0 && listOf(value).every(({ text }) => isText(text));

/** Vertex AI: camelCase for supervised rows, snake_case for preferences, exactly one completion of each score. */
export async function validateVertex(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  const paired = form === "preference" || form === "implicit-preference";
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    if (paired) problems.keys(row, ["contents", "completions"], ["system_instruction"], where);
    else problems.keys(row, ["contents"], ["systemInstruction"], where);
    const turns = listOf(row.contents);
    for (const [number, { role, parts: own }] of turns.entries()) {
      problems.expect(role === (number % 2 === 0 ? "user" : "model"), `${where}: turn ${number} is of ${role}`);
      problems.expect(parts(own), `${where}: turn ${number} has no text`);
    }
    problems.expect(turns.at(-1)?.role === (paired ? "user" : "model"), `${where} ends in ${turns.at(-1)?.role}`);
    if (!paired) continue;
    const scores = listOf(row.completions).map(({ score }) => score);
    problems.expect([...scores].sort().join() === "0,1", `${where} has the scores ${scores}`);
    for (const { completion } of listOf(row.completions)) {
      const { role, parts: own } = completion as Row;
      problems.expect(role === "model" && parts(own), `${where}: a completion is none`);
    }
  }
  return problems.list;
}

/** Bedrock: conversations in strict turn, or a chat that ends with the user and a reference answer. */
export async function validateBedrock(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    const turns = listOf(row.messages);
    if (form === "prompt-only") {
      problems.expect(turns.at(-1)?.role === "user", `${where} ends in ${turns.at(-1)?.role}`);
      problems.expect(
        turns.every(({ content }) => isText(content)),
        `${where}: content`,
      );
      problems.expect(!("ground_truth" in row), `${where}: the answer has another name here`);
      continue;
    }
    problems.keys(row, ["schemaVersion", "messages"], ["system"], where);
    problems.expect(row.schemaVersion === "bedrock-conversation-2024", `${where}: schemaVersion`);
    problems.expect(!("system" in row) || parts(row.system), `${where}: system`);
    for (const [number, { role, content }] of turns.entries()) {
      problems.expect(role === (number % 2 === 0 ? "user" : "assistant"), `${where}: turn ${number} is of ${role}`);
      problems.expect(parts(content), `${where}: turn ${number} has no text`);
    }
    problems.expect(turns.at(-1)?.role === "assistant", `${where} ends in ${turns.at(-1)?.role}`);
  }
  return problems.list;
}
