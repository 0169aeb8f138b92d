import { sha256 } from "../../schema/canonical.ts";
import type { Executor, Receipt } from "../../schema/execution.ts";
import { compareAnswers, readAnswer } from "../../schema/quantity.ts";
import type { AuditLedger } from "./ledger.ts";

/** Runs receipts again. A sandbox that fails says nothing, so it counts as neither checked nor found. */
export async function replayReceipts(
  executor: Executor,
  receipts: readonly Receipt[],
  subject: string,
  ledger: AuditLedger,
  signal: AbortSignal,
): Promise<void> {
  for (const { language, code, limits, seed, status, stdoutSha256, purpose } of receipts) {
    const again = await executor.exec({ language, code, limits, seed, signal });
    if (again.status === "infra") continue;
    const same = again.status === status && sha256(again.stdout) === stdoutSha256;
    ledger.expect(subject, "receipt", same, `the ${purpose} printed something else this time`);
  }
}

/** Runs the program that stands in a row: it must print the answer that stands beside it. */
export async function replayRow(
  executor: Executor,
  { code, ground_truth }: { code: string; ground_truth: string },
  subject: string,
  ledger: AuditLedger,
  signal: AbortSignal,
): Promise<void> {
  const again = await executor.exec({ language: "python", code, signal });
  if (again.status === "infra") return;
  const printed = again.status === "ok" ? readAnswer(again.stdout) : null;
  const same = printed !== null && compareAnswers(ground_truth, printed).verdict === "equal";
  ledger.expect(subject, "receipt", same, `its code prints ${printed ?? "no answer"}, and not ${ground_truth}`);
}
