import { mediawiki } from "../mediawiki.ts";

/** English Wikipedia, by the Action API. */
export const wikipedia = mediawiki({
  name: "wikipedia",
  title: "Wikipedia",
  host: "en.wikipedia.org",
  authors: "Wikipedia contributors",
  enabledByDefault: true,
  domains: [],
  probe: "Stoichiometry",
});
