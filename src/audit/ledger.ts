import type { AuditCheck, AuditFinding, AuditReport } from "../api.ts";

/** Share of the replayed receipts that must print what they printed before; a rare program is at its time limit. */
const receiptsToMatch = 0.995;

/** Findings kept; a dataset that is broken throughout is told so by its counts. */
const findingsKept = 1_000;

/** What an audit has looked at and found so far. */
export class AuditLedger {
  readonly #checked: Partial<Record<AuditCheck, number>> = {};
  readonly #failed: Partial<Record<AuditCheck, number>> = {};
  readonly #findings: AuditFinding[] = [];

  constructor(checks: readonly AuditCheck[]) {
    for (const check of checks) this.#checked[check] = 0;
  }

  /** Counts one check of a row or a file, and keeps the message when it does not hold. */
  expect(subject: string, check: AuditCheck, holds: boolean, message: string): void {
    this.#checked[check] = (this.#checked[check] ?? 0) + 1;
    if (holds) return;
    this.#failed[check] = (this.#failed[check] ?? 0) + 1;
    if (this.#findings.length < findingsKept) this.#findings.push({ sample: subject, check, message });
  }

  report(subject: Pick<AuditReport, "run" | "folder" | "rows">): AuditReport {
    const findings = [...this.#findings].sort((a, b) =>
      a.sample < b.sample ? -1 : a.sample > b.sample ? 1 : a.check < b.check ? -1 : 1,
    );
    const { receipt: replayed = 0 } = this.#checked;
    const { receipt: differing = 0, ...others } = this.#failed;
    const passed = Object.keys(others).length === 0 && differing <= replayed * (1 - receiptsToMatch);
    return { ...subject, checked: this.#checked, failed: this.#failed, findings, passed };
  }
}
