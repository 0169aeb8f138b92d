import { describe, expect, test } from "vitest";
import type { Review } from "../../schema/review.ts";
import type { SeenRequest } from "../emulators/gemini/index.mjs";
import { onHistorian, type Says, sides } from "./historian.ts";

const pair = {
  prompt: "Why does a lighthouse use a Fresnel lens rather than a common one?",
  chosen:
    "It is the right way to save glass: the lens is cut into rings that bend the light as a full one would, so it is thin and light enough to turn.",
  rejected:
    "A lighthouse uses it since rings of glass make the lamp burn hotter, so that less oil is needed for the same brightness of the flame.",
  chosen_rating: 5,
  rejected_rating: 2,
  rejection_reason: "A lens does not change how hot a lamp burns.",
};

async function reviewed(
  says: Record<string, Says>,
  config: Parameters<typeof onHistorian>[0] = {},
  options: Parameters<typeof onHistorian>[2] = {},
): Promise<{ review: Review; of: Awaited<ReturnType<typeof onHistorian>>["of"] }> {
  const { assay, of } = await onHistorian({ factCheck: "never", ...config }, says, options);
  const [review] = await assay.review("dpo", [pair]);
  return { review: review!, of };
}
const check = (review: Review, name: string) => review.checks.find((each) => each.name === name);
const score = (review: Review, name: string) => review.scores.find((each) => each.name === name);

describe("the two sides of a pair", () => {
  test("are compared unlabelled in both positions; a judge that stays with one side confirms it", async () => {
    const { review, of } = await reviewed({});
    expect(check(review, "preference")).toMatchObject({ status: "passed" });
    expect(score(review, "preference")).toMatchObject({ value: 1, weight: 3 });
    expect(review).toMatchObject({ verdict: "approved", judgement: { confidence: 1 } });
    const seen = of("better").map(({ text }) => sides(text).a === pair.chosen);
    expect(seen.sort()).toEqual([false, true]);
    expect(of("better").every(({ text, system }) => !/chosen|rejected/.test(text + system))).toBe(true);
  });

  test("a judge that prefers whatever stands first decides nothing: unchecked, half the confidence, both reasons", async () => {
    const { review } = await reviewed({
      better: ({ text }) => ({ better: "A", explanation: `${sides(text).a.slice(0, 9)} reads well.` }),
    });
    expect(review).toMatchObject({ verdict: "unchecked", judgement: { confidence: 0.5 } });
    expect(score(review, "preference")?.value).toBe(0.5);
    const { status, reason } = check(review, "preference")!;
    expect(status).toBe("unchecked");
    expect(reason).toMatch(/changed places.*It is the reads well.*A lightho reads well/);
  });

  test("a judge that prefers the other side in both positions sends the row back", async () => {
    const { review } = await reviewed({
      better: ({ text }) => ({ better: sides(text).a === pair.rejected ? "A" : "B", explanation: "It is bolder." }),
    });
    expect(review.verdict).toBe("needs_revision");
    expect(review.feedback).toMatch(/^preference: The labelled side is not the better one.*bolder/);
  });

  test("a judge that cannot tell abstains, which is neither right nor wrong", async () => {
    const { review } = await reviewed({ better: () => ({ better: "cannot-judge", explanation: "Both are opinion." }) });
    expect(review.verdict).toBe("unchecked");
    expect(check(review, "preference")).toMatchObject({ status: "unchecked" });
    expect(score(review, "preference")).toBeUndefined();
  });
});

describe("the rubric", () => {
  const scores = (value: number | null, explanation = "So it seems."): Says => {
    return ({ system }) => ({
      scores: [...system.matchAll(/^- ([\w-]+): /gm)].map(([, name], index) => ({
        name,
        explanation,
        value: index === 0 ? value : 0.95,
      })),
      feedback: "Say what the rings do.",
    });
  };

  test("a criterion that the judge abstains from leaves the row unchecked, with the judge's reason", async () => {
    const { review } = await reviewed({ scores: scores(null, "No source is shown.") });
    expect(review.verdict).toBe("unchecked");
    expect(check(review, "judge")).toMatchObject({
      status: "unchecked",
      reason: expect.stringContaining("No source is shown."),
    });
    expect(review.scores.length).toBeGreaterThan(1);
  });

  const panel = { judges: ["gemini-2.5-flash", "gemini-2.0-flash"] };
  const byModel = (values: Record<string, number>): Says => {
    return (request) => scores(values[request.model]!)(request);
  };

  test("a panel's scores are averaged by criterion, each opinion kept, the spread taken off the confidence", async () => {
    const values = { "gemini-2.5-flash": 0.9, "gemini-2.0-flash": 0.7 };
    const { review } = await reviewed({ scores: byModel(values) }, panel);
    const first = review.scores[0]!;
    expect(first.value).toBeCloseTo(0.8);
    expect(first.opinions).toMatchObject([
      { by: "gemini/gemini-2.5-flash", value: 0.9 },
      { by: "gemini/gemini-2.0-flash", value: 0.7 },
    ]);
    expect(check(review, "judges-agree")?.status).toBe("passed");
    expect(review.judgement).toMatchObject({
      confidence: 0.8,
      judges: ["gemini/gemini-2.5-flash", "gemini/gemini-2.0-flash"],
    });
  });

  test("judges who are far apart leave the row unchecked", async () => {
    const values = { "gemini-2.5-flash": 0.95, "gemini-2.0-flash": 0.3 };
    const { review } = await reviewed({ scores: byModel(values) }, panel);
    expect(review.verdict).toBe("unchecked");
    expect(check(review, "judges-agree")?.reason).toMatch(/0\.95, .*0\.3/);
  });

  test("a panel without its majority leaves the row unchecked; with it, the absent judge is named", async () => {
    const three = { judges: ["gemini-2.5-flash", "gemini-2.0-flash", "gemini-3-pro-preview"] };
    const without = (absent: readonly string[]) => ({
      faults: ({ model, schema }: SeenRequest) =>
        "scores" in (schema?.properties ?? {}) && absent.includes(model) ? ("unavailable" as const) : ("none" as const),
    });
    const one = await reviewed({}, three, without(three.judges.slice(0, 1)));
    expect(one.review.verdict).toBe("approved");
    expect(check(one.review, "judges-agree")?.reason).toContain("gemini-2.5-flash could not be reached");
    const two = await reviewed({}, three, without(three.judges.slice(0, 2)));
    expect(two.review.verdict).toBe("unchecked");
    expect(check(two.review, "judge")?.reason).toContain("could not be reached");
  });
});

test("judges of the generator's family are said so, once a run and in every review", async () => {
  const { assay } = await onHistorian({ count: 1 });
  const warnings: string[] = [];
  const run = assay.generate("Generate 1 SFT example for history");
  for await (const event of run) if (event.type === "warning") warnings.push(event.code);
  const summary = await run;
  expect(summary, summary.reason).toMatchObject({ status: "done", approved: 1 });
  expect(warnings.filter((code) => code === "model/self-family")).toHaveLength(1);
  for await (const { id } of assay.samples(summary.run)) {
    expect((await assay.show(id)).reviews.at(-1)?.judgement?.sameFamily).toBe(true);
  }
});

test("rules favour nobody: an offline run has no such warning and no further calls", async () => {
  const { assay } = await onHistorian({ model: "offline/expert", domain: "chemistry", type: "grpo", count: 2 });
  const codes: string[] = [];
  const run = assay.generate("two rows");
  for await (const event of run) if (event.type === "warning") codes.push(event.code);
  expect(codes).toEqual([]);
  for await (const { id } of assay.samples((await run).run)) {
    const { calls, reviews } = await assay.show(id);
    expect(calls.map(({ agent }) => agent).filter((agent) => /claims|fact-check|compare/.test(agent))).toEqual([]);
    expect(reviews.at(-1)?.judgement).toMatchObject({ sameFamily: false, confidence: 1, facts: [] });
  }
});
