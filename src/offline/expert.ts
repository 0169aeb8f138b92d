import type { z } from "zod";
import type { GenerationInput } from "../../agents/generation.ts";
import type { agents } from "../../agents/index.ts";
import { AssayError } from "../../schema/error.ts";
import type { SynthesisedContext } from "../../schema/evidence.ts";
import { type ModelDriver, type ModelRequest, noUsage } from "../../schema/model.ts";
import type { WorkedProblem } from "../../schema/problem.ts";
import { seedFrom } from "../../schema/random.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { attemptOffline, compareOffline } from "./attempt.ts";
import type { Catalogue } from "./catalogue.ts";
import { work } from "./family.ts";
import { interpretOffline } from "./interpret.ts";
import { judgeOffline } from "./judge.ts";
import { createResemblance } from "./resemblance.ts";

type InputOf<A extends keyof typeof agents> = (typeof agents)[A] extends { input: infer I }
  ? I extends z.ZodType<infer T>
    ? T
    : never
  : never;

interface Answering {
  catalogue: Catalogue;
  trainingTypes: Record<string, AnyTrainingType>;
}

const recall = (catalogue: Catalogue, origin: string | null, question: string): WorkedProblem => {
  const problem = origin === null ? undefined : catalogue.recall(origin);
  if (problem && problem.prompt === question) return problem;
  throw new AssayError("model/unknown-question", "offline/expert can only work on questions of its own families.", {
    hint: "Set GEMINI_API_KEY to answer other questions.",
  });
};

/** Sorts sentences of the passages into definitions, formulas and worked examples; every statement keeps its passage. */
function synthesiseOffline(input: InputOf<"synthesise">): SynthesisedContext {
  const context: SynthesisedContext = { definitions: [], formulas: [], examples: [] };
  for (const passage of input.evidence) {
    const statement = { text: passage.text.slice(0, 600), evidence: [passage.id] };
    if (/^(worked )?example/i.test(passage.text)) context.examples.push(statement);
    else if (/[A-Za-z)\]] = /.test(passage.text)) context.formulas.push(statement);
    else context.definitions.push(statement);
  }
  return context;
}

/** One answer an agent; pure functions of the typed input and the seed. */
const answers: Record<string, (input: never, seed: number, by: Answering) => unknown> = {
  "orchestrator/interpret": (input: InputOf<"interpret">, _seed, { catalogue }) => interpretOffline(input, catalogue),
  "orchestrator/decide": (input: InputOf<"decide">) => {
    const best = input.others.filter((cell) => cell.approved > 0).sort((a, b) => b.approved - a.approved)[0];
    return best
      ? { action: "move", to: best.id, reason: `${best.subTopic} succeeds where ${input.failing.subTopic} fails` }
      : { action: "stop", to: null, reason: "no cell of the plan has an approved row" };
  },
  planning: ({ spec }: InputOf<"planning">, _seed, { catalogue }) => {
    const known = catalogue.inDomain(spec.domain);
    const wanted =
      spec.subTopics.length === 0
        ? known
        : spec.subTopics.flatMap((topic) => {
            const exact = catalogue.find(spec.domain, topic);
            return exact ? [exact] : catalogue.match(topic).filter((family) => known.includes(family));
          });
    if (wanted.length === 0) throw catalogue.unknown([spec.domain, ...spec.subTopics].join(", "));
    return {
      subTopics: [...new Set(wanted.map((family) => family.topic))].map((name) => ({ name, weight: 1 })),
      researchPlan: "Take definitions, formulas and a worked example for each sub-topic from the handbook.",
      executionPlan:
        "Draw problems from the seeded families, execute each program in the sandbox, and compare it with a second program that takes another route.",
      sources: ["handbook"],
    };
  },
  templates: (input: InputOf<"sortTemplates">, _seed, { catalogue }) => {
    const known = catalogue.inDomain(input.domain).filter(({ topic }) => input.subTopics.includes(topic));
    const resembled = createResemblance(catalogue.families);
    const places = input.templates.flatMap((template, at) => {
      const family = resembled(template);
      return family && known.includes(family) ? [{ number: at + 1, subTopic: family.topic }] : [];
    });
    if (places.length === 0) throw catalogue.unknown(`${input.domain}, like: ${input.templates[0]}`);
    return { places };
  },
  question: (input: InputOf<"question">, seed, { catalogue }) => {
    const family = catalogue.find(input.domain, input.subTopic);
    if (!family) throw catalogue.unknown(`${input.domain}, ${input.subTopic}`);
    return {
      questions: Array.from({ length: input.count }, (_, position) => {
        const problem = work(family, input.difficulty, seedFrom(seed, input.offset + position));
        return { text: problem.prompt, origin: problem.origin };
      }),
    };
  },
  "research/search": (input: InputOf<"search">) => ({
    queries: input.sources
      .slice(0, 1)
      .map((source) => ({ source: source.name, query: `${input.domain} ${input.subTopic}` })),
  }),
  "research/synthesise": synthesiseOffline,
  generation: (input: GenerationInput, _seed, { catalogue, trainingTypes }) =>
    trainingTypes[input.trainingType]?.fromProblem(recall(catalogue, input.origin, input.question), input),
  "reviewer/derive": (input: InputOf<"derive">, _seed, { catalogue }) => {
    const problem = recall(catalogue, input.origin, input.question);
    return {
      reasoning: problem.steps.join("\n"),
      code: problem.check,
      answer: problem.answer.text,
    };
  },
  "reviewer/judge": judgeOffline,
  "reviewer/compare": (input: InputOf<"compare">, _seed, { catalogue }) => {
    const problem = input.origin === null ? undefined : catalogue.recall(input.origin);
    return compareOffline(input, problem?.prompt === input.prompt ? problem : null);
  },
  // Rules take no text apart; rows whose answers were executed need nothing looked up.
  "reviewer/claims": () => ({ claims: [] }),
  attempt: (input: InputOf<"attempt">, seed, { catalogue }) =>
    attemptOffline(recall(catalogue, input.origin, input.question), seed),
};

/**
 * The offline expert: a model driver that answers every agent from problem families, deterministically from the seed,
 * without a network and without a language model.
 */
export function createExpert(by: Answering): ModelDriver {
  return {
    name: "offline",
    reads: "input",
    async generate(request: ModelRequest) {
      const answer = answers[request.agent];
      if (!answer) {
        throw new AssayError("model/unknown-agent", `offline/expert does not know the agent ${request.agent}.`, {
          hint: `It answers ${Object.keys(answers).join(", ")}.`,
        });
      }
      const text = JSON.stringify(answer(request.input as never, request.seed, by));
      return { text, toolCalls: [], finish: "stop", usage: noUsage, model: "offline/expert", raw: null };
    },
  };
}
