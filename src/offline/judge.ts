import type { z } from "zod";
import type { judge } from "../../agents/judge.ts";

type Input = z.infer<typeof judge.input>;
type Output = z.infer<typeof judge.output>;

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!])\s+|\n+/).filter((part) => part.trim() !== "");

/**
 * What rules can say of a row without understanding it. Steps: at least as many sentences with a number as the difficulty
 * asks for. Readability: no sentence longer than sixty words. What is right and what is wrong they take from execution, and
 * abstain where there was none. The rest of a rubric needs a reader; there the rules give the neutral score of the two
 * and say so.
 */
export function judgeOffline(input: Input): Output {
  const sentences = sentencesOf(input.response);
  const wanted = { easy: 2, medium: 2, hard: 3 }[input.difficulty];
  const withNumbers = sentences.filter((sentence) => /\d/.test(sentence.replace(/^(?:Step \d+:|\d+\.)/, ""))).length;
  const steps = Math.min(1, withNumbers / wanted);
  const longest = Math.max(0, ...sentences.map((sentence) => sentence.split(/\s+/).length));
  const readable = longest <= 60 ? 1 : Math.max(0, 1 - (longest - 60) / 60);
  const asked = /\?|calculate|find|determine|what|how|give|compute|work out|state/i.test(input.prompt) ? 1 : 0.5;
  // Which side is right was decided by execution before anybody was asked.
  const unknown = { value: null, explanation: "nothing was executed, and rules cannot tell right from wrong" };
  const executed = input.executed
    ? { value: readable, explanation: "right and wrong were told apart by execution; it can be read" }
    : unknown;
  const rules: Record<string, { value: number | null; explanation: string }> = {
    reasoning: { value: steps, explanation: `${withNumbers} of at least ${wanted} steps carry a number` },
    correctness: input.executed
      ? {
          value: steps,
          explanation: `${withNumbers} of at least ${wanted} steps carry a number; the result itself was executed`,
        }
      : unknown,
    label: executed,
    reward: executed,
    contrast: executed,
    difficulty: { value: steps, explanation: `${withNumbers} steps for a ${input.difficulty} problem` },
    clarity: { value: readable, explanation: `the longest sentence has ${longest} words` },
    question: {
      value: asked,
      explanation: asked === 1 ? "the prompt asks for something" : "the prompt asks for nothing",
    },
  };
  const neutral = {
    value: Math.min(steps, readable),
    explanation: "rules cannot read; the lesser of steps and readability",
  };
  const scores = input.rubric.map((criterion) => ({ name: criterion.name, ...(rules[criterion.name] ?? neutral) }));
  const weak = scores.filter(({ value }) => value !== null && value < 0.8);
  return { scores, feedback: weak.map((score) => `${score.name}: ${score.explanation}.`).join(" ") };
}
