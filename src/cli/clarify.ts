import { nearest } from "../config/nearest.ts";
import type { Clarification } from "../index.ts";
import type { Terminal } from "./terminal.ts";
import { wrap } from "./text.ts";

type Answers = Partial<Record<Clarification["field"], string>>;

/** The question as it is shown; the assumption stands in brackets. */
export function questionLines({ question, choices }: Clarification, width: number): string[] {
  const numbered = choices.map((choice, index) => `  ${index + 1}  ${choice}`);
  return [...wrap(question, width), ...numbered.flatMap((line) => wrap(line, width))];
}

export const promptText = ({ assumed }: Clarification): string => `[${assumed}] > `;

/** What an answer means: a choice's number or name, free text, or nothing for the assumption; null when it fits nothing. */
export function readAnswer({ choices, assumed }: Clarification, answer: string): string | null {
  const text = answer.trim();
  if (text === "") return assumed;
  if (choices.length === 0) return text;
  const numbered = /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined;
  const exact = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  return exact ?? numbered ?? nearest(text, choices) ?? null;
}

/** Asks on the terminal, one question after the other. An end of input takes the assumptions for the rest. */
export async function askAll(
  questions: readonly Clarification[],
  terminal: Terminal,
  onInterrupt: () => void,
  signal: AbortSignal,
): Promise<Answers> {
  const { out, input } = terminal;
  const { createInterface } = await import("node:readline/promises");
  const reader = createInterface({ input, output: process.stdout });
  const over = new AbortController();
  reader.on("SIGINT", () => {
    out.lines("");
    onInterrupt();
  });
  reader.on("close", () => over.abort());
  const answers: Answers = {};
  try {
    out.lines(...wrap("A few questions first. Enter takes what stands in brackets.", out.width()));
    for (const question of questions) {
      out.lines("", ...questionLines(question, out.width()));
      let answer: string | null = null;
      while (answer === null) {
        const given = await reader.question(promptText(question), { signal: AbortSignal.any([signal, over.signal]) });
        answer = readAnswer(question, given);
        if (answer === null) out.lines("Please answer with one of the numbers or names above.");
      }
      answers[question.field] = answer;
    }
  } catch (error) {
    if (!over.signal.aborted && !signal.aborted) throw error;
    if (!signal.aborted) out.lines("", "The assumptions are taken for the rest.", "");
  } finally {
    reader.close();
  }
  return answers;
}
