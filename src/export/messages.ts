import type { ExportThinking } from "../../schema/export.ts";

/** One turn, in the words of the chat wire. `arguments` of calls are objects here, as TRL wants them. */
export interface Message {
  role: string;
  content: string;
  name?: string;
  thinking?: string;
  tool_calls?: ToolCall[];
}

export interface ToolCall {
  type?: string;
  id?: string;
  function: { name: string; arguments: unknown };
}

export type Columns = Record<string, unknown>;

/** Whether a column holds turns. An empty list does not. */
export function isConversation(value: unknown): value is Message[] {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === "object" && first !== null && "role" in first && "content" in first;
}

const opening = "<think>";
const closing = "</think>";

/** Writes the reasoning of assistant turns where the setting wants it; it comes inline or under `thinking`. */
export function withThinking(messages: readonly Message[], style: ExportThinking): Message[] {
  return messages.map((message) => {
    if (style === "inline" && message.thinking === undefined) return message;
    const { thinking = "", content, ...rest } = splitThinking(message);
    if (thinking === "") return message;
    if (style === "drop") return { ...rest, content };
    if (style === "inline") return { ...rest, content: `${opening}\n${thinking}\n${closing}\n\n${content}` };
    return { ...rest, [style]: thinking, content };
  });
}

/** A message with its reasoning under `thinking`, wherever it stood. */
export function splitThinking(message: Message): Message {
  const { role, content } = message;
  if (role !== "assistant" || message.thinking || !content.startsWith(opening)) return message;
  const end = content.indexOf(closing);
  if (end < 0) return message;
  const thinking = content.slice(opening.length, end).trim();
  return { ...message, thinking, content: content.slice(end + closing.length).trimStart() };
}

/** The system turn that opens a conversation, and the turns after it. */
export function splitSystem(messages: readonly Message[]): { system: string | null; turns: readonly Message[] } {
  const [first, ...rest] = messages;
  return first?.role === "system" ? { system: first.content, turns: rest } : { system: null, turns: messages };
}

export const callsTools = (messages: readonly Message[]): boolean =>
  messages.some(({ role, tool_calls }) => role === "tool" || (tool_calls?.length ?? 0) > 0);
