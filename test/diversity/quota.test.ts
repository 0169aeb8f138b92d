import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../../schema/request.ts";
import { beginRun, type Outcome, settleConsultation, settleOutcome } from "../../src/engine/orchestrate.ts";
import { openAssay } from "../support/assay.ts";

test("a run gives exactly the planned mix of sub-topics and difficulties", async () => {
  const assay = openAssay({ count: 47, type: "grpo", domain: "chemistry", difficulty: "mixed", seed: 9 });
  const { run } = await assay.generate("47 GRPO rows for chemistry");
  const { run: record } = await assay.status(run);
  const made = new Map<string, number>();
  for await (const sample of assay.samples(run, { verdicts: ["approved"] })) {
    const cell = `${sample.subTopic} ${sample.difficulty}`;
    made.set(cell, (made.get(cell) ?? 0) + 1);
  }
  const planned = record.plan.cells.filter(({ quota }) => quota > 0);
  expect(Object.fromEntries(made)).toEqual(
    Object.fromEntries(planned.map(({ subTopic, difficulty, quota }) => [`${subTopic} ${difficulty}`, quota])),
  );
});

test("whatever fails is replaced in its own cell, so a run that reaches its target has the planned mix", () => {
  const quotas = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(quotas, fc.integer(), fc.infiniteStream(fc.double({ min: 0, max: 1 })), (list, seed, luck) => {
      const cells: Cell[] = list.map((quota, at) => {
        return { id: `c${at}`, topic: "t", subTopic: `s${at}`, difficulty: "easy", quota };
      });
      const target = list.reduce((sum, quota) => sum + quota, 0);
      const state = beginRun(cells, target, 100, seed);
      while (state.stopped === null && state.settled < state.allotted.length) {
        const outcome: Outcome = luck.next().value < 0.7 ? "approved" : "rejected";
        for (const action of settleOutcome(state, outcome)) {
          if (action.type === "consult") {
            settleConsultation(state, action.cell, { action: "keep", to: null, reason: "worth another try" });
          }
        }
      }
      if (state.counts.approved < target) return;
      expect(cells.map(({ id }) => state.cells.get(id)!.approved)).toEqual(list);
    }),
  );
});
