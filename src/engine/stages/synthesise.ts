import { agents } from "../../../agents/index.ts";
import type { Evidence, SupportedStatement, SynthesisedContext } from "../../../schema/evidence.ts";
import type { Question } from "../../../schema/question.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import type { SynthesiseOutput } from "../item.ts";

/** Structures the evidence. A statement that points at no passage it was given is dropped. */
export async function synthesise(
  question: Question,
  evidence: readonly Evidence[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: SynthesiseOutput; writes: StageWrites }> {
  if (evidence.length === 0) return { output: { context: null, traces: [] }, writes: {} };
  const place = { run: context.run, item: `i:${question.index}`, stage: "synthesise", attempt: 1 };
  const result = await runAgent(
    agents.synthesise,
    { question: question.text, evidence: evidence.map(({ id, text }) => ({ id, text })) },
    place,
    context,
    signal,
  );
  if (!result.ok) return { output: { context: null, traces: [] }, writes: {} };
  const known = new Set(evidence.map((passage) => passage.id));
  const supported = (statements: SupportedStatement[]): SupportedStatement[] =>
    statements
      .map((statement) => ({ ...statement, evidence: statement.evidence.filter((id) => known.has(id)) }))
      .filter((statement) => statement.evidence.length > 0);
  const made: SynthesisedContext = {
    definitions: supported(result.output.definitions),
    formulas: supported(result.output.formulas),
    examples: supported(result.output.examples),
  };
  const { calls, modelId, promptSha256 } = result;
  return {
    output: { context: made, traces: [{ agent: agents.synthesise.name, calls, modelId, promptSha256 }] },
    writes: { questionUpdates: [{ id: question.id, runId: question.runId, set: { synthesizedContext: made } }] },
  };
}
