import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { promptText, questionLines, readAnswer } from "../../src/cli/clarify.ts";
import type { Context } from "../../src/cli/command.ts";
import { reportFault } from "../../src/cli/faults.ts";
import { follow } from "../../src/cli/follow.ts";
import { introductionLines } from "../../src/cli/introduction.ts";
import { createLive } from "../../src/cli/live.ts";
import { checkConfig } from "../../src/config/index.ts";
import { AssayError, type RunEvent, type RunHandle, type RunSummary } from "../../src/index.ts";
import { progress, start, summary } from "./events.ts";
import { recordingOutput } from "./output.ts";

/** A run that has already happened: these events, then this end. */
function finished(events: readonly RunEvent[], end: RunSummary | Error): RunHandle & { stopped: boolean } {
  const settle = (): Promise<RunSummary> => (end instanceof Error ? Promise.reject(end) : Promise.resolve(end));
  const handle = {
    id: Promise.resolve(summary.run),
    stopped: false,
    stop: () => {
      handle.stopped = true;
    },
    // biome-ignore lint/suspicious/noThenProperty: a run handle is awaitable by contract
    then: ((fulfilled, rejected) => settle().then(fulfilled, rejected)) as RunHandle["then"],
    async *[Symbol.asyncIterator]() {
      yield* events;
      await settle();
    },
  };
  return handle;
}

function setting(width = 80) {
  const report = recordingOutput(width);
  const results: unknown[] = [];
  const controller = new AbortController();
  const context = {
    report,
    layout: () => ({ width }),
    result: (document: unknown) => results.push(document),
    next: (line: string) => line,
  } as unknown as Context;
  const interruption = { signal: controller.signal, press: () => controller.abort(), dispose: () => {} };
  return { report, results, context, interruption };
}

const sample: RunEvent = { type: "sample", item: 0, id: "0123456789abcdef", verdict: "approved", qualityScore: 1 };

describe("how a run ends", () => {
  test.each([
    ["done", 0],
    ["short", 3],
    ["budget", 4],
    ["interrupted", 130],
  ] as const)("%s ends with %d", async (status, code) => {
    const { report, results, context, interruption } = setting();
    const ended = { ...summary, status, reason: status === "done" ? "" : "the reason" };
    const handle = finished([start, progress, sample, { type: "run-end", summary: ended }], ended);
    expect(await follow({ handle, interruption }, context)).toBe(code);
    expect(results).toEqual([ended]);
    const lines = report.text().trimEnd().split("\n");
    expect(lines.at(-1)).toBe(`Export: assay export ${summary.run} --out assay-export`);
    expect(lines).toContain("Look at a row: assay show 0123456789ab");
    const resumable = status === "budget" || status === "interrupted";
    expect(report.text().includes(`assay resume ${summary.run}`)).toBe(resumable);
  });

  test("nothing is offered for export when no row was approved", async () => {
    const { report, context, interruption } = setting();
    await follow({ handle: finished([start], { ...summary, status: "short", approved: 0 }), interruption }, context);
    expect(report.text()).not.toContain("assay export");
  });

  test("an error is passed on, after what there is and how to go on", async () => {
    const { report, results, context, interruption } = setting();
    const failed = { ...summary, status: "failed" as const, reason: "model/auth: the key was refused" };
    const handle = finished([start, { type: "run-end", summary: failed }], new AssayError("model/auth", "refused"));
    await expect(follow({ handle, interruption }, context)).rejects.toThrow("refused");
    expect(report.text()).toContain(`When it is mended: assay resume ${summary.run}`);
    expect(results).toEqual([]);
  });

  test("a stop before the run began is no error", async () => {
    const { report, context, interruption } = setting();
    const handle = finished([], new AssayError("run/aborted", "stopped"));
    interruption.press();
    expect(await follow({ handle, interruption }, context)).toBe(130);
    expect(handle.stopped).toBe(true);
    expect(report.text()).toContain("nothing was made");
  });

  test.each([80, 40])("nothing said is wider than %d columns", async (width) => {
    const { report, context, interruption } = setting(width);
    const warning: RunEvent = {
      type: "warning",
      code: "model/rate-limited",
      message: "asked to wait ".repeat(9),
      count: 7,
    };
    const handle = finished([start, warning, progress, sample], {
      ...summary,
      status: "budget",
      reason: "5 USD are spent",
    });
    await follow({ handle, interruption }, context);
    expect(
      report
        .text()
        .split("\n")
        .filter((line) => line.length > width),
    ).toEqual([]);
  });
});

describe("faults", () => {
  test("of the user are one line", () => {
    const output = recordingOutput();
    const error = new AssayError("config/bad-value", "expected\na number.", { hint: "Write 3." });
    expect(reportFault(error, output, false)).toBe(2);
    expect(output.text()).toBe("assay: config/bad-value: expected a number. Write 3.\n");
  });

  test("of our own ask to be reported, with a stack only when it is asked for", () => {
    const [quiet, loud] = [recordingOutput(), recordingOutput()];
    expect(reportFault(new TypeError("x is undefined"), quiet, false)).toBe(1);
    expect(quiet.text()).toMatch(/^assay: TypeError: x is undefined\n.*fault of assay.*report/);
    expect(quiet.text()).not.toContain("    at ");
    reportFault(new TypeError("x is undefined"), loud, true);
    expect(loud.text()).toContain("    at ");
  });
});

describe("questions", () => {
  const choice = { field: "trainingType" as const, question: "Which type?", choices: ["sft", "grpo"], assumed: "sft" };
  const free = { field: "domain" as const, question: "Which domain?", choices: [], assumed: "mathematics" };

  test("show their choices and the assumption", () => {
    expect(questionLines(choice, 80)).toEqual(["Which type?", "  1  sft", "  2  grpo"]);
    expect(promptText(free)).toBe("[mathematics] > ");
  });

  test.each([
    [choice, "", "sft"],
    [choice, "2", "grpo"],
    [choice, "GRPO", "grpo"],
    [choice, "grop", "grpo"],
    [choice, "3", null],
    [choice, "poetry", null],
    [free, " ", "mathematics"],
    [free, " chemistry ", "chemistry"],
  ])("%j answered by %j means %j", (question, answer, meaning) => {
    expect(readAnswer(question, answer)).toBe(meaning);
  });
});

describe("the first line", () => {
  test.each([
    [{}, {}, "offline/expert: procedural problem families, no language model"],
    [{ model: "offline/expert" }, { GEMINI_API_KEY: "k" }, "offline/expert: procedural problem families"],
    [{}, { GOOGLE_API_KEY: "k" }, "Gemini by tier (GOOGLE_API_KEY is set)"],
    [{ model: "gemini/gemini-2.5-flash" }, { GEMINI_API_KEY: "k" }, "gemini/gemini-2.5-flash"],
    [{ tierFast: "gemini/x" }, {}, "offline/expert, gemini/x; offline/expert is procedural"],
  ])("with %j and %j", (config, environment, line) => {
    const lines = introductionLines(checkConfig(config), environment, 80);
    expect(lines[0]!.startsWith(line) || lines.join(" ").startsWith(line)).toBe(true);
    for (const each of lines) expect(each.length).toBeLessThanOrEqual(80);
  });
});

describe("the live display", () => {
  test("is drawn at most ten times a second, and lines go above it", async () => {
    const output = recordingOutput(80, true);
    let drawn = 0;
    const live = createLive(output, () => [`block ${++drawn}`, "second line"]);
    for (let turn = 0; turn < 60; turn++) {
      live.changed();
      await sleep(5);
    }
    expect(drawn).toBeGreaterThan(1);
    expect(drawn).toBeLessThanOrEqual(8);
    live.print(["above"]);
    live.end(true);
    live.changed();
    await sleep(150);
    expect(output.text()).toContain(`\r\u001b[2A\u001b[Jabove\nblock`);
    expect(output.text().endsWith("second line\n")).toBe(true);
  });

  test("leaves nothing behind when it is not to stay", () => {
    const output = recordingOutput(80, true);
    const live = createLive(output, () => ["block"]);
    live.print([]);
    live.end(false);
    expect(output.text()).toBe("block\n\r\u001b[1A\u001b[J");
  });
});
