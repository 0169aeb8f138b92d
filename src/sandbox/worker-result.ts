import type { ExecutionStatus } from "../../schema/execution.ts";
import type { Answer } from "./hardened-child.ts";
import { infraOutcome, type Outcome, textOf } from "./outcome.ts";

/** What the workers answer to one program. */
export interface WorkerResult {
  nonce: string;
  /** Status and exit code. */
  ended: string;
  /** Base64, as stderr. */
  stdout: string;
  stderr: string;
  truncated: boolean;
  durationMs: number;
  /** Why the worker cannot be used again. */
  fatal?: string;
}

export function outcomeOf(answer: Answer<WorkerResult>): Outcome {
  if (answer.kind === "lost") return infraOutcome(answer.reason);
  if (answer.kind !== "result") return { ...infraOutcome("", answer.durationMs), status: answer.kind };
  const result = answer.value;
  const [status = "error", exitCode = "1"] = result.ended.split(" ");
  return {
    status: status as ExecutionStatus,
    exitCode: status === "memory" || status === "timeout" ? null : Number(exitCode),
    stdout: textOf(Buffer.from(result.stdout, "base64")),
    stderr: textOf(Buffer.from(result.stderr, "base64")),
    truncated: result.truncated,
    durationMs: Math.round(result.durationMs),
  };
}
