import { passages } from "../../mcp/passages.ts";
import { isAssayError } from "../../schema/error.ts";
import type { Evidence, SynthesisedContext } from "../../schema/evidence.ts";
import { difficulties } from "../../schema/problem.ts";
import type { Question } from "../../schema/question.ts";
import { seedFrom } from "../../schema/random.ts";
import type { Spec } from "../../schema/request.ts";
import type { Run } from "../../schema/run.ts";
import type { Sample } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { RunContext } from "../engine/context.ts";
import type { GenerateOutput, SynthesiseOutput, VerifyOutput } from "../engine/item.ts";
import { factsOf } from "../engine/pipeline.ts";
import { verify } from "../engine/stages/verify.ts";
import { type AnyFamily, work } from "../offline/family.ts";
import type { Specimen } from "./specimen.ts";

/** Where the row at a place comes from: types take turns, and within a type families and difficulties do. */
export function placeOf(index: number, types: readonly AnyTrainingType[], families: readonly AnyFamily[]) {
  const turn = Math.floor(index / types.length);
  return {
    type: types[index % types.length]!,
    family: families[turn % families.length]!,
    difficulty: difficulties[(turn + Math.floor(turn / families.length)) % difficulties.length]!,
    turn,
  };
}

const passagesKept = 6;

/** Passages and statements of a family's handbook entries; each entry is fetched once. */
export function createShelf(context: RunContext, signal: AbortSignal) {
  const made = new Map<string, Promise<{ evidence: Evidence[]; context: SynthesisedContext | null }>>();

  async function fetchAll(family: AnyFamily): Promise<{ evidence: Evidence[]; context: SynthesisedContext | null }> {
    const found: Evidence[] = [];
    for (const id of family.handbook) {
      try {
        const licensed = await context.research.fetch("handbook", id, signal);
        found.push(...passages(licensed, "handbook", `${family.domain} ${family.topic}`, passagesKept));
      } catch (error) {
        // A family from outside may name entries that this handbook does not have; its rows then cite nothing.
        if (signal.aborted || !isAssayError(error)) throw error;
      }
    }
    const evidence = found.slice(0, passagesKept);
    const statements = evidence.map(({ id, text }) => ({ text: text.slice(0, 600), evidence: [id] }));
    const formulas = statements.filter(({ text }) => /[A-Za-z)\]] = /.test(text));
    const definitions = statements.filter((statement) => !formulas.includes(statement));
    return { evidence, context: evidence.length === 0 ? null : { definitions, formulas, examples: [] } };
  }

  return (family: AnyFamily): ReturnType<typeof fetchAll> => {
    const known = made.get(family.name) ?? fetchAll(family);
    made.set(family.name, known);
    return known;
  };
}

/** A right row of a problem family, made by the type as a run makes it, executed and derived. */
export async function rowOfFamily(
  index: number,
  place: ReturnType<typeof placeOf>,
  shelf: ReturnType<typeof createShelf>,
  context: RunContext,
  signal: AbortSignal,
): Promise<Specimen> {
  const { type, family, difficulty, turn } = place;
  const problem = work(family, difficulty, seedFrom(context.seed, "calibrate", index));
  const resting = await shelf(family);
  const draw = { seed: context.seed, index: turn };
  const draft = type.draft.parse(type.fromProblem(problem, { context: resting.context, draw })) as Record<
    string,
    unknown
  >;
  const question: Question = {
    id: `calibrate-${index}`,
    runId: context.run,
    index,
    cell: "",
    topic: family.domain,
    subTopic: family.topic,
    difficulty,
    text: problem.prompt,
    origin: problem.origin,
    status: "generated",
    groundTruthContext: null,
    synthesizedContext: resting.context,
    contextSources: [],
  };
  const spec = specOf(type, family.domain);
  const claim = type.claim(draft);
  const { output: verification } = await verify(question, spec, claim, 1, { ...context, trainingType: type }, signal);
  const facts = factsOf(question, verification, claim?.answer ?? null);
  const row = type.finish(draft, facts, draw) as Record<string, unknown>;
  return { type, question, spec, draft, row, claim, verification, facts, ...resting, attempt: 1 };
}

function specOf(type: AnyTrainingType, domain: string): Spec {
  return {
    request: "calibrate",
    trainingType: type.name,
    count: 1,
    domain,
    subTopics: [],
    difficulty: { easy: 0, medium: 1, hard: 0 },
    language: "en",
    constraints: [],
    assumptions: [],
  };
}

/** An approved row of a run, with the draft, executions and passages that its stages recorded; null if they are gone. */
export async function rowOfRun(
  sample: Sample,
  run: Run,
  type: AnyTrainingType,
  context: RunContext,
): Promise<Specimen | null> {
  const { store } = context;
  const records = await store.stages.load({ run: run.id, item: `i:${sample.index}` });
  const wanted = sample.provenance.attempt;
  const attempt = typeof wanted === "number" ? wanted : 1;
  const output = <Output>(stage: string, of: number): Output | undefined =>
    records.find((record) => record.stage === stage && record.attempt === of)?.output as Output | undefined;
  const [generation, verification] = [
    output<GenerateOutput>("generate", attempt),
    output<VerifyOutput>("verify", attempt),
  ];
  const question = await store.questions.get(run.id, sample.questionId);
  const draft = type.draft.safeParse(generation?.draft);
  if (!draft.success || !verification || !question) return null;
  const claim = type.claim(draft.data);
  const evidence = await store.evidence.get(sample.sources);
  return {
    type,
    question,
    spec: run.spec,
    draft: draft.data as Record<string, unknown>,
    row: sample.row,
    claim,
    verification,
    facts: factsOf(question, verification, claim?.answer ?? null),
    evidence,
    context: output<SynthesiseOutput>("synthesise", 1)?.context ?? question.synthesizedContext,
    attempt,
  };
}
