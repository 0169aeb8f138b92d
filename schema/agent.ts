import type { z } from "zod";
import type { Message } from "./model.ts";
import type { Work } from "./tier.ts";

/**
 * One agent: what it is asked, what it may use, what it must answer. A declaration without behaviour; the loop that
 * runs it is src/engine/agent-loop.ts.
 */
export interface Agent<Input, Output> {
  /** `question`, or `reviewer/judge` where an agent has several tasks. */
  name: string;
  /** Raised when the prompt or the shape changes its meaning; goes into provenance. */
  version: string;
  description: string;
  input: z.ZodType<Input>;
  output: z.ZodType<Output>;
  /** Names of the tools it may call. */
  tools: readonly string[];
  /** Model calls in one run of the agent at most, tool rounds and repairs together. */
  maxSteps: number;
  maxOutputTokens: number;
  temperature: number;
  /** The kind of work, from which the tier follows. */
  work(input: Input): Work;
  /** Pure; the reply's shape is appended by the driver from `output`. */
  prompt(input: Input): Message[];
}

/** Checks the declaration's types; returns it unchanged. */
export function defineAgent<Input, Output>(agent: Agent<Input, Output>): Agent<Input, Output> {
  return agent;
}

/** Characters that no reader sees: zero-width, bidirectional controls, tags. Joiners stay, for scripts that need them. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Delimits text of unknown origin: the model is told that what stands between the marks is data. The marks carry a
 * digest of the text, so the text cannot close them itself; what looks like a mark is broken all the same, and
 * characters that nobody sees are left out. Only the prompt's copy changes: stored text stays as it was.
 */
export function asData(label: string, text: string, mark: string): string {
  const shown = text.replace(invisible, "").replace(/<<(?=(?:data|end)\b)/g, "< <");
  return `<<data ${label} ${mark}>>\n${shown}\n<<end ${mark}>>`;
}
