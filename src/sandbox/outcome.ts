import { createHash } from "node:crypto";
import { type ExecRequest, type ExecResult, ExecutionLimits } from "../../schema/execution.ts";

/** The limits of a request with the defaults filled in. */
export function limitsOf(request: ExecRequest): ExecutionLimits {
  return ExecutionLimits.parse(request.limits ?? {});
}

/** Who ran a program, as it stands on every result. */
export type Runner = Pick<ExecResult, "executor" | "tier" | "interpreter">;

/** What one executor adds of its own to a result. */
export type Outcome = Pick<ExecResult, "status" | "exitCode" | "stdout" | "stderr" | "truncated" | "durationMs"> & {
  perturbed?: ExecResult["perturbed"];
};

/** One entry for each requested variant, `infra` where none is given. */
export function resultOf(request: ExecRequest, runner: Runner, outcome: Outcome): ExecResult {
  const perturbed = Array.from(
    { length: request.perturb ?? 0 },
    (_, index) => outcome.perturbed?.[index] ?? { status: "infra" as const, stdout: "" },
  );
  return {
    ...outcome,
    ...runner,
    codeSha256: createHash("sha256").update(request.code).digest("hex"),
    perturbed,
  };
}

/** The sandbox failed: nothing is known about the program. `reason` goes to stderr. */
export function infraOutcome(reason: string, durationMs = 0): Outcome {
  return { status: "infra", exitCode: null, stdout: "", stderr: reason, truncated: false, durationMs };
}

/** At most `bytes` of UTF-8, cut between characters. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("utf8");
  return text.endsWith("\ufffd") ? text.replace(/\ufffd+$/, "") : text;
}
