import type { TrainingForm } from "../../../schema/training/define.ts";
import { isText, listOf, Problems, type Row, readRows } from "./read.ts";

/** verl: data_source, prompt, ability, reward_model, extra_info with a whole index; other forms by their trainers' columns. */
export async function validateVerl(path: string, form: TrainingForm): Promise<string[]> {
  const problems = new Problems();
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    const info = row.extra_info as Row;
    problems.expect(info.index === place && isText(info.split), `${where}: extra_info`);
    problems.expect(isText(JSON.parse(String(info.provenance)).id), `${where}: provenance`);
    if (form === "prompt-only") {
      problems.keys(row, ["data_source", "prompt", "ability", "reward_model", "extra_info"], [], where);
      reward(problems, row, "reward_model", "style", where);
      prompt(problems, row, where);
    } else if (form === "language-modelling" || form === "prompt-completion") {
      problems.keys(row, ["messages", "extra_info"], ["tools"], where);
      problems.expect(listOf(row.messages).at(-1)?.role === "assistant", `${where}: messages`);
    } else {
      problems.keys(row, ["prompt", "chosen", "rejected", "extra_info"], [], where);
      problems.expect([row.prompt, row.chosen, row.rejected].every(isText), `${where}: texts`);
      problems.expect(row.chosen !== row.rejected, `${where}: both answers are equal`);
    }
  }
  return problems.list;
}

/** SkyRL: data_source, prompt, env_class, reward_spec, extra_info. */
export async function validateSkyrl(path: string): Promise<string[]> {
  const problems = new Problems();
  for (const [place, row] of (await readRows(path)).entries()) {
    const where = `row ${place}`;
    problems.keys(row, ["data_source", "prompt", "env_class", "reward_spec", "extra_info"], [], where);
    problems.expect(isText(row.env_class), `${where}: env_class`);
    reward(problems, row, "reward_spec", "method", where);
    prompt(problems, row, where);
  }
  return problems.list;
}

function reward(problems: Problems, row: Row, column: string, key: string, where: string): void {
  const { ground_truth, ...rest } = row[column] as Row;
  const way = String(rest[key]);
  problems.expect(["rule", "model", "reward_model"].includes(way) && isText(ground_truth), `${where}: ${column}`);
  problems.expect(way !== "rule" || ground_truth !== "", `${where}: a rule without an answer`);
}

function prompt(problems: Problems, row: Row, where: string): void {
  const turns = listOf(row.prompt);
  problems.expect(turns.length > 0 && turns.every(({ content }) => isText(content)), `${where}: prompt`);
  problems.expect(turns.at(-1)?.role === "user", `${where}: the prompt ends in ${turns.at(-1)?.role}`);
}
