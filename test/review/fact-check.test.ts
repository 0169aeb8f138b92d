import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dossier } from "../../src/api.ts";
import { proves } from "../../src/engine/stages/fact-check.ts";
import { claims, completion, onHistorian, passagesOf, type Says } from "./historian.ts";

const request = "Generate 1 SFT example for history";

/** A run of one row, with the row's dossier; `attemptFactor` keeps a row that cannot be approved from being tried often. */
async function made(says: Record<string, Says> = {}, config: Parameters<typeof onHistorian>[0] = {}) {
  const { assay, of, requests } = await onHistorian({ count: 1, maxRevisions: 1, attemptFactor: 1, ...config }, says);
  const summary = await assay.generate(request);
  const dossiers: Dossier[] = [];
  for await (const { id } of assay.samples(summary.run)) dossiers.push(await assay.show(id));
  return { summary, dossier: dossiers[0]!, of, requests };
}
const finding = (dossier: Dossier, name: string) => dossier.reviews[0]!.checks.find((check) => check.name === name);

/** The answer of the checking agent, with one verdict for all statements. */
const verdicts =
  (verdict: string, quoted: (passage: string) => string | null): Says =>
  (seen) => {
    const passage = passagesOf(seen)[0]!;
    return {
      findings: claims.map((_claim, index) => ({
        claim: index + 1,
        explanation: "It says so.",
        verdict,
        passage: passage.id,
        quote: quoted(passage.text),
      })),
    };
  };

describe("a row whose answer no program computes", () => {
  test("is looked up in another source by another query, and approved when passages bear it out", async () => {
    const { summary, dossier, of } = await made();
    expect(summary, summary.reason).toMatchObject({ status: "done", approved: 1 });
    expect(finding(dossier, "fact-check")).toMatchObject({ status: "passed" });
    const { facts } = dossier.reviews[0]!.judgement!;
    expect(facts.map(({ verdict, source }) => [verdict, source])).toEqual([
      ["supported", "chronicle"],
      ["supported", "chronicle"],
    ]);
    expect(dossier.evidence.map(({ source }) => source)).toEqual(["annals"]);
    for (const { passage, quote } of facts) {
      expect(dossier.factEvidence.find(({ id }) => id === passage)?.text).toContain(quote);
    }
    expect(dossier.sample.sources).toEqual(dossier.evidence.map(({ id }) => id));
    expect(of("claims")[0]!.system).not.toContain("annals");
    expect(dossier.reviews[0]!.scores.find(({ name }) => name === "factuality")).toMatchObject({ value: 1, weight: 3 });
  });

  test("a contradicted statement fails it; the revision is written with the passage that contradicts", async () => {
    const drafts: string[] = [];
    const { summary, dossier } = await made({
      completion: ({ text }) => {
        drafts.push(text);
        const wrong = completion.replace("1754", "1745");
        return { completion: drafts.length === 1 ? wrong : completion, code: null, answer: null, support: [] };
      },
      findings: (seen) =>
        verdicts(drafts.length === 1 ? "contradicted" : "supported", (text) => text.slice(0, 60))(seen),
    });
    expect(summary, summary.reason).toMatchObject({ approved: 1 });
    expect(finding(dossier, "fact-check")).toMatchObject({ status: "failed" });
    expect(drafts).toHaveLength(2);
    expect(drafts[1]).toMatch(/contradicted by The chronicle: “Sandmouth lighthouse was lit on 3 May 1754/);
    expect(dossier.history.map(({ attempt, feedback }) => [attempt, feedback?.includes("1754") ?? null])).toEqual([
      [1, null],
      [2, true],
    ]);
    const [change] = dossier.history[1]!.changes;
    expect(change).toMatchObject({ field: "completion", removed: [expect.stringContaining("1745")] });
    expect(change!.added[0]).toContain("1754");
  });

  test.each([
    ["a quotation that stands nowhere", () => "The lighthouse of Sandmouth was lit in 1754, as all the world knows."],
    ["a quotation that says nothing", () => "was"],
    ["no quotation", () => null],
  ])("a verdict by %s counts as not found, and the row is neither right nor wrong", async (_name, quoted) => {
    for (const verdict of ["supported", "contradicted"]) {
      const { summary, dossier } = await made({ findings: verdicts(verdict, quoted) });
      expect(summary).toMatchObject({ approved: 0, rejected: 0 });
      expect(dossier.sample.reviewStatus).toBe("unchecked");
      expect(finding(dossier, "fact-check")?.reason).toContain("0 of 2 statements supported, 2 not found in chronicle");
    }
  });

  test("where there is one source only, it is asked again by a search that was not made before", async () => {
    const same = claims.map((claim) => ({ ...claim, source: "annals", query: "  sandmouth LIGHTHOUSE " }));
    const { dossier } = await made({ claims: () => ({ claims: same }) }, { sources: ["annals"] });
    expect(dossier.reviews[0]!.judgement!.facts.map(({ source, query }) => [source, query])).toEqual(
      claims.map(({ text }) => ["annals", text]),
    );
  });

  test("a checker that cannot be reached leaves the row unchecked", async () => {
    const { summary, dossier } = await made({ findings: () => "no findings at all" });
    expect(summary).toMatchObject({ approved: 0, rejected: 0 });
    expect(finding(dossier, "fact-check")).toMatchObject({ status: "unchecked" });
  });

  test("a row that states nothing passes without a search", async () => {
    const { summary, of } = await made({ claims: () => ({ claims: [] }) });
    expect(summary.approved).toBe(1);
    expect(of("findings")).toHaveLength(0);
  });

  test("no call is made with --fact-check never, nor about a row that the judge rejects", async () => {
    const never = await made({}, { factCheck: "never" });
    expect(never.summary.approved).toBe(1);
    expect(never.of("claims")).toHaveLength(0);
    const rejected = await made({
      scores: ({ system }) => ({
        scores: [...system.matchAll(/^- ([\w-]+): /gm)].map(([, name]) => ({ name, explanation: "No.", value: 0.1 })),
        feedback: "",
      }),
    });
    expect(rejected.summary.rejected).toBeGreaterThan(0);
    expect(rejected.of("claims")).toHaveLength(0);
  });
});

test("what quotes a passage proves itself, and nothing that does not stand in it does", () => {
  const passage = fc.string({ minLength: 40, maxLength: 200 }).filter((text) => text.trim().length >= 40);
  fc.assert(
    fc.property(passage, fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % (text.length - 20);
      const quote = text.slice(start, start + 20 + (length % 20));
      const plain = (words: string): string => words.normalize("NFC").replace(/\s+/g, " ").trim();
      expect(proves(text, quote)).toBe(plain(quote).length >= 15 && plain(text).includes(plain(quote)));
      expect(proves(text, `${quote} and more beside`)).toBe(plain(text).includes(plain(`${quote} and more beside`)));
    }),
  );
  expect(proves("Lit in 1754.", "Lit in  1754.")).toBe(true);
  expect(proves("It was lit in the year 1754.", "1754")).toBe(false);
  expect(proves("It was lit in the year 1754.", "")).toBe(false);
});
