import type { ReadTurn } from "../../../schema/training/reading.ts";
import { defineImportFormat } from "../format.ts";
import { parsed, turn, without } from "../turns.ts";

const roles: Readonly<Record<string, string>> = {
  human: "user",
  user: "user",
  gpt: "assistant",
  assistant: "assistant",
  system: "system",
  observation: "tool",
  tool: "tool",
};

/** ShareGPT's conversations, which LLaMA-Factory reads too. */
export const sharegpt = defineImportFormat({
  name: "sharegpt",
  description: "conversations of human and gpt turns; also LLaMA-Factory",
  recognises: ({ conversations }) => Array.isArray(conversations),
  read(record) {
    const turns = sharedTurns(record.conversations);
    if (!turns) return null;
    const { system } = record;
    const all = typeof system === "string" && system !== "" ? [turn("system", system), ...turns] : turns;
    const others = without(record, "conversations", "system", "kto_tag", "chosen", "rejected", "tools");
    if (record.tools != null && record.tools !== "") others.tools = parsed(record.tools);
    if (record.chosen != null) {
      const chosen = sharedTurns([record.chosen]);
      const rejected = sharedTurns([record.rejected]);
      return chosen && rejected ? { prompt: all, chosen, rejected, ...others } : null;
    }
    if (record.kto_tag == null) return { messages: all, ...others };
    return { prompt: all.slice(0, -1), completion: all.slice(-1), label: record.kto_tag, ...others };
  },
});

function sharedTurns(value: unknown): ReadTurn[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const turns = value.map((one): ReadTurn | undefined => {
    const { from, value: said } = (one ?? {}) as Record<string, unknown>;
    if (typeof said !== "string" || typeof from !== "string") return undefined;
    if (from === "function_call") {
      const calls = parsed(said);
      const list = Array.isArray(calls) ? calls : [calls];
      return { role: "assistant", content: "", tool_calls: list.map((call) => ({ type: "function", function: call })) };
    }
    const role = Object.hasOwn(roles, from) ? roles[from]! : undefined;
    return role === undefined ? undefined : turn(role, said);
  });
  return turns.every((one) => one !== undefined) ? turns : undefined;
}
