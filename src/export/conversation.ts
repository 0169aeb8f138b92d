import { type TrainingForm, trainingForms } from "../../schema/training/define.ts";
import type { Columns, Message } from "./messages.ts";

/**
 * The forms of TRL seen as what other formats ask for. Each reads the columns of any form that can be seen so; formats
 * declare which they take.
 */

/** A conversation to imitate: `messages`, or prompt and completion after each other. */
export function imitated(columns: Columns): Message[] {
  if (columns.messages) return columns.messages as Message[];
  return [...(columns.prompt as Message[]), ...(columns.completion as Message[])];
}

/** A pair: what both answers share, and the answers. An implicit prompt is what both conversations begin with. */
export function compared(columns: Columns): { prompt: Message[]; chosen: Message[]; rejected: Message[] } {
  const chosen = columns.chosen as Message[];
  const rejected = columns.rejected as Message[];
  if (columns.prompt) return { prompt: columns.prompt as Message[], chosen, rejected };
  const most = Math.min(chosen.length, rejected.length) - 1;
  let shared = 0;
  while (shared < most && JSON.stringify(chosen[shared]) === JSON.stringify(rejected[shared])) shared += 1;
  return { prompt: chosen.slice(0, shared), chosen: chosen.slice(shared), rejected: rejected.slice(shared) };
}

/** Every column that is not the form's own: what reward functions and graders are given. */
export function further(form: TrainingForm, columns: Columns): Columns {
  const own: readonly string[] = trainingForms[form];
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !own.includes(name)));
}
