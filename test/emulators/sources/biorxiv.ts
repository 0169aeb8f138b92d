import { articles } from "./articles.ts";
import { type Emulation, json } from "./emulation.ts";

/** The details of bioRxiv and medRxiv; search and text come from Europe PMC's stand-in. */
const details: Emulation["hosts"] = {
  "api.biorxiv.org": (url, response) => {
    const [, server, doi] = /^\/details\/(\w+)\/(10\.\d+\/[^/]+)\/na\/json$/.exec(url.pathname) ?? [];
    const article = articles.find((one) => one.doi === doi && one.publisher.toLowerCase() === server);
    if (!article) return json(response, { messages: [{ status: "no posts found" }], collection: [] });
    const version = (number: string) => ({
      doi: article.doi,
      title: article.title,
      authors: article.authors.map(([given, family]) => `${family}, ${given[0]}.`).join("; "),
      date: article.date.join("-"),
      version: number,
      type: "new results",
      license: article.license ? "cc_by" : "cc_no",
      abstract: article.abstract,
      server,
    });
    json(response, { messages: [{ status: "ok" }], collection: [version("1"), version("2")] });
  },
};

const facts = (name: string, id: string): Emulation["facts"] => ({
  query: "protein folding",
  id,
  absentQuery: "zzyzx qwfpgj",
  absentId: "PPR:PPR999999",
  spdx: "CC-BY-4.0",
  urlPrefix: `https://www.${name}.org/content/10.1101/`,
});

export const biorxiv: Emulation = { hosts: details, facts: facts("biorxiv", "PPR:PPR100000") };
export const medrxiv: Emulation = { hosts: details, facts: facts("medrxiv", "PPR:PPR100001") };
