import { describe, expect, onTestFinished, test } from "vitest";
import { agents } from "../../agents/index.ts";
import type { RunEvent } from "../../schema/event.ts";
import { collapseWindow, createCollapseWatch, echoesOf } from "../../src/diversity/collapse.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { hurriedClock, openAssay } from "../support/assay.ts";

const flask = (grams: number) =>
  `A chemist dissolves ${grams} g of salt in a flask of water. How concentrated is the solution in mol/L?`;
const others = [
  "Why does ice float on the sea in winter, and what follows for the fish below it?",
  "Name two ways to make a reaction faster and explain them by collisions of particles.",
];

describe("repeating questions", () => {
  test("the same words with other numbers repeat; other words do not", () => {
    const echoes = echoesOf([flask(5), flask(7.5), ...others], [flask(1)]);
    expect(echoes.map(({ repeats }) => repeats)).toEqual([true, true, false, false]);
    expect(echoes[0]!.opening).toBe("a chemist dissolves 5");
    expect(echoesOf([flask(5)], [])[0]!.repeats).toBe(false);
  });

  const echo = (repeats: boolean) => ({ repeats, opening: "a chemist dissolves" });

  test("half of a window may repeat; more raises the alarm once for a window", () => {
    const watch = createCollapseWatch(256);
    for (let at = 0; at < 40; at++) expect(watch.settle("cell", at, echo(at % 2 === 1))).toBeNull();
    const alarms = Array.from({ length: 60 }, (_, at) => watch.settle("cell", 40 + at, echo(true)));
    const raised = alarms.flatMap((alarm, at) => (alarm ? [at] : []));
    expect(raised.length).toBeGreaterThan(1);
    expect(raised[0]).toBeLessThan(collapseWindow);
    expect(Math.min(...raised.slice(1).map((at, index) => at - raised[index]!))).toBeGreaterThanOrEqual(10);
    expect(watch.collapsed()).toEqual([{ cell: "cell", share: 1 }]);
  });

  test("openings are to be avoided from the horizon on, and in that cell alone", () => {
    const watch = createCollapseWatch(256);
    for (let at = 0; at < 10; at++) watch.settle("cell", at, echo(true));
    expect(watch.openings("cell", 9 + 255)).toEqual([]);
    expect(watch.openings("cell", 9 + 256)).toEqual(["a chemist dissolves"]);
    expect(watch.openings("other", 1_000)).toEqual([]);
  });

  test("procedural questions are not watched", () => {
    const watch = createCollapseWatch(256);
    for (let at = 0; at < 100; at++) expect(watch.settle("cell", at, undefined)).toBeNull();
    expect(watch.collapsed()).toEqual([]);
  });
});

test("the question agent is told of the openings as data, and only when there are any", () => {
  const input = {
    domain: "chemistry",
    subTopic: "molarity",
    difficulty: "easy" as const,
    count: 10,
    language: "en",
    constraints: [],
    trainingType: "grpo",
    offset: 260,
    avoid: [flask(5)],
  };
  const text = (openings?: string[]): string => JSON.stringify(agents.question.prompt({ ...input, openings }));
  expect(text(["a chemist dissolves"])).toMatch(/<<data openings used too often.*a chemist dissolves/);
  expect(text(["a chemist dissolves"])).toContain("leave the openings listed");
  expect(text([])).toBe(text());
  expect(text()).not.toContain("openings");
});

test("a model that asks the same again and again is reported as it happens and in the summary", async () => {
  const family = families.find((candidate) => candidate.topic === "molar mass")!;
  const emulator = await startGeminiEmulator({
    reply: createTutor({
      families: [family],
      workProblem: (chosen, difficulty, seed) =>
        work({ ...chosen, phrasings: [chosen.phrasings[0]] }, difficulty, seed),
    }),
  });
  onTestFinished(() => emulator.close());
  const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const assay = openAssay({ type: "grpo", difficulty: "easy" }, { environment, clock: hurriedClock });
  const run = assay.generate("Generate 24 GRPO examples for chemistry");
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  const summary = await run;
  expect(summary.repetitive?.[0]?.share).toBeGreaterThan(0.5);
  const warnings = events.filter((event) => event.type === "warning" && event.code === "run/repetition");
  expect(warnings).not.toEqual([]);
  expect(JSON.stringify(warnings[0])).toMatch(/the questions of .* repeat themselves: \d+ %/);
});

test("the offline expert never raises the alarm", async () => {
  const assay = openAssay({ count: 60, type: "grpo", domain: "chemistry", difficulty: "easy" });
  const run = assay.generate("60 rows on molar mass");
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  const summary = await run;
  expect(summary).toMatchObject({ status: "done", approved: 60 });
  expect(summary.repetitive).toBeUndefined();
  expect(events.filter((event) => event.type === "warning")).toEqual([]);
});
