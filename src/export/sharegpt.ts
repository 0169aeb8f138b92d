import { compared, imitated } from "./conversation.ts";
import { type Columns, callsTools, type Message, splitSystem } from "./messages.ts";
import { noPlace, type RowView, rowFormat } from "./row-format.ts";

interface Turn {
  from: string;
  value: string;
}

const speakers: Readonly<Record<string, string>> = { user: "human", assistant: "gpt", tool: "observation" };

/**
 * Turns in ShareGPT's words: people and observations at odd places, the model and its calls at even ones. Calls made at
 * once are one JSON list, and their results one observation.
 */
export function shareTurns(turns: readonly Message[]): Turn[] {
  const shared: Turn[] = [];
  for (const { role, content, tool_calls = [] } of turns) {
    if (tool_calls.length > 0 && content !== "")
      throw noPlace("sharegpt", "words beside a call of a tool", "trl or openai");
    const from = tool_calls.length > 0 ? "function_call" : (speakers[role] ?? role);
    const calls = tool_calls.map(({ function: { name, arguments: given } }) => ({
      name,
      arguments: typeof given === "string" ? JSON.parse(given) : given,
    }));
    const value = calls.length === 0 ? content : JSON.stringify(calls.length === 1 ? calls[0] : calls);
    const last = shared.at(-1);
    if (from === "observation" && last?.from === from) last.value = `${last.value}\n${value}`;
    else shared.push({ from, value });
  }
  return shared;
}

/** The conversation and what stands beside it, shared by the formats that speak ShareGPT. */
export function shareConversation(messages: readonly Message[], { tools }: Columns): Columns {
  const { system, turns } = splitSystem(messages);
  return {
    conversations: shareTurns(turns),
    ...(system === null ? {} : { system }),
    ...(tools == null ? {} : { tools: typeof tools === "string" ? tools : JSON.stringify(tools) }),
  };
}

/** The one turn that an answer of a pair may be. */
export function oneTurn(format: string, answer: readonly Message[]): Message {
  if (answer.length === 1 && !callsTools(answer)) return answer[0]!;
  throw noPlace(format, "a pair whose answers have more than one turn", "trl");
}

const conversation: RowView = (columns) => shareConversation(imitated(columns), columns);

const pair: RowView = (columns) => {
  const { prompt, chosen, rejected } = compared(columns);
  const answer = (turns: readonly Message[]): Turn => ({ from: "gpt", value: oneTurn("sharegpt", turns).content });
  return { ...shareConversation(prompt, columns), chosen: answer(chosen), rejected: answer(rejected) };
};

const rated: RowView = (columns) => ({ ...shareConversation(imitated(columns), columns), kto_tag: columns.label });

/** The rows that ShareGPT's form has a place for, in each form. */
export const shareRows = {
  "language-modelling": { becomes: "conversations", view: conversation },
  "prompt-completion": { becomes: "conversations", view: conversation },
  preference: { becomes: "conversations, chosen, rejected", view: pair },
  "implicit-preference": { becomes: "conversations, chosen, rejected", view: pair },
  "unpaired-preference": { becomes: "conversations, kto_tag", view: rated },
} as const;

/** JSON Lines in the form that ShareGPT made common. Rules: LLaMA-Factory, data/README.md, "Sharegpt Format". */
export const sharegpt = rowFormat({
  name: "sharegpt",
  description: "JSON Lines with conversations of human and gpt turns",
  rows: shareRows,
  otherwise: "a conversation there ends in an answer, and prompts alone have none",
  provenance: "column",
});
