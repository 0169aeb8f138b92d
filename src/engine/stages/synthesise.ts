import { agents } from "../../../agents/index.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import type { Question } from "../../../schema/question.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import type { SynthesiseOutput } from "../item.ts";
import { withSupport } from "./supported.ts";

/** Structures the evidence. A statement for which its passages give no support is dropped, and that is said. */
export async function synthesise(
  question: Question,
  evidence: readonly Evidence[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: SynthesiseOutput; writes: StageWrites }> {
  if (evidence.length === 0) return { output: { context: null, traces: [] }, writes: {} };
  const place = { run: context.run, item: `i:${question.index}`, stage: "synthesise", attempt: 1 };
  const passages = evidence.map(({ id, text }) => ({ id, text }));
  const result = await runAgent(
    agents.synthesise,
    { question: question.text, evidence: passages },
    place,
    context,
    signal,
  );
  if (!result.ok) return { output: { context: null, traces: [] }, writes: {} };
  const { context: made, dropped } = withSupport(result.output, passages);
  const empty = made.definitions.length + made.formulas.length + made.examples.length === 0;
  const synthesizedContext = empty ? null : made;
  if (dropped > 0) {
    const message = "statements of the synthesised context were left out: their passages do not say so";
    context.emit({ type: "warning", code: "research/unsupported", message, count: dropped });
  }
  const { calls, modelId, promptSha256 } = result;
  return {
    output: {
      context: synthesizedContext,
      ...(dropped > 0 ? { note: `statements without support in their passages, left out: ${dropped}` } : {}),
      traces: [{ agent: agents.synthesise.name, calls, modelId, promptSha256 }],
    },
    writes: { questionUpdates: [{ id: question.id, runId: question.runId, set: { synthesizedContext } }] },
  };
}
