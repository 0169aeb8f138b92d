import type { ExportRow, ExportThinking } from "../../schema/export.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { type Columns, isConversation, type Message, withThinking } from "./messages.ts";

/** Columns in which a conversation begins; the other ones go on with one. */
const beginnings = ["messages", "prompt"];

/**
 * A row's columns in TRL's conversational form, with its system prompt in front and its reasoning where the setting
 * wants it. Every format starts from these.
 */
export function columnsOf(type: AnyTrainingType, row: ExportRow, thinking: ExportThinking): Columns {
  let columns: Columns = type.exports.trl(row.sample.row);
  const { systemPrompt } = row.sample;
  const begun = beginnings.some((name) => name in columns);
  for (const name in columns) {
    const value = columns[name];
    if (!isConversation(value)) continue;
    const begins = beginnings.includes(name) || !begun;
    const system = begins && systemPrompt !== null && value[0]?.role !== "system";
    const turns: Message[] = system ? [{ role: "system", content: systemPrompt }, ...value] : value;
    // A view may be the stored row itself, so it is never written to.
    if (turns !== value || needsThinking(turns)) columns = { ...columns, [name]: withThinking(turns, thinking) };
  }
  return columns;
}

const needsThinking = (turns: readonly Message[]): boolean =>
  turns.some(({ thinking, content }) => thinking !== undefined || content.startsWith("<think>"));
