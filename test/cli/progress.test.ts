import { describe, expect, test } from "vitest";
import { emptyProgress, noticeLine, observe, panel, plainLine } from "../../src/cli/progress.ts";
import { groupLines, summaryLines } from "../../src/cli/summary.ts";
import { displayWidth } from "../../src/cli/text.ts";
import { progress, start, summary } from "./events.ts";

const widest = (lines: readonly string[]): number => Math.max(...lines.map(displayWidth));

describe("the live panel", () => {
  test.each([200, 120, 80, 60, 40, 30])("fits %d columns", (width) => {
    expect(widest(panel(progress, width))).toBeLessThanOrEqual(width);
  });

  test("reads at 80 columns", () => {
    expect(panel(progress, 80).join("\n")).toMatchInlineSnapshot(`
      "approved   ███████████████░░░░░░░░░  61,234/100,000  12.4 rows/s  ETA 52 min 7 s
      verdicts   61,234 approved  3,100 to revise  2,000 rejected  12 unchecked
                 7 failed
      research   ██████░░ 70,001  synthesise ██████░░ 70,000
      generate   █████░░░ 68,400  verify     █████░░░ 66,900
      review     █████░░░ 66,800  settle     █████░░░ 66,353
      spend      ██░░░░░░░░  $1.23 of $5.00  64 items under way"
    `);
  });

  test("reads at 40 columns", () => {
    expect(panel(progress, 40).join("\n")).toMatchInlineSnapshot(`
      "approved   ████████░░░░░  61,234/100,000
      pace       12.4 rows/s  ETA 52 min 7 s
      verdicts   61,234 approved
                 3,100 to revise
                 2,000 rejected  12 unchecked
                 7 failed
      research   ██████░░ 70,001
      synthesise ██████░░ 70,000
      generate   █████░░░ 68,400
      verify     █████░░░ 66,900
      review     █████░░░ 66,800
      settle     █████░░░ 66,353
      spend      ██░░░░░░░░  $1.23 of $5.00
                 64 items under way"
    `);
  });

  test("says nothing of a budget that was not set", () => {
    const text = panel({ ...progress, budgetUsd: null }, 80).join("\n");
    expect(text).toContain("$1.23");
    expect(text).not.toContain(" of $");
  });

  test("stands full at the target, and empty at the start", () => {
    const none = { research: 0, synthesise: 0, generate: 0, verify: 0, review: 0, settle: 0 };
    expect(panel({ ...progress, approved: 0, stages: none, spendUsd: 0 }, 80).join("")).not.toContain("█");
    expect(panel({ ...progress, approved: 100_000 }, 80)[0]).not.toContain("░");
  });
});

describe("the plain line", () => {
  test("says target, verdicts, pace and spend", () => {
    expect(plainLine(progress, 200)).toBe(
      "61,234/100,000 approved, 3,100 to revise, 2,000 rejected, 12 unchecked, 7 failed; 12.4 rows/s, ETA 52 min 7 s, $1.23 of $5.00",
    );
  });

  test.each([80, 40])("is cut at %d columns", (width) => {
    expect(displayWidth(plainLine(progress, width))).toBeLessThanOrEqual(width);
  });
});

describe("what happened", () => {
  test("a kind is told once and counted after", () => {
    const state = emptyProgress();
    const failed = (item: number) =>
      observe(state, { type: "item-failed", item, stage: "generate", code: "model/blocked", message: "blocked" });
    expect(failed(1)).not.toBeNull();
    expect(failed(2)).toBeNull();
    expect([...state.groups.values()]).toMatchObject([{ kind: "failed", title: "model/blocked", count: 2 }]);
  });

  test("a warning that carries its number so far is not added up", () => {
    const state = emptyProgress();
    for (const count of [1, 10, 37])
      observe(state, { type: "warning", code: "model/rate-limited", message: "slow", count });
    expect([...state.groups.values()]).toMatchObject([{ count: 37 }]);
  });

  test("decisions whose reasons differ in numbers only are one kind", () => {
    const state = emptyProgress();
    for (const item of [3, 14]) {
      observe(state, {
        type: "decision",
        by: "orchestrator",
        decision: "top up x",
        reason: `row ${item} was rejected`,
      });
    }
    expect(state.groups.size).toBe(1);
  });

  test("cells are named by sub-topic and difficulty", () => {
    const state = emptyProgress();
    observe(state, start);
    const group = observe(state, {
      type: "decision",
      by: "orchestrator",
      decision: "keep a1b2c3d4e5",
      reason: "it mends",
    });
    expect(group!.message).toBe("keep limiting reagent (hard): it mends");
  });

  test("a notice is one line, without what could steer a terminal", () => {
    const notice = {
      kind: "warning" as const,
      title: "source/upstream",
      message: `\u001b[2Jgone\n${"far ".repeat(40)}`,
      count: 1,
    };
    const line = noticeLine(notice, 80);
    expect(line).toMatch(/^warning {3}source\/upstream: gone far far/);
    expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(line).not.toMatch(/[\n\u001b]/);
  });

  test.each([80, 40])("the groups fit %d columns at the end", (width) => {
    const state = emptyProgress();
    observe(state, {
      type: "warning",
      code: "model/rate-limited",
      message: "the provider asks to wait ".repeat(5),
      count: 12,
    });
    observe(state, { type: "decision", by: "orchestrator", decision: "stop", reason: "once only" });
    const lines = groupLines(state.groups.values(), { width });
    expect(widest(lines)).toBeLessThanOrEqual(width);
    expect(lines.join("\n")).toContain("12×");
    expect(lines.join("\n")).not.toContain("once only");
  });

  test("nothing is said of a run without events worth it", () => {
    expect(groupLines([], { width: 80 })).toEqual([]);
  });
});

describe("the summary", () => {
  test("reads at 80 columns", () => {
    expect(summaryLines(summary, { width: 80 }).join("\n")).toMatchInlineSnapshot(`
      "run           20261121-085000-1f3a
      status        done
      approved      100 of 100 grpo rows (94% of 106 items)
      not approved  3 to revise, 2 rejected, 1 unchecked, 0 failed
      spend         $0.1234, 123,456 tokens in, 65,432 out
      time          1 min 23 s, 1.2 rows/s
      database      assay.db"
    `);
  });

  test.each([80, 40, 24])("fits %d columns", (width) => {
    const long = { ...summary, status: "short" as const, reason: "the orchestrator stopped because no cell succeeds" };
    expect(widest(summaryLines(long, { width }))).toBeLessThanOrEqual(width);
  });

  test("an unknown duration gives no nonsense", () => {
    expect(summaryLines({ ...summary, duration_ms: 0, approved: 0 }, { width: 80 }).join("\n")).not.toMatch(
      /NaN|Infinity/,
    );
  });
});
