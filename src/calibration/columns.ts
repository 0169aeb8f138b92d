import { agreeing } from "../../schema/agreement.ts";
import { parseQuantity, type Quantity } from "../../schema/quantity.ts";
import type { CalibrationSubject } from "./operator.ts";

/** A place in the columns that holds text. */
export interface Slot {
  text: string;
  /** The subject with another text in this place. */
  write(text: string): CalibrationSubject;
}

/** The subject with other values in some columns. */
export function withColumns(subject: CalibrationSubject, changes: Record<string, unknown>): CalibrationSubject {
  return { ...subject, columns: { ...subject.columns, ...changes } };
}

/** The text of a column; null when it is absent or no text. */
export function textOf({ columns }: CalibrationSubject, name: string): string | null {
  const value = columns[name];
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function slot(subject: CalibrationSubject, name: string): Slot | null {
  const text = textOf(subject, name);
  return text === null ? null : { text, write: (changed) => withColumns(subject, { [name]: changed }) };
}

interface Message {
  role: string;
  content: string;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === "object" &&
  value !== null &&
  "role" in value &&
  "content" in value &&
  typeof value.content === "string";

/** The messages of a dialogue; empty without one. */
export function messagesOf({ columns }: CalibrationSubject): Message[] {
  const { messages } = columns;
  return Array.isArray(messages) && messages.every(isMessage) ? messages : [];
}

function message(subject: CalibrationSubject, wanted: (message: Message) => boolean, last: boolean): Slot | null {
  const messages = messagesOf(subject);
  const index = last ? messages.findLastIndex(wanted) : messages.findIndex(wanted);
  const found = messages[index];
  if (!found) return null;
  const write = (content: string): CalibrationSubject =>
    withColumns(subject, { messages: messages.map((each, place) => (place === index ? { ...each, content } : each)) });
  return { text: found.content, write };
}

/** What is asked: `prompt`, `question`, or the first message of the user. */
export function promptOf(subject: CalibrationSubject): Slot | null {
  return slot(subject, "prompt") ?? slot(subject, "question") ?? message(subject, ({ role }) => role === "user", false);
}

/** What is to be learnt from: the better side of a pair, the completion, the reasoning, or the last turn with the answer. */
export function responseOf(subject: CalibrationSubject): Slot | null {
  const { preferred } = subject.columns;
  const named = typeof preferred === "string" ? slot(subject, `response_${preferred}`) : null;
  const single = ["chosen", "completion", "response", "reasoning"].map((name) => slot(subject, name)).find(Boolean);
  if (named ?? single) return named ?? single ?? null;
  const answer = answerOf(subject)?.text;
  const says = ({ role, content }: Message): boolean =>
    role === "assistant" && answer !== undefined && content.includes(answer);
  return message(subject, says, true) ?? message(subject, ({ role }) => role === "assistant", true);
}

const answerColumns = ["answer", "predicted_answer", "ground_truth"];

/** The answer that the row claims, where it is a quantity. */
export function answerOf(subject: CalibrationSubject): { text: string; quantity: Quantity } | null {
  const text = answerColumns.map((name) => textOf(subject, name)).find((value) => value !== null);
  const quantity = text === undefined || text === null ? null : parseQuantity(text);
  return quantity === null ? null : { text: text!, quantity };
}

/** A number as a whole token: neither part of a longer number nor of a name. */
export function token(written: string): RegExp {
  const escaped = written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\d_.,]|\\d-)${escaped}(?![\\d\\p{L}_]|[.,]\\d)`, "gu");
}

/** Lines of text at the end that state the result. */
const closing = 3;

/** The last lines with their offset, blank ones not counted. */
function ending(text: string): number {
  const starts = [...text.matchAll(/^[^\n]*\S[^\n]*$/gm)].map((match) => match.index);
  return starts[Math.max(0, starts.length - closing)] ?? 0;
}

/** Whether the response ends in the claimed answer, so that it is meant to be right. */
export function endsRight(subject: CalibrationSubject): boolean {
  const [response, answer, prompt] = [responseOf(subject), answerOf(subject), promptOf(subject)];
  if (!response || !answer || !prompt) return false;
  const stated = /answer\s*:\s*(.+)\s*$/i.exec(response.text)?.[1];
  if (stated !== undefined) return agreeing(prompt.text, answer.text, stated).verdict === "equal";
  return token(answer.quantity.written).test(response.text.slice(ending(response.text)));
}

/** The response with another number, or number and unit, where it states its result; null when it is stated nowhere. */
export function restate(response: Slot, from: string, to: string): CalibrationSubject | null {
  const start = ending(response.text);
  const changed = response.text.slice(start).replace(token(from), () => to);
  return changed === response.text.slice(start) ? null : response.write(response.text.slice(0, start) + changed);
}

/** Another answer throughout: where the response states it, and in every column that holds it. Null for wrong rows. */
export function changeAnswer(subject: CalibrationSubject, from: string, to: string): CalibrationSubject | null {
  const [response, answer] = [responseOf(subject), answerOf(subject)];
  if (!response || !answer || !endsRight(subject)) return null;
  const changed = restate(response, from, to);
  if (changed === null) return null;
  const columns = answerColumns.filter((name) => subject.columns[name] === answer.text);
  const written = answer.text.replace(token(from), () => to);
  return withColumns(changed, Object.fromEntries(columns.map((name) => [name, written])));
}

/** A number written like another one: with as many decimals, or as many figures in scientific notation. */
export function writtenLike(value: number, like: Pick<Quantity, "decimals" | "figures" | "written">): string {
  if (like.decimals === null) return value.toExponential(Math.max(0, (like.figures ?? 3) - 1));
  const fixed = value.toFixed(like.decimals);
  if (Number(fixed) !== 0 && Math.abs(value) < 1e15) return fixed;
  return value.toExponential(2);
}
