import { mediawiki } from "../mediawiki.ts";

/** English Wikiversity: courses and exercises. */
export const wikiversity = mediawiki({
  name: "wikiversity",
  title: "Wikiversity",
  host: "en.wikiversity.org",
  authors: "Wikiversity contributors",
  enabledByDefault: false,
  domains: [],
  probe: "Chemistry",
});
