import { imitated } from "./conversation.ts";
import { callsTools, splitSystem } from "./messages.ts";
import { prompted } from "./openai.ts";
import { noPlace, type RowView, rowFormat } from "./row-format.ts";

const conversation: RowView = (columns) => {
  const { system, turns } = splitSystem(imitated(columns));
  if (callsTools(turns)) throw noPlace("bedrock", "calls of tools", "trl or openai");
  return {
    schemaVersion: "bedrock-conversation-2024",
    ...(system === null ? {} : { system: [{ text: system }] }),
    messages: turns.map(({ role, content }) => ({ role, content: [{ text: content }] })),
  };
};

/** Reinforcement fine-tuning: OpenAI's chat, with the verified answer for the grader. */
const graded: RowView = (columns, place) => {
  const { ground_truth, ...others } = prompted(columns, place);
  return { ...others, ...(ground_truth === undefined ? {} : { reference_answer: ground_truth }) };
};

/**
 * JSON Lines for customising models on Amazon Bedrock: conversations of the schema bedrock-conversation-2024, or prompts
 * with a reference answer for reinforcement fine-tuning (which takes 100 to 20,000 of them). Origins lie beside the files.
 * Formats: docs.aws.amazon.com/bedrock/latest/userguide, "Prepare data for fine-tuning"
 */
export const bedrock = rowFormat({
  name: "bedrock",
  description: "JSON Lines for Amazon Bedrock: conversations, or prompts, with a reference answer where rows have one",
  rows: {
    "language-modelling": { becomes: "messages", view: conversation },
    "prompt-completion": { becomes: "messages", view: conversation },
    "prompt-only": { becomes: "messages, reference_answer", view: graded },
  },
  otherwise: "Bedrock customises by conversations and by graded prompts",
  provenance: "file",
});
