import { defineImportFormat } from "../format.ts";
import { type Columns, readTranscript, readTurns, turn } from "../turns.ts";

const conversations = ["messages", "prompt", "completion", "chosen", "rejected"];
const answers = ["completion", "chosen", "rejected"];

/** How our own standard form begins a prompt. */
const ours = /^(?:User|System): [\s\S]*\n\nAssistant:$/;

/** TRL's columns, conversational or standard, as JSON Lines or Parquet (https://huggingface.co/docs/trl/dataset_formats). */
export const trl = defineImportFormat({
  name: "trl",
  description: "messages, or prompt with completion, chosen and rejected, or reward columns",
  recognises: (record) =>
    readTurns(record.messages) !== undefined ||
    readTurns(record.prompt) !== undefined ||
    readTurns(record.chosen) !== undefined ||
    typeof record.text === "string" ||
    typeof record.chosen === "string" ||
    (typeof record.prompt === "string" && (typeof record.completion === "string" || ours.test(record.prompt))),
  read(record) {
    if (typeof record.prompt === "string" && ours.test(record.prompt)) return fromTranscripts(record);
    const columns: Columns = { ...record };
    for (const name of conversations) {
      if (Array.isArray(record[name])) columns[name] = readTurns(record[name]);
      if (name in columns && columns[name] === undefined) return null;
    }
    if (columns.messages === undefined && typeof record.text === "string") {
      const messages = readTranscript(record.text);
      if (!messages) return null;
      const { text: _text, ...others } = columns;
      return { messages, ...others };
    }
    if (columns.prompt === undefined && columns.messages === undefined) {
      for (const name of ["chosen", "rejected"]) {
        const text = columns[name];
        if (typeof text === "string") columns[name] = readTranscript(text) ?? text;
      }
    }
    return columns;
  },
});

/** The standard form as we write it: the prompt ends in `Assistant:`, and answers go on with a space. */
function fromTranscripts(record: Columns): Columns | null {
  const prompt = readTranscript(String(record.prompt).replace(/\n\nAssistant:$/, ""));
  if (!prompt) return null;
  const read = answers.map((name) => [name, record[name]] as const).filter(([, text]) => typeof text === "string");
  const turns = read.map(([name, text]) => [name, [turn("assistant", String(text).replace(/^ /, ""))]] as const);
  return { ...record, prompt, ...Object.fromEntries(turns) };
}
