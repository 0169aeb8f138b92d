import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeLicence } from "../../mcp/licence/judge.ts";
import { sources } from "../../mcp/sources/index.ts";
import { sha256 } from "../../schema/canonical.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { combineLicences, licensedSource, ownContribution } from "../../schema/licences/index.ts";
import type { SourceSummary } from "../../schema/source.ts";
import { choosePassages } from "../../src/engine/stages/passage-choice.ts";
import { chooseSources, completeSearches, independentOf } from "../../src/engine/stages/source-choice.ts";
import { withSupport } from "../../src/engine/stages/supported.ts";

const house: SourceSummary[] = Object.values(sources).map(({ limits, ...source }) => ({
  ...source,
  provider: limits.group,
}));
const pick = (...names: string[]): SourceSummary[] => names.map((name) => house.find((one) => one.name === name)!);
const namesOf = (list: readonly SourceSummary[]): string[] => list.map(({ name }) => name);

describe("sources are offered by domain and policy", () => {
  const given = pick("wikipedia", "doaj", "github", "arxiv", "europepmc", "stackexchange", "handbook");

  test.each([
    ["chemistry", "permissive", ["europepmc", "handbook", "doaj"]],
    ["chemistry", "sharealike", ["europepmc", "stackexchange", "handbook", "wikipedia", "doaj"]],
    ["organic chemistry", "permissive", ["europepmc", "handbook", "doaj"]],
    ["Computer Science", "permissive", ["github", "arxiv", "handbook", "doaj"]],
    ["medieval history", "permissive", ["doaj"]],
  ] as const)("for %s under %s", (domain, policy, expected) => {
    expect(namesOf(chooseSources(given, { domain, subTopic: "any" }, policy).offered)).toEqual(expected);
  });

  test("where none fits all that the policy allows are, and what it leaves out is named", () => {
    const { offered, excluded } = chooseSources(
      pick("wikibooks", "plos", "github"),
      { domain: "history", subTopic: "Rome" },
      "permissive",
    );
    expect([namesOf(offered), namesOf(excluded)]).toEqual([["plos", "github"], ["wikibooks"]]);
  });

  test("exactly the sources that are share-alike as a whole say so", () => {
    expect(namesOf(house.filter(({ licences }) => licences === "share-alike"))).toEqual([
      "wikipedia",
      "wikibooks",
      "wikiversity",
      "stackexchange",
    ]);
  });
});

describe("searches", () => {
  test("go to a second provider where the model stays with one", () => {
    const offered = pick("wikipedia", "wikibooks", "arxiv");
    const asked = [
      { source: "wikipedia", query: "molar mass" },
      { source: "wikibooks", query: "molar mass" },
      { source: "wikipedia", query: "Molar  mass" },
      { source: "elsewhere", query: "molar mass" },
    ];
    expect(completeSearches(asked, offered, "moles", independentOf(offered, false))).toEqual([
      ...asked.slice(0, 2),
      { source: "arxiv", query: "molar mass" },
    ]);
  });
  test.each([
    [["wikipedia", "arxiv"], false, 2],
    [["wikipedia", "arxiv"], true, 1],
    [["wikipedia", "wikibooks", "arxiv"], true, 1],
    [["wikipedia", "arxiv", "doaj"], true, 2],
    [["handbook"], true, 1],
  ])("of %j leave one for looking facts up (%s): %i", (names, factsChecked, expected) => {
    expect(independentOf(pick(...names), factsChecked)).toBe(expected);
  });
  test("are made all the same where the model named none that was offered", () => {
    expect(completeSearches([], pick("handbook"), "moles", 1)).toEqual([{ source: "handbook", query: "moles" }]);
    expect(completeSearches([], [], "moles", 1)).toEqual([]);
  });
});

function passage(spdx: string, source = "s", number = 0): Evidence {
  const text = `A passage of ${source} under ${spdx}, number ${number}.`;
  const url = `https://source.example.org/${spdx}`;
  const licence = judgeLicence([{ where: "api-field", raw: spdx, url, weight: "strong" }]);
  const id = `${source}-${spdx}-${number}`;
  return {
    ...{ id, source, documentId: spdx, url, title: spdx, authors: [], published: null, accessed: "2026-11-21" },
    ...{
      text,
      sha256: sha256(text),
      start: 0,
      end: text.length,
      documentSha256: sha256(text),
      layer: "plain",
      licence,
      attribution: "",
    },
  };
}
const own = ownContribution("CC0-1.0");
const providerOf = (source: string): string => source;
const kept = (found: Evidence[], limit = 6): string[] =>
  choosePassages(found, own, providerOf, limit).kept.map((p) => p.id);

describe("passages that are kept", () => {
  test("of one licence and source are the first ones, in their order", () => {
    const found = Array.from({ length: 9 }, (_, at) => passage("CC0-1.0", "s", 9 - at));
    expect(kept([...found, found[0]!])).toEqual(found.slice(0, 6).map(({ id }) => id));
  });
  test("come from each provider in turn, the most permissive first", () => {
    const found = [1, 2, 3].flatMap((at) => [passage("MIT", "a", at), passage("CC-BY-4.0", "a", at)]);
    expect(kept([...found, passage("CC0-1.0", "b", 1), passage("MIT", "b", 2)], 4)).toEqual([
      "b-CC0-1.0-1",
      "a-CC-BY-4.0-1",
      "a-CC-BY-4.0-2",
      "b-MIT-2",
    ]);
  });
  test.each([
    [["GPL-2.0-only", "Apache-2.0"], ["Apache-2.0"]],
    [
      ["CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0"],
      ["CC0-1.0", "CC-BY-SA-4.0"],
    ],
    [
      ["GPL-3.0-only", "CC-BY-SA-4.0", "MIT"],
      ["MIT", "GPL-3.0-only"],
    ],
    [["CC-BY-ND-4.0", "CC-BY-4.0"], ["CC-BY-4.0"]],
  ])("of %j are those that can feed one row", (given, expected) => {
    const { kept, notes } = choosePassages(
      given.map((spdx) => passage(spdx)),
      own,
      providerOf,
      6,
    );
    expect(kept.map(({ licence }) => licence.spdx)).toEqual(expected);
    for (const spdx of given) expect(notes.some((note) => note.startsWith(`"${spdx}"`))).toBe(!expected.includes(spdx));
  });
  test("can feed one row together, whatever was found and whatever the run adds", () => {
    const spdx = fc.constantFrom(
      ...["CC0-1.0", "CC-BY-4.0", "CC-BY-3.0", "MIT", "Apache-2.0", "CC-BY-SA-4.0", "CC-BY-SA-3.0", "GPL-2.0-only"],
      ...["GPL-3.0-or-later", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "ODbL-1.0", "CC-BY-ND-4.0", "OGL-UK-3.0"],
    );
    const found = fc.array(fc.record({ spdx, source: fc.constantFrom("a", "b", "c"), number: fc.nat(3) }));
    fc.assert(
      fc.property(found, fc.constantFrom("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "GPL-3.0-only"), (list, licence) => {
        const contribution = ownContribution(licence);
        const passages = list.map((each) => passage(each.spdx, each.source, each.number));
        const chosen = choosePassages(passages, contribution, providerOf, 6).kept;
        expect(combineLicences([contribution, ...chosen.map(licensedSource)]).class).not.toBe("refused");
        expect(chosen).toEqual(choosePassages(passages, contribution, providerOf, 6).kept);
        if (passages.some((one) => one.licence.spdx === "CC0-1.0")) expect(chosen.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a statement of the synthesised context", () => {
  const passages = [
    {
      id: "a",
      text: "The amount of substance n is the mass m divided by the molar mass M: n = m / M. Water has 18.02 g/mol.",
    },
    { id: "b", text: "A solution of 1,000 mL that holds 2 mol has a concentration of 2 mol/L." },
  ];
  const survives = (text: string, evidence: string[]): boolean =>
    withSupport({ definitions: [{ text, evidence }], formulas: [], examples: [] }, passages).dropped === 0;

  test.each([
    ["Amounts are obtained by dividing a mass by the molar mass.", ["a"]],
    ["n = m / M", ["a"]],
    ["$n = \\frac{m}{M}$", ["a"]],
    ["36.04 g of water are 2 mol, for its molar mass is 18.02 g/mol.", ["a", "b"]],
    ["1000 mL hold 2.0 mol.", ["b"]],
  ])("stays: %s", (text, evidence) => expect(survives(text, evidence)).toBe(true));

  test.each([
    ["The amount of substance is mass divided by molar mass.", []],
    ["The amount of substance is mass divided by molar mass.", ["made-up"]],
    ["Enzymes lower the activation energy of a reaction.", ["a"]],
    ["The molar mass of water is 20.5 g/mol.", ["a"]],
    ["E = h f", ["b"]],
    ["?!", ["a"]],
  ])("is dropped: %s", (text, evidence) => expect(survives(text, evidence)).toBe(false));

  test("keeps the ids that were given and loses the others; what stands in a passage always stays", () => {
    const statement = { text: "The molar mass of water", evidence: ["b", "x", "a"] };
    const { context, dropped } = withSupport({ definitions: [], formulas: [], examples: [statement] }, passages);
    expect([context.examples, dropped]).toEqual([[{ ...statement, evidence: ["b", "a"] }], 0]);
    const word = fc.stringMatching(/^[a-z]{1,12}$|^[0-9]{1,4}(\.[0-9]{1,3})?$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (list, from, length) => {
        const start = from % list.length;
        const text = list.slice(start, start + 1 + (length % list.length)).join(" ");
        const whole = [{ id: "p", text: list.join(" ") }];
        const quoted = withSupport({ definitions: [{ text, evidence: ["p"] }], formulas: [], examples: [] }, whole);
        if (/[a-z0-9]{4}/.test(text)) expect(quoted.dropped).toBe(0);
      }),
    );
  });
});
