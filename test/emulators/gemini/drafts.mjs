/**
 * What the emulated Gemini writes when it is asked for a row: one entry a shape of reply, found by a property that only
 * this shape has. It does what the instructions say, which it reads from `system`, and knows nothing of our types.
 *
 * @typedef {{ answer: string, steps: string[], why: string }} Mistake
 * @typedef {{ prompt: string, steps: string[], program: string, answer: { text: string }, misconceptions: Mistake[] }} Problem
 */

/** @param {readonly string[]} steps @param {string} answer */
const written = (steps, answer) => `${steps.join("\n")}\n\nAnswer: ${answer}`;
/** @param {Problem} problem */
const right = (problem) => written(problem.steps, problem.answer.text);
/** @param {Problem} problem */
const wrong = (problem) => {
  const mistake = problem.misconceptions[0];
  if (!mistake) throw new Error("a problem without a misconception");
  return written([`The question is read again: ${problem.prompt}`, ...mistake.steps], mistake.answer);
};
/** @param {Problem} problem */
const proof = (problem) => ({ code: problem.program, answer: problem.answer.text, support: [] });

/** @type {Record<string, (problem: Problem, system: string) => Record<string, unknown>>} */
const byProperty = {
  predicted_answer: (problem) => ({
    reasoning: problem.steps.map((step, index) => `Step ${index + 1}: ${step}`).join("\n"),
    code: problem.program,
    predicted_answer: problem.answer.text,
    support: [],
  }),
  rejection_reason: (problem) => ({ ...pair(problem), rejection_reason: problem.misconceptions[0]?.why ?? "" }),
  rejected: (problem) => pair(problem),
  worse: (problem) => ({
    better: right(problem),
    worse: wrong(problem),
    better_rating: 5,
    worse_rating: 2,
    rationale: `The better response is right. ${problem.misconceptions[0]?.why}`,
    ...proof(problem),
  }),
  response: (problem, system) => ({
    response: /never says that it is wrong/.test(system) ? wrong(problem) : right(problem),
    grounding: null,
    ...proof(problem),
  }),
  messages: (problem) => ({
    messages: [
      { role: "user", content: problem.prompt },
      { role: "assistant", content: "Let us see what you have so far. How would you begin?" },
      { role: "user", content: `I would say:\n${problem.steps.join("\n")}` },
      { role: "assistant", content: `Every step of that holds. The answer is ${problem.answer.text}.` },
    ],
    patterns: ["self-check"],
    ...proof(problem),
  }),
  context: (problem) => ({
    reasoning: problem.steps.join("\n"),
    answer: problem.answer.text,
    context: null,
    code: problem.program,
    support: [],
  }),
  completion: (problem, system) => ({
    completion: /undesirable completion/.test(system) ? wrong(problem) : right(problem),
    ...proof(problem),
  }),
};

/** @param {Problem} problem */
const pair = (problem) => ({
  chosen: right(problem),
  rejected: wrong(problem),
  chosen_rating: 5,
  rejected_rating: 2,
  ...proof(problem),
});

/**
 * @param {Record<string, unknown>} properties those of the reply's schema
 * @param {Problem} problem
 * @param {string} system
 * @returns {Record<string, unknown> | undefined}
 */
export function draftOf(properties, problem, system) {
  const property = Object.keys(byProperty).find((name) => name in properties);
  return property === undefined ? undefined : byProperty[property]?.(problem, system);
}
