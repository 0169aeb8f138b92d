import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classAllowed, licencePolicies } from "../../schema/licence.ts";
import {
  combineLicences,
  type LicensedSource,
  licenceClasses,
  parseExpression,
  providerTerms,
} from "../../schema/licences/index.ts";
import { combinations } from "./combinations.ts";

const source = (licence: string, index = 0): LicensedSource => ({
  title: `Title ${index} of ${licence}`,
  url: `https://example.org/${index}/${encodeURIComponent(licence)}`,
  licence,
  proved: true,
});
const combine = (...licences: string[]) => combineLicences(licences.map(source));
const rank = (licences: readonly string[]) => licenceClasses.indexOf(combine(...licences).class);

test("the labelled suite is large enough", () => expect(combinations.length).toBeGreaterThanOrEqual(60));

test.each(combinations)("$sources makes $expect", ({ sources, expect: expected, class: kind }) => {
  const verdict = combine(...sources);
  if (typeof expected === "string") {
    expect(verdict).toMatchObject({ licence: expected, class: kind, refusals: [] });
    expect(classAllowed(verdict.class, "any")).toBe(true);
  } else {
    expect(verdict.class).toBe("refused");
    expect(verdict.refusals.map(({ rule }) => rule)).toContain(expected.refused);
    for (const policy of licencePolicies.slice(0, 3)) expect(classAllowed(verdict.class, policy)).toBe(false);
  }
});

test("a refusal names the two sources in conflict, and no bystander", () => {
  const { refusals } = combineLicences([
    { title: "Acid", url: "https://a.example/acid", licence: "CC-BY-SA-4.0", proved: true },
    { title: "Salt", url: "https://a.example/salt", licence: "CC-BY-4.0", proved: true },
    { title: "Base", url: "https://b.example/base", licence: "CC-BY-NC-4.0", proved: true },
  ]);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]!.sources.map(({ title, url, licence }) => [title, url, licence]).sort()).toEqual([
    ["Acid", "https://a.example/acid", "CC-BY-SA-4.0"],
    ["Base", "https://b.example/base", "CC-BY-NC-4.0"],
  ]);
});

test("a licence that is only claimed is unknown, and the refusal still says what was claimed", () => {
  const { class: kind, refusals } = combineLicences([{ ...source("CC-BY-4.0"), proved: false }]);
  expect(kind).toBe("refused");
  expect(refusals).toMatchObject([{ rule: "unknown", sources: [{ licence: "CC-BY-4.0" }] }]);
});

test("a result states what whoever passes it on must do", () => {
  const kinds = (...licences: string[]) =>
    combine(...licences).obligations.map(({ kind, licence }) => `${kind} ${licence}`);
  expect(kinds("CC0-1.0")).toEqual([]);
  expect(kinds("CC-BY-3.0", "CC-BY-SA-4.0", "MIT")).toEqual([
    "attribution CC-BY-3.0",
    "attribution CC-BY-SA-4.0",
    "share-alike CC-BY-SA-4.0",
    "attribution MIT",
    "notice MIT",
  ]);
  expect(kinds("CC-BY-NC-4.0")).toContain("non-commercial CC-BY-NC-4.0");
});

const known = [...new Set(combinations.flatMap(({ sources }) => sources))];
const plain = known.filter((licence) => !/ OR /.test(licence));
const anyLicence = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const some = fc.array(anyLicence, { maxLength: 5 });

describe("laws", () => {
  test("order does not matter", () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (licences, keys) => {
        const shuffled = licences.map((one) => [keys.next().value, one] as const).sort((a, b) => a[0] - b[0]);
        const { licence, class: kind, obligations } = combine(...shuffled.map(([, one]) => one));
        expect({ licence, kind, obligations }).toEqual({
          licence: combine(...licences).licence,
          kind: combine(...licences).class,
          obligations: combine(...licences).obligations,
        });
      }),
    );
  });
  test("repetition does not matter", () => {
    fc.assert(
      fc.property(some, (licences) => {
        const twice = combine(...licences, ...licences);
        expect([twice.licence, twice.class]).toEqual([combine(...licences).licence, combine(...licences).class]);
      }),
    );
  });
  test("a further source never loosens the result", () => {
    fc.assert(
      fc.property(some, anyLicence, (licences, more) => {
        expect(rank([...licences, more])).toBeGreaterThanOrEqual(rank(licences));
      }),
    );
  });
  test("without choices a result may stand for its sources", () => {
    const of = fc.array(fc.constantFrom(...plain), { maxLength: 4 });
    fc.assert(
      fc.property(
        of.filter((one) => one.length > 0),
        of,
        (first, then) => {
          const direct = combine(...first, ...then);
          const stepwise = combine(combine(...first).licence, ...then);
          expect(stepwise.class).toBe(direct.class);
          if (direct.class !== "refused") expect(stepwise.licence).toBe(direct.licence);
        },
      ),
      { numRuns: 1_000 },
    );
  });
  test("with choices a result that stands for its sources is never freer", () => {
    fc.assert(
      fc.property(some, some, (first, then) => {
        expect(rank([combine(...first).licence, ...then])).toBeGreaterThanOrEqual(rank([...first, ...then]));
      }),
      { numRuns: 1_000 },
    );
  });
  test("each policy allows what the one before it allows", () => {
    for (const kind of licenceClasses) {
      const allowed = licencePolicies.map((policy) => classAllowed(kind, policy));
      expect(allowed).toEqual([...allowed].sort());
    }
    expect(classAllowed("refused", "any")).toBe(false);
    expect(classAllowed("share-alike", "permissive")).toBe(false);
    expect(classAllowed("non-commercial", "sharealike")).toBe(false);
  });
  test("a result is an expression that can be read again", () => {
    fc.assert(
      fc.property(some, (licences) => {
        const { class: kind, licence } = combine(...licences);
        if (kind !== "refused") expect(parseExpression(licence), licence).toBeDefined();
      }),
    );
  });
});

test("an expression that could take for ever is read at once or counts as unknown", () => {
  const choices = Array.from({ length: 40 }, (_, i) => (i % 2 ? "(MIT OR GPL-2.0-only)" : "(ISC OR CC-BY-4.0)"));
  expect(combine(choices.join(" AND ")).class).toBe("permissive");
  expect(combine(`${"(".repeat(3_000)}MIT${")".repeat(3_000)}`).class).toBe("refused");
  expect(
    combine(...Array.from({ length: 30 }, (_, i) => `LicenseRef-${i} OR MIT OR Apache-2.0 OR CC-BY-4.0`)).class,
  ).toBe("permissive");
});

test.each([
  ["offline/expert", "none", "offline"],
  ["gemini/gemini-2.5-flash", "known", "gemini"],
  ["openai/gpt-4o", "known", "openai"],
  ["anthropic/claude-sonnet-4-5", "known", "anthropic"],
  ["local/Llama-3-8B", "known", "llama-2-3"],
  ["local/llama-3.1-70b-instruct", "known", "llama"],
  ["local/Llama-4-Scout", "known", "llama"],
  ["local/gemma-2-9b", "known", "gemma"],
  ["local/gemma-7", "unknown", "gemma-other"],
  ["local/qwen2.5-72b-instruct", "known", "qwen-licence"],
  ["local/qwen3-8b", "unknown", "qwen"],
  ["local/mixtral-8x7b", "unknown", "mistral"],
  ["local/deepseek-r1-distill-llama-8b", "unknown", "deepseek-distilled"],
  ["openai/gpt-oss-20b", "unknown", "gpt-oss"],
  ["somebody/else", "unknown", "unknown"],
])("terms for the output of %s are %s", (model, standing, family) => {
  expect(providerTerms(model)).toMatchObject({ standing, family });
});
