import type { ReadTurn } from "../../../schema/training/reading.ts";
import { defineImportFormat } from "../format.ts";
import { turn, without } from "../turns.ts";

/** Alpaca's columns, with LLaMA-Factory's further ones for pairs, single ratings, history and system prompts. */
export const alpaca = defineImportFormat({
  name: "alpaca",
  description: "instruction and output, or instruction with chosen and rejected",
  recognises: ({ instruction, output, chosen }) =>
    typeof instruction === "string" && (typeof output === "string" || typeof chosen === "string"),
  read(record) {
    const { instruction, input, output, system, history, chosen, rejected, kto_tag: label } = record;
    if (typeof instruction !== "string") return null;
    const asked = typeof input === "string" && input !== "" ? `${instruction}\n${input}` : instruction;
    const before = historyOf(history);
    if (!before) return null;
    const opening = typeof system === "string" && system !== "" ? [turn("system", system)] : [];
    const prompt = [...opening, ...before, turn("user", asked)];
    const others = without(
      record,
      ...["instruction", "input", "output", "system", "history", "chosen", "rejected", "kto_tag"],
    );
    const answer = (text: unknown): ReadTurn[] => [turn("assistant", String(text))];
    if (typeof chosen === "string" && typeof rejected === "string") {
      return { prompt, chosen: answer(chosen), rejected: answer(rejected), ...others };
    }
    if (typeof output !== "string") return null;
    if (label !== null && label !== undefined) return { prompt, completion: answer(output), label, ...others };
    if (before.length > 0) return { messages: [...prompt, ...answer(output)], ...others };
    return { prompt, completion: answer(output), ...others };
  },
});

function historyOf(history: unknown): ReadTurn[] | undefined {
  if (history === null || history === undefined) return [];
  if (!Array.isArray(history)) return undefined;
  const turns: ReadTurn[] = [];
  for (const pair of history) {
    const [question, answer] = Array.isArray(pair) ? pair : [];
    if (typeof question !== "string" || typeof answer !== "string") return undefined;
    turns.push(turn("user", question), turn("assistant", answer));
  }
  return turns;
}
