import { describe, expect, onTestFinished, test } from "vitest";
import type { ConfigInput } from "../../schema/config.ts";
import type { RunEvent } from "../../schema/event.ts";
import type { RunSummary } from "../../schema/run.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { hurriedClock, openAssay } from "../support/assay.ts";

type EmulatorOptions = NonNullable<Parameters<typeof startGeminiEmulator>[0]>;
type Spoil = NonNullable<Parameters<typeof createTutor>[0]["spoil"]>;

/** A tutor whose interpretation, plan and questions are sound, so that the fault begins where rows are made. */
const tutor = (spoil?: Spoil) => createTutor({ families, workProblem: work, ...(spoil ? { spoil } : {}) });

async function runOn(
  emulated: EmulatorOptions,
  config: ConfigInput = {},
  request = "Generate 4 GRPO examples for chemistry",
): Promise<{
  summary: RunSummary;
  events: RunEvent[];
  calls: number;
  emulator: Awaited<ReturnType<typeof startGeminiEmulator>>;
}> {
  const emulator = await startGeminiEmulator(emulated);
  onTestFinished(() => emulator.close());
  const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const assay = openAssay({ retries: 1, ...config }, { environment, clock: hurriedClock });
  const run = assay.generate(request);
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return { summary: await run, events, calls: emulator.count(), emulator };
}

test("a competent model reaches the target, with ground truth from two derivations", async () => {
  const { summary, events } = await runOn({ reply: tutor() });
  expect(summary, summary.reason).toMatchObject({ status: "done", approved: 4, rejected: 0, unchecked: 0 });
  expect(summary.spend_usd).toBeGreaterThan(0);
  expect(events.filter((event) => event.type === "sample")).toHaveLength(4);
});

describe("junk from the model ends by itself, says why and approves nothing", () => {
  test("every reply schema-valid nonsense", async () => {
    const sound = tutor();
    const isPlanning = (text: string): boolean => /<<data (request|specification)/.test(text);
    const { summary, calls } = await runOn({
      reply: (request) => (isPlanning(request.text) ? sound(request) : undefined),
    });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(summary.reason).toMatch(/attempt limit|none of the first/);
    expect(calls).toBeLessThan(500);
  });

  test("every reply malformed", async () => {
    const sound = tutor();
    const isPlanning = (text: string): boolean => /<<data (request|specification)/.test(text);
    const { summary, events } = await runOn({
      reply: (request) => (isPlanning(request.text) ? sound(request) : 'Sure! { "questions": [ oops'),
    });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(summary.failed).toBeGreaterThan(0);
    expect(events.find((event) => event.type === "item-failed")).toMatchObject({ code: "invalid-output" });
  });

  test("endless 429", async () => {
    const { summary, calls } = await runOn({
      reply: tutor(),
      faults: ({ index }) => (index >= 3 ? "rate-limit-retry-after" : "none"),
      retrySeconds: 0.01,
    });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(summary.reason).toContain("model/rate-limited");
    expect(calls).toBeLessThan(500);
  });

  test("every code sample an infinite loop", async () => {
    const loop = "while True:\n    pass";
    const spoil: Spoil = (agent, answer) => (agent === "generation" ? { ...answer, code: loop } : answer);
    const { summary } = await runOn({ reply: tutor(spoil) }, { executionTimeout: 0.3, maxRevisions: 1, count: 2 });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(summary.reason).toContain("attempt limit");
  });

  test("every program prints a constant", async () => {
    const spoil: Spoil = (agent, answer, problem) =>
      agent === "generation" && problem ? { ...answer, code: `print("Answer: ${problem.answer.text}")` } : answer;
    const { summary } = await runOn({ reply: tutor(spoil) }, { count: 2 });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(summary.rejected).toBeGreaterThan(0);
  });

  test("every answer wrong: two derivations disagree", async () => {
    const spoil: Spoil = (agent, answer) =>
      agent === "generation"
        ? {
            ...answer,
            code: answer.code.replace(/print\(f"Answer: \{/, 'print(f"Answer: {3 + '),
            predicted_answer: "999 g",
          }
        : answer;
    const { summary } = await runOn({ reply: tutor(spoil) }, { count: 2, maxRevisions: 0 });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
  });

  test("a safety block on every draft", async () => {
    const sound = tutor();
    const { summary, events } = await runOn({
      reply: (request) =>
        "predicted_answer" in (request.schema?.properties ?? {})
          ? { text: "", finishReason: "SAFETY" }
          : sound(request),
    });
    expect(summary).toMatchObject({ status: "short", approved: 0 });
    expect(events.find((event) => event.type === "item-failed")).toMatchObject({ stage: "generate", code: "blocked" });
  });
});

test("a reviewer's feedback leads to a revision that is approved", async () => {
  const seen = new Set<string>();
  const spoil: Spoil = (agent, answer, problem) => {
    if (agent !== "generation" || !problem || seen.has(problem.prompt)) return answer;
    seen.add(problem.prompt);
    return { ...answer, reasoning: `${answer.reasoning}\nStep 9: So the result is 12345 g.` };
  };
  const { summary, events } = await runOn({ reply: tutor(spoil) }, { count: 2 });
  expect(summary, summary.reason).toMatchObject({ status: "done", approved: 2 });
  const revisions = events.filter((event) => event.type === "revision");
  expect(revisions.length).toBeGreaterThanOrEqual(2);
  expect(revisions[0]).toMatchObject({ attempt: 2, feedback: expect.stringContaining("reasoning") });
});

test.each([
  ["of the settings", { budget: 0.2 }, {}],
  ["of the call, which stands before the settings'", { budget: 50 }, { budget: 0.2 }],
])(
  "a budget %s is never passed, and the run goes on when it is raised, buying nothing twice",
  async (_whose, settings, call) => {
    const emulator = await startGeminiEmulator({ reply: tutor() });
    onTestFinished(() => emulator.close());
    const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
    const assay = openAssay({ ...settings, concurrency: 2 }, { environment, clock: hurriedClock });
    const first = await assay.generate("Generate 12 GRPO examples for chemistry", call);
    expect(first.status, JSON.stringify(first)).toBe("budget");
    expect(first.spend_usd).toBeLessThanOrEqual(0.2);
    const second = await assay.resume(first.run, { budget: 50 });
    expect(second).toMatchObject({ status: "done", approved: 12, run: first.run });
    const prompts = emulator.requests.map((request) => JSON.stringify(request.body));
    expect(new Set(prompts).size).toBe(prompts.length);
  },
);

test("a wrong key is the user's to mend: one line, no run left half-made", async () => {
  const emulator = await startGeminiEmulator({ reply: tutor() });
  onTestFinished(() => emulator.close());
  const environment = { GEMINI_API_KEY: "wrong-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const assay = openAssay({}, { environment });
  const failure = await assay.generate("Generate 4 GRPO examples for chemistry").then(
    () => undefined,
    (error: Error) => error,
  );
  expect(failure).toMatchObject({ code: "model/auth" });
  expect(String(failure)).not.toContain("wrong-key");
  expect(await assay.runs()).toEqual([]);
});
