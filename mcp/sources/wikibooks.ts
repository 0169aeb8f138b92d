import { mediawiki } from "../mediawiki.ts";

/** English Wikibooks: textbooks. */
export const wikibooks = mediawiki({
  name: "wikibooks",
  title: "Wikibooks",
  host: "en.wikibooks.org",
  authors: "Wikibooks contributors",
  enabledByDefault: false,
  domains: [],
  probe: "General Chemistry",
});
