import type { ExportForm } from "../../../schema/export.ts";
import type { TrainingForm } from "../../../schema/training/define.ts";
import { isText, listOf, Problems, type Row, readRows } from "./read.ts";

/** TRL's own key sets (trl/data_utils.py) and the columns that GRPO's reward functions may not be given. */
const own = ["messages", "text", "prompt", "completion", "chosen", "rejected", "label"];
const columns: Record<TrainingForm, Record<ExportForm, string[]>> = {
  "language-modelling": { conversational: ["messages"], standard: ["text"] },
  "prompt-completion": { conversational: ["prompt", "completion"], standard: ["prompt", "completion"] },
  preference: { conversational: ["prompt", "chosen", "rejected"], standard: ["prompt", "chosen", "rejected"] },
  "implicit-preference": { conversational: ["chosen", "rejected"], standard: ["chosen", "rejected"] },
  "unpaired-preference": {
    conversational: ["prompt", "completion", "label"],
    standard: ["prompt", "completion", "label"],
  },
  "prompt-only": { conversational: ["prompt"], standard: ["prompt"] },
};
const reserved = [
  ...["trainer_state", "log_extra", "log_metric", "environments", "environment", "prompts", "completions"],
  ...["completion_ids", "input_ids", "chosen_ids", "rejected_ids", "image", "images"],
];

/** Rules of https://huggingface.co/docs/trl/dataset_formats and of the trainers. */
export async function validateTrl(path: string, form: TrainingForm, layout: ExportForm): Promise<string[]> {
  const problems = new Problems();
  const rows = await readRows(path);
  for (const [place, row] of rows.entries()) {
    const where = `row ${place}`;
    const expected = columns[form][layout];
    const found = own.filter((name) => row[name] !== undefined);
    problems.expect(found.sort().join() === [...expected].sort().join(), `${where} has the keys ${found}`);
    for (const name of reserved) problems.expect(!(name in row), `${where} has the reserved column ${name}`);
    for (const name of expected) {
      if (name === "label") problems.expect(typeof row.label === "boolean", `${where}: label is no boolean`);
      else if (layout === "standard")
        problems.expect(isText(row[name]) && row[name] !== "", `${where}: ${name} is no text`);
      else conversation(problems, row[name], `${where}: ${name}`, name === "prompt", path.endsWith(".parquet"));
    }
    if ("chosen" in row) {
      problems.expect(JSON.stringify(row.chosen) !== JSON.stringify(row.rejected), `${where}: both answers are equal`);
    }
    const provenance: unknown = isText(row.provenance) ? JSON.parse(row.provenance) : row.provenance;
    problems.expect(isText((provenance as Row | undefined)?.id), `${where} has no provenance`);
  }
  if (form === "unpaired-preference" && rows.length > 1) {
    problems.expect(new Set(rows.map(({ label }) => label)).size === 2, "labels are all the same");
  }
  return problems.list;
}

/** Turns in their order: a system turn at most at the start, then users and assistants in turn, tools after calls. */
function conversation(problems: Problems, value: unknown, where: string, isPrompt: boolean, parquet: boolean): void {
  const turns = listOf(value);
  problems.expect(turns.length > 0, `${where} is no list of turns`);
  let before = "";
  for (const [place, { role, content, tool_calls }] of turns.entries()) {
    problems.expect(isText(content), `${where}: content is no text`);
    problems.expect(["system", "user", "assistant", "tool"].includes(String(role)), `${where}: role ${role}`);
    problems.expect(role !== "system" || place === 0, `${where}: a system turn in the middle`);
    problems.expect(role !== before || role === "tool", `${where}: two turns of ${role}`);
    before = String(role);
    for (const call of listOf(tool_calls)) {
      const read = (parquet ? JSON.parse(String(call)) : call) as { function: { arguments: unknown } };
      problems.expect(typeof read.function.arguments === "object", `${where}: arguments are no object`);
    }
  }
  const last = turns.at(-1)?.role;
  problems.expect(isPrompt ? last === "user" || last === "tool" : last === "assistant", `${where} ends in ${last}`);
}
