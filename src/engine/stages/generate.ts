import { agents } from "../../../agents/index.ts";
import type { Evidence, SynthesisedContext } from "../../../schema/evidence.ts";
import type { Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import { type GenerateOutput, ItemFailure } from "../item.ts";

/** Writes the draft of a row; from the second attempt on with the earlier draft and what the review said of it. */
export async function generate(
  question: Question,
  spec: Spec,
  evidence: readonly Evidence[],
  synthesised: SynthesisedContext | null,
  revision: { draft: unknown; feedback: string } | null,
  attempt: number,
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: GenerateOutput; writes: StageWrites }> {
  const place = { run: context.run, item: `i:${question.index}`, stage: "generate", attempt };
  const agent = agents.generation(context.trainingType);
  const result = await runAgent(
    agent,
    {
      trainingType: context.trainingType.name,
      question: question.text,
      origin: question.origin,
      domain: spec.domain,
      subTopic: question.subTopic,
      difficulty: question.difficulty,
      language: spec.language,
      constraints: spec.constraints,
      context: synthesised,
      evidence: evidence.map(({ id, text }) => ({ id, text })),
      draw: { seed: context.seed, index: question.index },
      revision,
    },
    place,
    context,
    signal,
  );
  if (!result.ok) throw new ItemFailure("generate", result.code, result.message);
  const { output, calls, modelId, promptSha256 } = result;
  return {
    output: { draft: output, traces: [{ agent: agent.name, calls, modelId, promptSha256 }] },
    writes: { questionUpdates: [{ id: question.id, runId: question.runId, set: { status: "generated" } }] },
  };
}
