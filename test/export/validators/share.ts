import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TrainingForm } from "../../../schema/training/define.ts";
import { isText, listOf, Problems, type Row, readRows } from "./read.ts";

const asking = ["human", "observation"];
const answering = ["gpt", "function_call"];

/** LLaMA-Factory's rules for ShareGPT rows: people at odd places, the model at even ones; pairs end in a question. */
export async function validateSharegpt(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  const paired = form === "preference" || form === "implicit-preference";
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    const turns = listOf(row.conversations);
    for (const [number, { from, value }] of turns.entries()) {
      problems.expect((number % 2 === 0 ? asking : answering).includes(String(from)), `${where}: turn ${number}`);
      problems.expect(isText(value), `${where}: turn ${number} has no text`);
    }
    problems.expect(turns.length % 2 === (paired ? 1 : 0) && turns.length > 0, `${where} has ${turns.length} turns`);
    if (paired) {
      for (const name of ["chosen", "rejected"]) {
        const { from, value } = (row[name] ?? {}) as Row;
        problems.expect(from === "gpt" && isText(value), `${where}: ${name} is no turn of the model`);
      }
    }
    if (form === "unpaired-preference") problems.expect(typeof row.kto_tag === "boolean", `${where}: kto_tag`);
    for (const name of ["system", "tools"]) problems.expect(!(name in row) || isText(row[name]), `${where}: ${name}`);
  }
  return problems.list;
}

/** What dataset_info.json says must be true of the file it names. */
export async function validateLlamaFactory(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  const info = JSON.parse(readFileSync(join(dirname(path), "dataset_info.json"), "utf8")) as Record<string, Row>;
  const entries = Object.values(info);
  problems.expect(entries.length > 0, "dataset_info.json is empty");
  for (const { file_name, formatting, columns, ranking, tags } of entries) {
    problems.expect(existsSync(join(dirname(path), String(file_name))), `there is no ${file_name}`);
    problems.expect(formatting === "sharegpt", `formatting ${formatting}`);
    problems.expect((ranking === true) === form.endsWith("preference") || form === "unpaired-preference", "ranking");
    const { role_tag, content_tag } = tags as Row;
    problems.expect(role_tag === "from" && content_tag === "value", "tags");
    for (const row of await readRows(join(dirname(path), String(file_name)))) {
      for (const name of Object.values(columns as Row)) problems.expect(String(name) in row, `a row lacks ${name}`);
    }
  }
  return [...problems.list, ...(await validateSharegpt(path, form))];
}

/** Alpaca's rules: texts, and history as pairs. */
export async function validateAlpaca(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  const answers = form === "preference" || form === "implicit-preference" ? ["chosen", "rejected"] : ["output"];
  for (const [place, row] of (await readRows(path)).entries()) {
    for (const name of ["instruction", "input", ...answers])
      problems.expect(isText(row[name]), `row ${place}: ${name}`);
    if (form === "unpaired-preference") problems.expect(typeof row.kto_tag === "boolean", `row ${place}: kto_tag`);
    for (const pair of (row.history ?? []) as unknown[][]) {
      problems.expect(pair.length === 2 && pair.every(isText), `row ${place}: history`);
    }
  }
  return problems.list;
}
