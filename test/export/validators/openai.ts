import type { TrainingForm } from "../../../schema/training/define.ts";
import { isText, listOf, Problems, type Row, readRows } from "./read.ts";

/** Rules of OpenAI's fine-tuning files: known keys only, arguments as JSON text, results that name their call. */
export async function validateOpenai(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    if (form === "preference" || form === "implicit-preference") {
      problems.keys(row, ["input", "preferred_output", "non_preferred_output"], [], where);
      const input = row.input as Row;
      problems.keys(input, ["messages", "tools", "parallel_tool_calls"], [], `${where}.input`);
      messages(problems, input.messages, `${where}.input`, "user");
      messages(problems, row.preferred_output, `${where}.preferred_output`, "assistant");
      messages(problems, row.non_preferred_output, `${where}.non_preferred_output`, "assistant");
      const same = JSON.stringify(row.preferred_output) === JSON.stringify(row.non_preferred_output);
      problems.expect(!same, `${where}: both outputs are equal`);
    } else if (form === "prompt-only") {
      messages(problems, row.messages, where, "user");
      for (const name of ["tools", "parallel_tool_calls"]) problems.expect(row[name] !== null, `${where}: ${name}`);
    } else {
      problems.keys(row, ["messages"], ["tools", "parallel_tool_calls"], where);
      messages(problems, row.messages, where, "assistant");
    }
  }
  return problems.list;
}

function messages(problems: Problems, value: unknown, where: string, last: string): void {
  const turns = listOf(value);
  const open = new Set<string>();
  for (const turn of turns) {
    problems.keys(turn, ["role"], ["content", "name", "tool_calls", "tool_call_id", "weight"], where);
    const calls = listOf(turn.tool_calls);
    problems.expect(isText(turn.content) || (turn.content === null && calls.length > 0), `${where}: no content`);
    for (const { id, type, function: called } of calls) {
      const { arguments: given } = called as Row;
      problems.expect(type === "function" && isText(given) && typeof JSON.parse(given) === "object", `${where}: call`);
      open.add(String(id));
    }
    if (turn.role === "tool") problems.expect(open.delete(String(turn.tool_call_id)), `${where}: result of no call`);
  }
  problems.expect(turns.at(-1)?.role === last, `${where} ends in ${turns.at(-1)?.role}`);
}
