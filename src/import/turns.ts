import type { ReadTurn } from "../../schema/training/reading.ts";
import { faultOf } from "./record.ts";

/** Columns of a record, in TRL's words. */
export type Columns = Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Turns of a conversation in the words of TRL: content is text (null and parts of text are joined), the arguments of calls
 * are objects, what is null is left out. Undefined when it is no conversation.
 */
export function readTurns(value: unknown): ReadTurn[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const turns = value.map(readTurn);
  return turns.every((turn) => turn !== undefined) ? turns : undefined;
}

export function readTurn(value: unknown): ReadTurn | undefined {
  if (!isObject(value) || typeof value.role !== "string") return undefined;
  const content = textOf(value.content);
  if (content === undefined) return undefined;
  const turn: ReadTurn = { role: value.role, content };
  const thinking = value.thinking ?? value.reasoning_content;
  if (typeof thinking === "string" && thinking !== "") turn.thinking = thinking;
  if (typeof value.name === "string") turn.name = value.name;
  if (Array.isArray(value.tool_calls) && value.tool_calls.length > 0) turn.tool_calls = value.tool_calls.map(readCall);
  return turn;
}

function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (content === null || content === undefined) return "";
  if (!Array.isArray(content)) return undefined;
  const parts = content.map((part) => (isObject(part) && typeof part.text === "string" ? part.text : undefined));
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

function readCall(call: unknown): unknown {
  const read = parsed(call);
  if (!isObject(read) || !isObject(read.function)) return read;
  return { ...read, function: { ...read.function, arguments: parsed(read.function.arguments) } };
}

/** JSON text as its value, which must hold to the limits of records; anything else as it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    const read: unknown = JSON.parse(value);
    return faultOf({ read }) === null ? read : value;
  } catch {
    return value;
  }
}

/** A conversation, or text as it is; undefined for anything else. */
export const turnsOrText = (value: unknown): ReadTurn[] | string | undefined =>
  typeof value === "string" ? value : readTurns(value);

/** One turn of that role. */
export const turn = (role: string, content: string): ReadTurn => ({ role, content });

/** Every column but these. */
export function without(record: Columns, ...names: string[]): Columns {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

const heading = /(?:^|\n\n)(System|User|Assistant|Tool): /g;

/** The turns of a transcript of ours (standard form, several turns as text); undefined for other text. */
export function readTranscript(text: string): ReadTurn[] | undefined {
  const found = [...text.matchAll(heading)];
  if (found[0]?.index !== 0) return undefined;
  return found.map((match, place) => ({
    role: match[1]!.toLowerCase(),
    content: text.slice(match.index + match[0].length, found[place + 1]?.index ?? text.length),
  }));
}

/** Takes the system turn off the front of a prompt, or off both conversations of a pair without one. */
export function splitSystemPrompt(columns: Columns): { systemPrompt: string | null; rest: Columns } {
  const begin = ["prompt"].filter((name) => Array.isArray(columns[name]));
  const names = begin.length > 0 ? begin : ["chosen", "rejected"].filter((name) => Array.isArray(columns[name]));
  const held = names.map((name) => columns[name] as ReadTurn[]);
  const [first] = held;
  const system = first?.[0]?.role === "system" ? first[0].content : null;
  if (system === null || !held.every(([opening]) => opening?.role === "system" && opening.content === system)) {
    return { systemPrompt: null, rest: columns };
  }
  const rest = Object.fromEntries(names.map((name, place) => [name, held[place]!.slice(1)]));
  return { systemPrompt: system, rest: { ...columns, ...rest } };
}
