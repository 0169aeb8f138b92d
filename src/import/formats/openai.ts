import { defineImportFormat } from "../format.ts";
import { readTurns, without } from "../turns.ts";

/** OpenAI-style fine-tuning files: pairs, graded prompts, and conversations with its marks. */
export const openai = defineImportFormat({
  name: "openai",
  description: "input with preferred_output and non_preferred_output, or messages that end with the user",
  recognises: (record) =>
    record.preferred_output !== undefined ||
    record.parallel_tool_calls !== undefined ||
    readTurns(record.messages)?.at(-1)?.role === "user",
  read(record) {
    if (record.preferred_output !== undefined) {
      const input = (record.input ?? {}) as Record<string, unknown>;
      const prompt = readTurns(input.messages);
      const chosen = readTurns(record.preferred_output);
      const rejected = readTurns(record.non_preferred_output);
      if (!prompt || !chosen || !rejected) return null;
      return { prompt, chosen, rejected, ...without(record, "input", "preferred_output", "non_preferred_output") };
    }
    const messages = readTurns(record.messages);
    if (!messages) return null;
    const others = without(record, "messages", "parallel_tool_calls");
    return messages.at(-1)?.role === "user" ? { prompt: messages, ...others } : { messages, ...others };
  },
});
