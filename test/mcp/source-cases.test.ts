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
    environment: { CORE_API_KEY: "a key of the tests" },
    limits: { backoffMs: 5, totalMs: 1_500 },
  });
});
afterAll(async () => {
  await research.close();
  await emulator.close();
});

/** source, id → SPDX id with its standing and text layer, or the code of the error. */
const cases: readonly (readonly [source: string, id: string, expected: string])[] = [
  ["arxiv", "2402.00001", "CC-BY-4.0 verified latex"],
  ["arxiv", "2402.00002", "CC-BY-4.0 verified latex"],
  ["arxiv", "2402.00003", "CC-BY-4.0 verified pdf"],
  ["arxiv", "2402.00004", "CC-BY-4.0 verified pdf"],
  ["arxiv", "2402.00005", "CC-BY-4.0 verified pdf"],
  ["arxiv", "2402.00006", "CC-BY-4.0 verified latex"],
  ["arxiv", "2402.00007", "CC-BY-4.0 verified pdf"],
  ["arxiv", "2402.00008", "CC-BY-4.0 verified abstract"],
  ["arxiv", "2402.00009", "CC-BY-4.0 verified pdf"],
  ["arxiv", "2402.00010", "CC-BY-4.0 verified abstract"],
  ["arxiv", "2402.00011", "source/upstream"],
  ["arxiv", "2402.00012", "CC-BY-4.0 verified pdf"],
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
  ["github", "tests/whiffle", "MIT verified plain"],
  ["github", "tests/unknown", "NOASSERTION unverified plain"],
  ["github", "tests/silent", "NOASSERTION unverified plain"],
  ["github", "tests/conflict", "CC-BY-NC-4.0 disputed plain"],
  ["github", "../etc", "source/not-found"],
  ["huggingface", "tests/whiffles", "CC-BY-4.0 verified plain"],
  ["huggingface", "tests/several", "CC-BY-NC-4.0 disputed plain"],
  ["huggingface", "tests/other", "NOASSERTION unverified plain"],
  ["huggingface", "tests/tagged", "CC0-1.0 verified plain"],
  ["huggingface", "tests/gated", "source/auth"],
  ["stackexchange", "chemistry:1", "CC-BY-SA-4.0 verified html"],
  ["stackexchange", "chemistry:2", "CC-BY-SA-3.0 disputed html"],
  ["stackexchange", "chemistry:3", "source/not-found"],
  ["stackexchange", "chemistry:4", "source/not-found"],
  ["gov-uk", "/vat-rates", "OGL-UK-3.0 verified html"],
  ["gov-uk", "/foreign", "LicenseRef-ARR disputed html"],
  ["gov-uk", "/withdrawn", "source/not-found"],
  ["federal-register", "2023-00001", "LicenseRef-US-Gov-PD verified plain"],
  ["nasa-ntrs", "19670010532", "LicenseRef-US-Gov-PD verified plain"],
  ["nasa-ntrs", "19670010533", "LicenseRef-ARR disputed abstract"],
  ["nasa-ntrs", "19670010534", "LicenseRef-ARR verified abstract"],
  ["nist", "ark:/88434/mds2-2106", "NIST-PD verified plain"],
  ["nist", "ark:/88434/mds2-2107", "LicenseRef-ARR disputed plain"],
  ["data-gov-uk", "road-accidents-safety-data", "OGL-UK-3.0 verified plain"],
  ["data-gov-uk", "road-without-licence", "NOASSERTION unverified plain"],
  ["data-gov-uk", "road-other", "NOASSERTION unverified plain"],
  ["semantic-scholar", "0".repeat(40), "CC-BY-4.0 verified jats"],
  ["semantic-scholar", "f".repeat(40), "source/not-found"],
  ["doaj", "0".repeat(32), "CC-BY-4.0 verified abstract"],
  ["doaj", "1".repeat(32), "LicenseRef-CC-BY unverified abstract"],
  ["core", "1", "CC-BY-4.0 verified pdf"],
  ["core", "2", "NOASSERTION unverified pdf"],
  ["openstax", "/books/chemistry-2e/pages/1-introduction", "CC-BY-4.0 verified html"],
  ["openstax", "/books/chemistry-3e/pages/1-introduction", "CC-BY-NC-SA-4.0 verified html"],
  ["openstax", "/books/chemistry-4e/pages/1-introduction", "LicenseRef-no-training disputed html"],
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
