import type { TrainingForm } from "../../schema/training/define.ts";
import { further } from "./conversation.ts";
import { type Columns, callsTools, isConversation, type Message } from "./messages.ts";

/**
 * TRL's standard form: plain strings. A transcript has one paragraph a turn, `User: …`, `Assistant: …`, `System: …`,
 * `Tool: …`. A prompt ends in `Assistant:` and an answer begins with a space, so that prompt and answer together are the
 * transcript. Calls stand as JSON between `<tool_call>` tags. End-of-sequence tokens are the trainer's to add.
 */
export function standardColumns(form: TrainingForm, columns: Columns): Columns {
  return { ...writers[form](columns), ...further(form, columns) };
}

const writers: Record<TrainingForm, (columns: Columns) => Columns> = {
  "language-modelling": ({ messages }) => ({ text: transcript(messages) }),
  "prompt-completion": ({ prompt, completion }) => ({ prompt: promptText(prompt), completion: answer(completion) }),
  preference: ({ prompt, chosen, rejected }) => ({
    prompt: promptText(prompt),
    chosen: answer(chosen),
    rejected: answer(rejected),
  }),
  "implicit-preference": ({ chosen, rejected }) => ({ chosen: transcript(chosen), rejected: transcript(rejected) }),
  "unpaired-preference": ({ prompt, completion, label }) => ({
    prompt: promptText(prompt),
    completion: answer(completion),
    label,
  }),
  "prompt-only": ({ prompt }) => ({ prompt: promptText(prompt) }),
};

const heading = (role: string): string => `${role.charAt(0).toUpperCase()}${role.slice(1)}:`;

function paragraph({ role, content, tool_calls = [] }: Message): string {
  const calls = tool_calls.map((call) => `<tool_call>${JSON.stringify(call.function)}</tool_call>`);
  return [`${heading(role)} ${content}`.trimEnd(), ...calls].join("\n");
}

export function transcript(value: unknown): string {
  return isConversation(value) ? value.map(paragraph).join("\n\n") : String(value ?? "");
}

const promptText = (prompt: unknown): string => `${transcript(prompt)}\n\n${heading("assistant")}`;

/** The transcript of answer turns without the first heading, which the prompt ends in. */
const answer = (completion: unknown): string => transcript(completion).slice(heading("assistant").length);

/** For people: the text of one turn as it is, a transcript of several. */
export function readable(value: unknown): string {
  if (!isConversation(value)) return String(value ?? "");
  return value.length === 1 && !callsTools(value) ? value[0]!.content : transcript(value);
}
