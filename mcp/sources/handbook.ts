import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource } from "../../schema/source.ts";
import type { HandbookEntry } from "../handbook/entry.ts";
import { handbook as entries } from "../handbook/index.ts";
import { best, createRanking, terms, weigh } from "../ranking.ts";
import { joinParagraphs } from "../text.ts";

/** Date of this edition of the handbook. Raise it when entries change; it is no clock, so that runs are reproducible. */
const edition = "2026-11-01";

const byId = new Map(entries.map((entry) => [entry.id, entry]));

/** Built at the first search: importing does no work. */
let ranking: ((query: string) => number[]) | undefined;

function rank(query: string): number[] {
  ranking ??= createRanking(
    entries.map((entry) =>
      weigh([
        [entry.title, 4],
        [entry.keywords.join(" "), 3],
        [entry.domain, 1],
        [entry.paragraphs.join(" "), 1],
      ]),
    ),
  );
  return ranking(query);
}

const domains = [...new Set(entries.map(({ domain }) => domain))].sort();

/**
 * Scores of the entries. Where the query names a domain that has something on it, other domains score nothing: an
 * equilibrium is one thing to chemists and another to geneticists.
 */
function scores(query: string): number[] {
  const asked = terms(query);
  const named = domains.filter((domain) => terms(domain).every((term) => asked.includes(term)));
  const all = rank(query);
  if (named.length === 0) return all;
  const names = new Set(named.flatMap(terms));
  const apart = rank(asked.filter((term) => !names.has(term)).join(" "));
  const inside = (index: number): boolean => named.includes(entries[index]!.domain);
  if (!apart.some((score, index) => score > 0 && inside(index))) return all;
  return all.map((score, index) => (inside(index) ? score : 0));
}

function urlOf(id: string): string {
  return `assay:handbook/${id}`;
}

function references(entry: HandbookEntry): string {
  return `References: ${entry.references.map(({ title, publisher, year, url }) => `${title} (${publisher}, ${year}), ${url}`).join("; ")}.`;
}

/** The offline handbook: self-written entries on facts from cited public references, dedicated to the public domain. */
export const handbook = defineSource({
  name: "handbook",
  title: "assay handbook",
  homepage: urlOf(""),
  terms: "Part of assay, dedicated to the public domain under CC0-1.0; no terms of service apply.",
  priority: 1,
  enabledByDefault: true,
  offline: true,
  hosts: [],
  limits: { group: "handbook", minGapMs: 0, concurrency: 64 },
  domains,
  probe: { id: "chemistry/stoichiometry", query: "mole ratio" },

  async search({ query, limit }) {
    return best(scores(query), limit).map((index) => {
      const entry = entries[index]!;
      return {
        id: entry.id,
        title: entry.title,
        url: urlOf(entry.id),
        snippet: entry.paragraphs[0]?.slice(0, 240) ?? "",
      };
    });
  },

  async fetch(id) {
    const entry = byId.get(id);
    if (!entry) throw new AssayError("source/not-found", `The handbook has no entry "${id}".`);
    const text = joinParagraphs([...entry.paragraphs, references(entry)]);
    return {
      id,
      url: urlOf(id),
      title: entry.title,
      authors: ["assay contributors"],
      published: edition,
      revision: edition,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: `${edition}T00:00:00.000Z`,
    };
  },

  async licence() {
    return [{ where: "licence-file", raw: "CC0-1.0", url: urlOf("LICENSE"), weight: "strong" }];
  },

  attribution(document, verdict) {
    return `"${document.title}", assay handbook (${document.url}), ${verdict.spdx}`;
  },
});
