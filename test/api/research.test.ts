import { expect, onTestFinished, test } from "vitest";
import { wikipedia } from "../../mcp/sources/wikipedia.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource } from "../../schema/source.ts";
import { startSourcesEmulator } from "../emulators/sources/server.ts";
import { exported, openAssay } from "../support/assay.ts";

const request = "Generate 3 GRPO examples for stoichiometry";

async function emulated() {
  const emulator = await startSourcesEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

test("rows rest on Wikipedia's passages where the policy allows share-alike, and carry its licence", async () => {
  const emulator = await emulated();
  const assay = openAssay(
    { sources: ["wikipedia"], contact: "tests@example.org", licencePolicy: "sharealike" },
    { sourceBaseUrls: emulator.baseUrls },
  );
  const { run, approved } = await assay.generate(request);
  expect(approved).toBe(3);
  const rows = (await exported(assay, run))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const { provenance } of rows) {
    expect(provenance.licence).toBe("CC-BY-SA-4.0");
    expect(provenance.sources[0]).toMatchObject({
      source: "wikipedia",
      title: "Stoichiometry",
      license: "CC-BY-SA-4.0",
    });
    expect(provenance.sources[0].url).toContain("en.wikipedia.org");
    expect(provenance.sources[0].attribution).toContain("Wikipedia contributors");
  }
  const { question, evidence } = await assay.show(rows[0].provenance.id);
  expect(question.groundTruthContext).toContain("In chemistry it answers the health check of the source.");
  expect(question.contextSources[0]).toMatchObject({ license: "CC-BY-SA-4.0", title: "Stoichiometry" });
  expect(evidence[0]!.licence.evidence.length).toBeGreaterThan(0);
  expect(emulator.requests.every(({ headers }) => headers["user-agent"]?.includes("tests@example.org"))).toBe(true);
  expect(
    await assay.export(run, { licencePolicy: "permissive", out: `${process.env.TMPDIR ?? "/tmp"}/assay-none` }),
  ).toMatchObject({
    files: [{ rows: 0 }],
    withheld: { "CC-BY-SA-4.0 is outside the permissive policy": 3 },
  });
});

test("the default policy leaves share-alike text out and says so; rows then rest on nothing", async () => {
  const emulator = await emulated();
  const assay = openAssay(
    { sources: ["wikipedia"], contact: "tests@example.org" },
    { sourceBaseUrls: emulator.baseUrls },
  );
  const { run } = await assay.generate(request);
  for await (const sample of assay.samples(run)) {
    expect(sample).toMatchObject({ sources: [], licence: "CC0-1.0" });
    expect((await assay.show(sample.id)).question).toMatchObject({ groundTruthContext: null, contextSources: [] });
  }
});

test("a network source that was asked for and has no contact is refused before anything is made", async () => {
  const assay = openAssay({ sources: ["arxiv"] });
  await expect(assay.generate(request)).rejects.toMatchObject({ code: "source/contact" });
  await expect(assay.runs()).rejects.toMatchObject({ code: "store/missing" });
});

test("a source that fails during a run does not stop it, and that is said", async () => {
  const emulator = await emulated();
  const failing = defineSource({
    ...wikipedia,
    name: "failing",
    probe: { ...wikipedia.probe, query: "health" },
    async search({ query, limit }, context) {
      if (query === "health") return wikipedia.search({ query: wikipedia.probe.query, limit }, context);
      throw new AssayError("source/upstream", "The library has closed for the day.");
    },
  });
  const assay = openAssay(
    { sources: ["failing", "handbook"], contact: "tests@example.org", licencePolicy: "sharealike" },
    { sources: { failing }, sourceBaseUrls: emulator.baseUrls },
  );
  const warnings: string[] = [];
  const run = assay.generate(request);
  for await (const event of run) if (event.type === "warning") warnings.push(event.message);
  expect(await run).toMatchObject({ status: "done", approved: 3 });
  expect(warnings).toContain("failing: The library has closed for the day.");
}, 60_000);
