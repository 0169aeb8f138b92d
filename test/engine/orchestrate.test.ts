import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell } from "../../schema/request.ts";
import {
  type Action,
  barrenLimit,
  beginRun,
  horizon,
  type Outcome,
  type RunState,
  settleConsultation,
  settleOutcome,
} from "../../src/engine/orchestrate.ts";

const cell = (id: string, quota: number): Cell => ({ id, topic: "chemistry", subTopic: id, difficulty: "easy", quota });

/** Settles items until the run ends, keeping failing cells; gives every action. */
function play(state: RunState, outcomeOf: (index: number, cell: string) => Outcome): Action[] {
  const actions: Action[] = [];
  while (state.stopped === null && state.settled < state.allotted.length) {
    for (const action of settleOutcome(state, outcomeOf(state.settled, state.allotted[state.settled]!))) {
      actions.push(action);
      if (action.type === "consult") {
        actions.push(...settleConsultation(state, action.cell, { action: "keep", to: null, reason: "test" }));
      }
    }
  }
  return actions;
}

describe("topping up", () => {
  test("a run of approvals ends at its target with nothing replaced", () => {
    const state = beginRun([cell("a", 6), cell("b", 4)], 10, 3, 1);
    expect(play(state, () => "approved")).toEqual([]);
    expect(state.counts.approved).toBe(10);
    expect(state.allotted.filter((id) => id === "a")).toHaveLength(6);
  });
  test("every outcome but approved is replaced in its own cell", () => {
    const state = beginRun([cell("a", 5), cell("b", 5)], 10, 3, 1);
    const actions = play(state, (index) => (index === 3 ? "rejected" : "approved"));
    expect(actions).toEqual([{ type: "replace", cell: state.allotted[3], reason: "item 3 ended rejected" }]);
    expect(state.counts).toMatchObject({ approved: 10, rejected: 1 });
  });
  test("a run without any approval stops early and says why", () => {
    const state = beginRun([cell("a", 500)], 500, 3, 1);
    play(state, () => "failed");
    expect(state.settled).toBe(barrenLimit);
    expect(state.stopped).toContain("none of the first 30 items");
  });
  test("the attempt limit ends topping up, and what is allotted is still finished", () => {
    const state = beginRun([cell("a", 100)], 100, 1.5, 1);
    const actions = play(state, (index) => (index % 2 === 0 ? "approved" : "needs_revision"));
    expect(state.allotted).toHaveLength(150);
    expect(state.settled).toBe(150);
    expect(state.counts.approved).toBe(75);
    expect(actions.filter(({ type }) => type === "exhausted")).toHaveLength(1);
  });
});

describe("a failing cell", () => {
  test("is put before the orchestrator once", () => {
    const state = beginRun([cell("good", 60), cell("bad", 60)], 120, 3, 5);
    const actions = play(state, (_index, id) => (id === "bad" ? "rejected" : "approved"));
    expect(actions.filter(({ type }) => type === "consult")).toEqual([{ type: "consult", cell: "bad" }]);
  });
  test("moves its replacements, and its items beyond the horizon, to the cell that was chosen", () => {
    const state = beginRun([cell("good", 600), cell("bad", 600)], 1_200, 3, 5);
    let consulted = -1;
    while (state.settled < state.allotted.length && consulted < 0) {
      const id = state.allotted[state.settled]!;
      for (const action of settleOutcome(state, id === "bad" ? "rejected" : "approved")) {
        if (action.type !== "consult") continue;
        consulted = state.settled;
        settleConsultation(state, "bad", { action: "move", to: "good", reason: "it succeeds" });
      }
    }
    expect(consulted).toBeGreaterThan(0);
    expect(state.allotted.slice(consulted + horizon)).not.toContain("bad");
    expect(state.allotted.slice(consulted, consulted + horizon)).toContain("bad");
  });
  test("can end the run", () => {
    const state = beginRun([cell("a", 5), cell("b", 5)], 10, 3, 5);
    settleConsultation(state, "a", { action: "stop", to: null, reason: "nothing works" });
    expect(state.stopped).toBe("nothing works");
  });
});

test("whatever the outcomes, a run ends, counts every item and never approves more than its target", () => {
  const outcome = fc.constantFrom<Outcome>("approved", "approved", "needs_revision", "rejected", "unchecked", "failed");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(outcome), fc.integer(), (count, outcomes, seed) => {
      const state = beginRun([cell("a", Math.ceil(count / 2)), cell("b", Math.floor(count / 2))], count, 3, seed);
      play(state, () => outcomes.next().value);
      const total = Object.values(state.counts).reduce((sum, n) => sum + n, 0);
      expect(total).toBe(state.settled);
      expect(state.counts.approved).toBeLessThanOrEqual(count);
      expect(state.allotted.length).toBeLessThanOrEqual(state.maxItems);
      if (state.stopped === null && state.exhausted === null) expect(state.counts.approved).toBe(count);
    }),
    { numRuns: 300 },
  );
});

test("equal plans and outcomes give equal states", () => {
  const outcomes: Outcome[] = ["approved", "rejected", "approved", "failed", "approved", "approved", "approved"];
  const run = (): RunState => {
    const state = beginRun([cell("a", 3), cell("b", 2)], 5, 3, 77);
    play(state, (index) => outcomes[index] ?? "approved");
    return state;
  };
  expect(run()).toEqual(run());
});
