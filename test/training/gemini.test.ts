import { expect, onTestFinished, test } from "vitest";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { hurriedClock, openAssay } from "../support/assay.ts";

const types: Record<string, AnyTrainingType> = trainingTypes;

/** Through the real SDK, over HTTP, with the prompts and reply shapes of each type. */
test.each(Object.keys(types))("%s: four rows from a language model, executed and approved", async (name) => {
  const emulator = await startGeminiEmulator({ reply: createTutor({ families, workProblem: work }) });
  onTestFinished(() => emulator.close());
  const environment = { GEMINI_API_KEY: "a-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const assay = openAssay({ retries: 1 }, { environment, clock: hurriedClock });
  const summary = await assay.generate(`Generate 4 ${name.toUpperCase()} examples for chemistry`);
  expect(summary, summary.reason).toMatchObject({ status: "done", approved: 4, rejected: 0, type: name });
  expect(summary.spend_usd).toBeGreaterThan(0);
  for await (const { row, reviewStatus } of assay.samples(summary.run)) {
    expect(reviewStatus).toBe("approved");
    expect(types[name]!.row.parse(row)).toEqual(row);
  }
});
