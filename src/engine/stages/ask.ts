import type { Agent } from "../../../schema/agent.ts";
import type { CallPlace } from "../../../schema/model.ts";
import { selectTier } from "../../../schema/tier.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import { fateOf } from "../halt.ts";
import type { Trace } from "../item.ts";

export type Asked<Output> = { ok: true; output: Output; trace: Trace } | { ok: false; by: string; problem: string };

/**
 * Asks a reviewing agent. That it gave no usable answer or could not be reached is a finding here, and no error: a row is
 * neither right nor wrong because a judge was busy. Everything that concerns the whole run is thrown on.
 */
export async function ask<Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  place: CallPlace,
  context: RunContext,
  signal: AbortSignal,
  model: string = context.tiers[selectTier(agent.work(input))],
): Promise<Asked<Output>> {
  try {
    const result = await runAgent(agent, input, place, context, signal, model);
    if (!result.ok) return { ok: false, by: model, problem: `${model} gave no usable answer (${result.message})` };
    const { output, calls, modelId, promptSha256 } = result;
    return { ok: true, output, trace: { agent: agent.name, calls, modelId, promptSha256 } };
  } catch (error) {
    const fate = fateOf(error);
    if (signal.aborted || fate.kind === "run") throw error;
    return { ok: false, by: model, problem: `${model} could not be reached (${fate.code})` };
  }
}
