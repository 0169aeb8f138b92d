import { agents } from "../../../agents/index.ts";
import { contentId, sha256 } from "../../../schema/canonical.ts";
import { type ExecRequest, type ExecResult, ExecutionLimits, type Receipt } from "../../../schema/execution.ts";
import { parseQuantity } from "../../../schema/quantity.ts";
import type { Question } from "../../../schema/question.ts";
import { seedFrom } from "../../../schema/random.ts";
import type { Spec } from "../../../schema/request.ts";
import type { StageWrites } from "../../../schema/store.ts";
import type { Claim } from "../../../schema/training/define.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import { fateOf } from "../halt.ts";
import type { StoredExecution, Trace, VerifyOutput } from "../item.ts";

const perturbedVariants = 2;

/**
 * Executes the draft's program (with perturbed variants, which show whether it computes), and an independent program
 * written by the reviewer, who has not seen the draft. A claimless draft has nothing to execute.
 */
export async function verify(
  question: Question,
  spec: Spec,
  claim: Claim | null,
  attempt: number,
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: VerifyOutput; writes: StageWrites }> {
  if (claim === null) return { output: { program: null, derivation: null, traces: [] }, writes: {} };
  const place = { run: context.run, item: `i:${question.index}`, stage: "verify", attempt };
  const seed = seedFrom(context.seed, place.item, "execute");
  const receipts: Receipt[] = [];
  const claimed = parseQuantity(claim.answer)?.value;
  const limits = { timeoutMs: Math.round(context.config.executionTimeout * 1000) };
  const execute = async (purpose: Receipt["purpose"], program: ExecRequest): Promise<StoredExecution> => {
    const request = { ...program, limits };
    let result = await context.executor.exec({ ...request, seed, signal });
    if (result.status === "infra") result = await context.executor.exec({ ...request, seed, signal });
    signal.throwIfAborted();
    receipts.push(receiptOf(purpose, request, result, seed));
    return stored(result);
  };
  const [program, derivation] = await Promise.all([
    execute("program", {
      language: "python",
      code: claim.program,
      perturb: perturbedVariants,
      keep: claimed === undefined ? [] : [claimed],
    }),
    derive(question, spec, attempt, context, signal, (code) => execute("derivation", { language: "python", code })),
  ]);
  receipts.sort((a, b) => (a.purpose < b.purpose ? 1 : -1));
  return {
    output: {
      program,
      derivation: derivation && {
        answer: derivation.answer,
        reasoning: derivation.reasoning,
        result: derivation.result,
      },
      traces: derivation ? [derivation.trace] : [],
    },
    writes: { receipts: receipts.map((receipt) => ({ place, receipt })) },
  };
}

async function derive(
  question: Question,
  spec: Spec,
  attempt: number,
  context: RunContext,
  signal: AbortSignal,
  execute: (code: string) => Promise<StoredExecution>,
): Promise<{ answer: string; reasoning: string; result: StoredExecution; trace: Trace } | null> {
  const result = await runAgent(
    agents.derive,
    { question: question.text, origin: question.origin, domain: spec.domain, difficulty: question.difficulty },
    { run: context.run, item: `i:${question.index}`, stage: "derive", attempt },
    context,
    signal,
    context.roles.derivation,
  ).catch((error: unknown) => {
    if (fateOf(error).kind === "item") return { ok: false as const };
    throw error;
  });
  if (!result.ok) return null;
  const { calls, modelId, promptSha256, output } = result;
  return {
    answer: output.answer,
    reasoning: output.reasoning,
    result: await execute(output.code),
    trace: { agent: agents.derive.name, calls, modelId, promptSha256 },
  };
}

function stored(result: ExecResult): StoredExecution {
  const { durationMs: _timing, stderr, ...lasting } = result;
  return { ...lasting, stderr: stderr.slice(-2_000) };
}

function receiptOf(purpose: Receipt["purpose"], request: ExecRequest, result: ExecResult, seed: number): Receipt {
  const body = {
    purpose,
    language: request.language,
    code: request.code,
    codeSha256: result.codeSha256,
    executor: result.executor,
    tier: result.tier,
    interpreter: result.interpreter,
    limits: ExecutionLimits.parse(request.limits ?? {}),
    seed,
    status: result.status,
    exitCode: result.exitCode,
    stdout: result.stdout,
    stdoutSha256: sha256(result.stdout),
    stderrSha256: sha256(result.stderr),
  };
  return { id: contentId(body), ...body, durationMs: result.durationMs };
}
