import { describe, expect, test } from "vitest";
import { type ReviewSubject, reviewChecks } from "../../src/review/index.ts";

/** Subject, status and fatality that a check must give; `null` where it does not apply. */
export type Outcomes = [
  title: string,
  subject: ReviewSubject,
  outcome: "passed" | "failed" | "fatal" | "unchecked" | null,
][];

/** One test a row of every check's table. */
export function describeChecks(table: Partial<Record<keyof typeof reviewChecks, Outcomes>>): void {
  describe.each(Object.entries(table) as [keyof typeof reviewChecks, Outcomes][])("%s", (name, rows) => {
    test.each(rows)("%s", (_title, subject, outcome) => {
      const finding = reviewChecks[name].run(subject);
      if (outcome === null) return expect(finding).toBeNull();
      const status = outcome === "fatal" ? "failed" : outcome;
      expect(finding).toMatchObject({ name, status, fatal: outcome === "fatal" });
      expect(finding?.reason).toMatch(/^\S.{5,200}$/u);
    });

    test("has three planted faults and a good subject", () => {
      const outcomes = rows.map(([, , outcome]) => outcome);
      expect(outcomes.filter((outcome) => outcome === "failed" || outcome === "fatal").length).toBeGreaterThanOrEqual(
        3,
      );
      expect(outcomes).toContain("passed");
    });
  });
}
