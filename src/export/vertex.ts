import { compared, imitated } from "./conversation.ts";
import { type Columns, callsTools, type Message, splitSystem } from "./messages.ts";
import { noPlace, type RowView, rowFormat } from "./row-format.ts";

const parts = (text: string): Columns[] => [{ text }];

const contents = (turns: readonly Message[]): Columns[] => {
  if (callsTools(turns)) throw noPlace("vertex", "calls of tools", "trl or openai");
  return turns.map(({ role, content }) => ({ role: role === "assistant" ? "model" : "user", parts: parts(content) }));
};

const supervised: RowView = (columns) => {
  const { system, turns } = splitSystem(imitated(columns));
  return {
    ...(system === null ? {} : { systemInstruction: { role: "system", parts: parts(system) } }),
    contents: contents(turns),
  };
};

/** Preference tuning writes its keys otherwise than supervised tuning does. */
const preferred: RowView = (columns) => {
  const { prompt, chosen, rejected } = compared(columns);
  const { system, turns } = splitSystem(prompt);
  const completion = (score: number, answer: readonly Message[]): Columns => {
    if (answer.length !== 1) throw noPlace("vertex", "a pair whose answers have more than one turn", "trl or openai");
    return { score, completion: contents(answer)[0] };
  };
  return {
    ...(system === null ? {} : { system_instruction: { parts: parts(system) } }),
    contents: contents(turns),
    completions: [completion(1, chosen), completion(0, rejected)],
  };
};

/**
 * JSON Lines for tuning Gemini on Vertex AI. Origins lie beside the files, which hold only what the service knows.
 * Formats: cloud.google.com/vertex-ai/generative-ai/docs/models/gemini-supervised-tuning-prepare and
 * gemini-preference-tuning-prepare
 */
export const vertex = rowFormat({
  name: "vertex",
  description: "JSON Lines for tuning Gemini on Vertex AI, supervised or by preference",
  rows: {
    "language-modelling": { becomes: "contents", view: supervised },
    "prompt-completion": { becomes: "contents", view: supervised },
    preference: { becomes: "contents, completions", view: preferred },
    "implicit-preference": { becomes: "contents, completions", view: preferred },
  },
  otherwise: "Vertex AI tunes on answers and on pairs of answers",
  provenance: "file",
});
