import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { crossrefHost, findWork, findWorks, workAuthors, workClaims, workDate } from "../crossref.ts";
import { readFragment } from "../extract/fragment.ts";

/** DOIs of ChemRxiv: `10.26434/chemrxiv-2024-abcde`, since 2026 also `10.26434/chemrxiv.15000123/v1`. */
const doiPattern = /^10\.26434\/chemrxiv[\w./-]+$/;

/** ChemRxiv by its records at Crossref, for its own API turns clients away: title, abstract and licence. Ids are DOIs. */
export const chemrxiv = defineSource({
  name: "chemrxiv",
  title: "ChemRxiv",
  homepage: "https://chemrxiv.org",
  terms: "Each preprint has a licence of its own; only abstracts are read, from Crossref.",
  priority: 2,
  enabledByDefault: false,
  offline: false,
  hosts: [crossrefHost],
  limits: { group: "crossref", minGapMs: 200, concurrency: 2 },
  domains: ["chemistry"],
  probe: { id: "10.26434/chemrxiv-2021-0jdzw", query: "catalysis" },

  async search({ query, limit }, context) {
    const works = await findWorks(query.slice(0, 300), "prefix:10.26434,type:posted-content", limit, context);
    return Promise.all(
      works.map(async (work) => ({
        id: work.DOI.toLowerCase(),
        title: (work.title[0] ?? work.DOI).replace(/\s+/g, " "),
        url: `https://doi.org/${work.DOI}`,
        snippet: (await readFragment(work.abstract ?? "")).replace(/\s+/g, " ").slice(0, 300),
      })),
    );
  },

  async fetch(id, context) {
    if (!doiPattern.test(id)) throw new AssayError("source/not-found", `"${id}" is no DOI of ChemRxiv.`);
    const { work, accessed } = await findWork(id, context);
    if (work["updated-by"]?.some(({ type }) => /retract|withdraw/i.test(type))) {
      throw new AssayError("source/not-found", `The preprint ${id} was withdrawn.`);
    }
    const text = (await readFragment(work.abstract ?? "")).replace(/^Abstract\n\n/, "");
    if (text === "") throw new AssayError("source/not-found", `The preprint ${id} has no abstract at Crossref.`);
    return {
      id,
      url: `https://doi.org/${work.DOI}`,
      title: (work.title[0] ?? work.DOI).replace(/\s+/g, " "),
      authors: workAuthors(work),
      published: workDate(work),
      revision: null,
      language: "en",
      text,
      layer: "abstract",
      sha256: sha256(text),
      accessed,
    };
  },

  async licence(id, _document, context) {
    const { work, url } = await findWork(id, context);
    return workClaims(work, url, context.now());
  },

  attribution: (document, verdict) => attribute(document, verdict, "ChemRxiv"),
});
