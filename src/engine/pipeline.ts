import type { Stage } from "../../schema/event.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { readAnswer } from "../../schema/quantity.ts";
import type { Question } from "../../schema/question.ts";
import type { Plan, Spec } from "../../schema/request.ts";
import type { StageRecord, StageWrites } from "../../schema/store.ts";
import type { Facts } from "../../schema/training/define.ts";
import { agreement } from "./agreement.ts";
import type { RunContext } from "./context.ts";
import {
  type AttemptOutput,
  type GenerateOutput,
  type Item,
  ItemFailure,
  type ResearchOutput,
  type Reviewed,
  type ReviewOutput,
  type SynthesiseOutput,
  type VerifyOutput,
} from "./item.ts";
import type { Questions } from "./questions.ts";
import { attemptRow, rewarded } from "./stages/attempt.ts";
import { generate } from "./stages/generate.ts";
import { research } from "./stages/research.ts";
import { review } from "./stages/review.ts";
import { synthesise } from "./stages/synthesise.ts";
import { verify } from "./stages/verify.ts";

/** An item after its reviews, with the row as its type makes it. */
export interface Finished extends Reviewed {
  row: Record<string, unknown>;
  evidence: Evidence[];
}

/** Makes a stage's output once; a recorded one is read again. */
type Durable = <Output>(
  stage: Stage,
  attempt: number,
  make: () => Promise<{ output: Output; writes: StageWrites }>,
) => Promise<Output>;

/**
 * Takes one item through its stages: research → synthesise → (generate → verify → review) as often as revisions are
 * allowed → attempt, where difficulty is measured. Every stage is durable: one that has a record is read, not done again.
 */
export function createPipeline(
  context: RunContext,
  spec: Spec,
  plan: Plan,
  questions: Questions,
  /** Throws when the run is to stop; asked before every stage. */
  halt: () => void,
) {
  const type = context.trainingType;

  /** Another model's attempts at an approved row; null where they are not asked for or have nothing to reach. */
  async function measure(
    row: Record<string, unknown>,
    question: Question,
    signal: AbortSignal,
    durable: Durable,
  ): Promise<AttemptOutput | null> {
    const { passK } = context.config;
    const verifiable = passK === undefined ? null : (type.verifiable?.(row) ?? null);
    if (passK === undefined || verifiable === null) return null;
    return durable("attempt", 1, () => attemptRow(question, spec, verifiable, passK, context, signal));
  }

  return async function work(item: Item, signal: AbortSignal): Promise<Finished> {
    const place = { run: context.run, item: `i:${item.index}` };
    const records = await context.store.stages.load(place);
    const { question, echo, templates } = await questions.ask(item, signal);
    context.emit({ type: "question", item: item.index, text: question.text, cell: item.cell.id });

    async function durable<Output>(
      stage: Stage,
      attempt: number,
      make: () => Promise<{ output: Output; writes: StageWrites }>,
    ): Promise<Output> {
      const started = context.clock.now().getTime();
      const stored = find(records, stage, attempt);
      if (stored) return stored.output as Output;
      halt();
      const { output, writes } = await make();
      signal.throwIfAborted();
      const written = await context.store.stages.commit({ ...place, stage, attempt }, output, writes);
      const durationMs = context.clock.now().getTime() - started;
      context.emit({ type: "stage-end", item: item.index, stage, attempt, durationMs });
      if (written === "written") return output;
      return find(await context.store.stages.load(place), stage, attempt)!.output as Output;
    }

    let evidence: Evidence[] | undefined;
    const found = await durable<ResearchOutput>("research", 1, async () => {
      const result = await research(question, spec, plan.sources, templates, context, signal);
      if (result.output.note !== "") halt();
      evidence = result.evidence;
      return result;
    });
    const passages = evidence ?? (await inOrder(context, found.evidence));
    if (passages.length === 0 && context.config.context === "required") {
      throw new ItemFailure("research", "no-context", found.note);
    }
    const synthesis = await durable<SynthesiseOutput>("synthesise", 1, () =>
      synthesise(question, passages, context, signal),
    );

    let revision: { draft: unknown; feedback: string } | null = null;
    for (let attempt = 1; ; attempt++) {
      const previous = revision;
      const generation: GenerateOutput = await durable<GenerateOutput>("generate", attempt, () =>
        generate(question, spec, passages, synthesis.context, previous, attempt, context, signal),
      );
      const draft = type.draft.parse(generation.draft);
      const claim = type.claim(draft);
      const verification = await durable<VerifyOutput>("verify", attempt, async () => {
        const result = await verify(question, spec, claim, attempt, context, signal);
        if (wasHindered(result.output)) halt();
        return result;
      });
      const facts = factsOf(question, verification, claim?.answer ?? null);
      const row = type.finish(draft, facts, { seed: context.seed, index: question.index });
      const judged = await durable<ReviewOutput>("review", attempt, () =>
        review(
          {
            question,
            spec,
            row,
            facts,
            claim,
            support: type.support(draft),
            verification,
            evidence: passages,
            context: synthesis.context,
            searched: found.searched ?? [],
            attempt,
          },
          context,
          signal,
        ),
      );
      if (judged.review.verdict !== "needs_revision" || attempt > context.config.maxRevisions) {
        const measured = judged.review.verdict === "approved" ? await measure(row, question, signal, durable) : null;
        const reviewed = {
          item,
          question,
          research: found,
          synthesis,
          generation,
          verification,
          review: judged,
          measured,
          echo,
          templates,
          attempt,
        };
        const finished = measured && type.withAttempts ? type.withAttempts(row, rewarded(measured)) : row;
        return { ...reviewed, row: finished, evidence: passages };
      }
      context.emit({ type: "revision", item: item.index, attempt: attempt + 1, feedback: judged.review.feedback });
      revision = { draft: generation.draft, feedback: judged.review.feedback };
    }
  };
}

const find = (records: readonly StageRecord[], stage: string, attempt: number): StageRecord | undefined =>
  records.find((record) => record.stage === stage && record.attempt === attempt);

async function inOrder(context: RunContext, ids: readonly string[]): Promise<Evidence[]> {
  const known = new Map((await context.store.evidence.get(ids)).map((passage) => [passage.id, passage]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** Whether a sandbox failed. While a run is stopping that is no finding, and must not become one. */
const wasHindered = ({ program, derivation }: VerifyOutput): boolean =>
  program?.status === "infra" || derivation?.result?.status === "infra";

/** What the executions established about the claimed answer. */
export function factsOf(question: Question, verification: VerifyOutput, claimed: string | null): Facts {
  const { program, derivation } = verification;
  if (claimed === null || program === null) return { question: question.text, execution: null };
  const printed = program.status === "ok" ? readAnswer(program.stdout) : null;
  const derived = derivation?.result?.status === "ok" ? readAnswer(derivation.result.stdout) : null;
  return {
    question: question.text,
    execution: {
      printed,
      derived,
      agrees: agreement(question.text, claimed, printed, derived),
      output: [program, derivation?.result].map((result) => result?.stdout ?? "").join("\n"),
      working: derivation?.reasoning ?? "",
    },
  };
}
