import { compared, further, imitated } from "./conversation.ts";
import { type Columns, type Message, splitThinking } from "./messages.ts";
import { type RowView, rowFormat } from "./row-format.ts";

/** Messages as OpenAI's wire has them: arguments are JSON text, calls have ids that their results name, no reasoning keys. */
export function wireMessages(messages: readonly Message[]): Columns[] {
  let calls = 0;
  const open: string[] = [];
  return messages.map((message) => {
    const { role, content, name } = message;
    if (role === "tool") return { role, tool_call_id: open.shift() ?? `call_${++calls}`, content };
    const tool_calls = (message.tool_calls ?? []).map((call) => {
      const id = call.id ?? `call_${++calls}`;
      open.push(id);
      const { name: tool, arguments: given } = call.function;
      return {
        id,
        type: "function",
        function: { name: tool, arguments: typeof given === "string" ? given : JSON.stringify(given ?? {}) },
      };
    });
    const named = name === undefined ? {} : { name };
    return tool_calls.length === 0
      ? { role, content, ...named }
      : { role, content: content === "" ? null : content, ...named, tool_calls };
  });
}

const toolsOf = ({ tools }: Columns): Columns => {
  const list: unknown = typeof tools === "string" ? JSON.parse(tools) : tools;
  return Array.isArray(list) && list.length > 0 ? { tools: list, parallel_tool_calls: true } : {};
};

const plain = (messages: readonly Message[]): Message[] =>
  messages.map((message) => {
    const { thinking: _thinking, ...rest } = splitThinking(message);
    return rest;
  });

const supervised: RowView = (columns) => ({ messages: wireMessages(imitated(columns)), ...toolsOf(columns) });

const preferred: RowView = (columns) => {
  const { prompt, chosen, rejected } = compared(columns);
  return {
    input: { messages: wireMessages(prompt), tools: [], parallel_tool_calls: true, ...toolsOf(columns) },
    preferred_output: wireMessages(chosen),
    non_preferred_output: wireMessages(rejected),
  };
};

/** A prompt for reinforcement fine-tuning; graders read the further columns as `item.*`. */
export const prompted: RowView = (columns, { form }) => {
  const { tools: _tools, ...others } = further(form, columns);
  return { messages: wireMessages(plain(columns.prompt as Message[])), ...toolsOf(columns), ...others };
};

/**
 * JSON Lines for OpenAI's fine-tuning (and for Azure, Foundry and what else reads them): supervised, DPO or reinforcement
 * fine-tuning, by the form. The files hold nothing else, so that uploads are not refused; origins lie beside them.
 * Formats: developers.openai.com/api/docs/guides, supervised-fine-tuning, direct-preference-optimization and
 * reinforcement-fine-tuning
 */
export const openai = rowFormat({
  name: "openai",
  description: "JSON Lines for OpenAI-style fine-tuning: SFT, DPO or RFT by the type",
  rows: {
    "language-modelling": { becomes: "SFT", view: supervised },
    "prompt-completion": { becomes: "SFT", view: supervised },
    preference: { becomes: "DPO", view: preferred },
    "implicit-preference": { becomes: "DPO", view: preferred },
    "prompt-only": { becomes: "RFT", view: prompted },
  },
  otherwise: "OpenAI-style fine-tuning knows answers, pairs and graded prompts, and no single rated answers",
  provenance: "file",
});
