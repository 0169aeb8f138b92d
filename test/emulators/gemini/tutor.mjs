/**
 * Makes the emulated Gemini competent: it answers every agent of assay sensibly, from worked problems, and knows a
 * question again by its text. It reads nothing but what the request says, as a language model would.
 *
 * @typedef {import("./drafts.mjs").Problem & { check: string }} Problem
 * @typedef {object} TutorOptions
 * @property {readonly any[]} families problem families of the emulated model's knowledge
 * @property {(family: any, difficulty: any, seed: number) => Problem} workProblem
 * @property {(agent: string, answer: any, problem: Problem | undefined) => any} [spoil] changes answers, for planted faults
 */

import { draftOf } from "./drafts.mjs";

/** @param {string} text @param {string} label */
const dataOf = (text, label) => {
  const match = new RegExp(`<<data ${label}[^>]*? (\\w+)>>\\n([\\s\\S]*?)\\n<<end \\1>>`).exec(text);
  return match?.[2] ?? "";
};

/**
 * @param {TutorOptions} options
 * @returns {(request: import("./index.mjs").SeenRequest) => { json: unknown } | undefined}
 */
export function createTutor({ families, workProblem, spoil = (_agent, answer) => answer }) {
  /** @type {Map<string, Problem>} */
  const known = new Map();
  let made = 0;

  /** @type {Record<string, (request: import("./index.mjs").SeenRequest) => { agent: string, answer: any, problem?: Problem | undefined } | undefined>} */
  const byProperty = {
    trainingType: ({ text }) => {
      const request = dataOf(text, "request");
      const type = /\b(sft|dpo|ppo|grpo|rlhf|kto|orpo|chat|qa)\b/i.exec(request)?.[1]?.toLowerCase() ?? null;
      const domain = families.find((family) => request.toLowerCase().includes(family.domain))?.domain ?? null;
      const answer = { trainingType: type, count: Number(/\d+/.exec(request)?.[0] ?? 0) || null, domain };
      return {
        agent: "orchestrator/interpret",
        answer: { ...answer, subTopics: [], difficulty: null, language: null, constraints: [] },
      };
    },
    researchPlan: ({ text }) => {
      const domain = JSON.parse(dataOf(text, "specification")).domain;
      const topics = [...new Set(families.filter((family) => family.domain === domain).map((family) => family.topic))];
      const subTopics = topics.slice(0, 4).map((name) => ({ name, weight: 1 }));
      const answer = {
        subTopics,
        researchPlan: "Look the formulas up.",
        executionPlan: "Compute and compare.",
        sources: ["handbook"],
      };
      return { agent: "planning", answer };
    },
    questions: ({ system }) => {
      const topic = /sub-topic (.+?)\.$/m.exec(system)?.[1];
      const difficulty = /Difficulty (\w+)\./.exec(system)?.[1] ?? "easy";
      const count = Number(/Exactly (\d+) questions/.exec(system)?.[1] ?? 1);
      const family = families.find((candidate) => candidate.topic === topic) ?? families[0];
      const questions = Array.from({ length: count }, () => {
        const problem = workProblem(family, difficulty, 90_000 + made++);
        known.set(problem.prompt, problem);
        return { text: problem.prompt, origin: null };
      });
      return { agent: "question", answer: { questions } };
    },
    queries: ({ system }) => {
      const topic = /sub-topic (.+?):/.exec(system)?.[1] ?? "chemistry";
      return { agent: "research/search", answer: { queries: [{ source: "handbook", query: topic }] } };
    },
    definitions: ({ text }) => {
      const passages = [...text.matchAll(/<<data passage (\w+) \w+>>\n([\s\S]*?)\n<<end /g)];
      const definitions = passages
        .slice(0, 2)
        .map(([, id, passage = ""]) => ({ text: passage.split(/(?<=[.!?])\s/)[0], evidence: [id] }));
      return { agent: "research/synthesise", answer: { definitions, formulas: [], examples: [] } };
    },
    scores: ({ system }) => {
      const names = [...system.matchAll(/^- (\w+): /gm)].map((match) => match[1]);
      const scores = names.map((name) => ({ name, explanation: "Every step follows.", value: 0.95 }));
      return { agent: "reviewer/judge", answer: { scores, feedback: "" } };
    },
    code: ({ text }) => {
      const problem = known.get(dataOf(text, "question"));
      if (!problem) return undefined;
      return {
        agent: "reviewer/derive",
        answer: { reasoning: "By another route.", code: problem.check, answer: problem.answer.text },
        problem,
      };
    },
    answer: ({ text }) => {
      const problem = known.get(dataOf(text, "question"));
      if (!problem) return undefined;
      const answer = { reasoning: problem.steps.join("\n"), answer: problem.answer.text };
      return { agent: "attempt", answer, problem };
    },
    better: ({ text }) => {
      const problem = known.get(dataOf(text, "prompt"));
      const rightIn = (/** @type {string} */ side) =>
        problem !== undefined && dataOf(text, `response ${side}`).endsWith(`Answer: ${problem.answer.text}`);
      const better = rightIn("A") ? "A" : rightIn("B") ? "B" : "cannot-judge";
      return { agent: "reviewer/compare", answer: { explanation: "Only one result is right.", better }, problem };
    },
    action: () => ({
      agent: "orchestrator/decide",
      answer: { action: "keep", to: null, reason: "Worth another try." },
    }),
  };

  /** @param {import("./index.mjs").SeenRequest} request @param {Record<string, unknown>} properties */
  const generation = ({ text, system }, properties) => {
    const problem = known.get(dataOf(text, "question"));
    const answer = problem && draftOf(properties, problem, system);
    return answer && { agent: "generation", answer, problem };
  };

  return (request) => {
    const properties = request.schema?.properties ?? {};
    if (/who writes training data/.test(request.system)) {
      const said = generation(request, properties);
      return said && { json: spoil(said.agent, said.answer, said.problem) };
    }
    const property = Object.keys(byProperty).find((name) => name in properties);
    const said = property && byProperty[property]?.(request);
    return said ? { json: spoil(said.agent, said.answer, said.problem) } : undefined;
  };
}
