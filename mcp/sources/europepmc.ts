import { defineSource } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { articleClaims, europepmcHost, readArticle, searchArticles } from "../europepmc.ts";

/** Open-access articles of the life sciences and beyond, in full text as JATS. Ids are PMC numbers. */
export const europepmc = defineSource({
  name: "europepmc",
  title: "Europe PMC",
  homepage: "https://europepmc.org",
  terms: "Each article has a licence of its own; only open-access ones are searched.",
  priority: 2,
  enabledByDefault: true,
  offline: false,
  hosts: [europepmcHost],
  // About ten a second (sources.md, 3.2); half of it is polite.
  limits: { group: "europepmc", minGapMs: 200, concurrency: 4 },
  domains: ["biology", "medicine", "chemistry", "health", "pharmacology"],
  probe: { id: "PMC3258128", query: "enzyme kinetics" },
  search: ({ query, limit }, context) => searchArticles(query, limit, "OPEN_ACCESS:y", context),
  fetch: readArticle,
  licence: (_id, document, context) => articleClaims(document.id, context),
  attribution: (document, verdict) => attribute(document, verdict),
});
