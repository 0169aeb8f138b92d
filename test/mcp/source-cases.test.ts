import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openResearch } from "../../mcp/pool.ts";
import { sourceNames } from "../../mcp/sources/index.ts";
import { isAssayError } from "../../schema/error.ts";
import type { ResearchClient } from "../../schema/source.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";

const signal = new AbortController().signal;
let emulator: SourcesEmulator;
let research: ResearchClient;
beforeAll(async () => {
  emulator = await startSourcesEmulator();
  research = openResearch({
    sources: [...sourceNames],
    contact: "tests@example.org",
    now: () => new Date("2026-11-21T10:00:00Z"),
    baseUrls: emulator.baseUrls,
    limits: { backoffMs: 5, totalMs: 1_500 },
  });
});
afterAll(async () => {
  await research.close();
  await emulator.close();
});

/** source, id → SPDX id with its standing and text layer, or the code of the error. */
const cases: readonly (readonly [source: string, id: string, expected: string])[] = [
  ["europepmc", "PMC3258128", "CC-BY-4.0 verified jats"],
  ["europepmc", "PMC7000001", "CC-BY-NC-4.0 verified jats"],
  ["europepmc", "PMC7000002", "CC-BY-NC-4.0 disputed jats"],
  ["europepmc", "PMC7000003", "NOASSERTION unverified jats"],
  ["europepmc", "PMC7000004", "source/not-found"],
  ["europepmc", "PMC7000005", "LicenseRef-CC-BY verified abstract"],
  ["europepmc", "../../secret", "source/not-found"],
  ["europepmc", 'PMC1" OR SRC:MED', "source/not-found"],
  ["pmc", "PMC3258128", "CC-BY-4.0 verified jats"],
  ["pmc", "PMC7000003", "NOASSERTION unverified jats"],
  ["pmc", "PMC7000004", "source/not-found"],
  ["biorxiv", "PPR:PPR100000", "CC-BY-4.0 verified jats"],
  ["biorxiv", "PPR:PPR100007", "LicenseRef-ARR verified abstract"],
  ["biorxiv", "PPR:PPR100001", "source/not-found"],
  ["medrxiv", "PPR:PPR100001", "CC-BY-4.0 verified jats"],
  ["chemrxiv", "10.26434/chemrxiv-2021-0jdzw", "CC-BY-4.0 verified abstract"],
  ["chemrxiv", "10.26434/chemrxiv-2021-later", "NOASSERTION unverified abstract"],
  ["chemrxiv", "10.26434/chemrxiv-2021-mined", "NOASSERTION unverified abstract"],
  ["chemrxiv", "10.1000/other", "source/not-found"],
  ["plos", "10.1371/journal.pone.0000217", "CC-BY-4.0 verified jats"],
  ["plos", "10.1371/journal.pone.7000001", "CC-BY-NC-4.0 verified jats"],
  ["plos", "10.1000/journal.pone.1", "source/not-found"],
  ["webpage", "https://pages.assay-tests.org/whiffle", "CC-BY-4.0 verified html"],
  ["webpage", "https://pages.assay-tests.org/silent", "NOASSERTION unverified html"],
  ["webpage", "https://pages.assay-tests.org/closed", "source/blocked"],
  ["webpage", "http://127.0.0.1/", "source/blocked"],
  ["webpage", "file:///etc/passwd", "source/blocked"],
  ["webpage", "nonsense", "source/blocked"],
];

describe("what a source says of an item", () => {
  test.each(cases)("%s %s: %s", async (source, id, expected) => {
    const found = await research.fetch(source, id, signal).then(
      ({ document, licence }) => `${licence.spdx} ${licence.standing} ${document.layer}`,
      (error: unknown) => (isAssayError(error) ? error.code : String(error)),
    );
    expect(found).toBe(expected);
  });
});
