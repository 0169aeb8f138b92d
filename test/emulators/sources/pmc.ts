import { articles, contentOf, jatsOf } from "./articles.ts";
import { type Emulation, holds, json, text } from "./emulation.ts";

const subset = articles.filter(({ pmcid }) => pmcid !== null);

/** NCBI's E-utilities over the same articles. */
export const pmc: Emulation = {
  hosts: {
    "eutils.ncbi.nlm.nih.gov": (url, response) => {
      const parameters = url.searchParams;
      if (url.pathname.endsWith("/esearch.fcgi")) {
        const query = (parameters.get("term") ?? "").replace(/ AND open access\[filter\]$/, "");
        const found = subset.filter((article) => holds(contentOf(article), query));
        const idlist = found.slice(0, Number(parameters.get("retmax"))).map(({ id }) => id);
        return json(response, { esearchresult: { count: String(found.length), idlist } });
      }
      const ids = (parameters.get("id") ?? "").split(",");
      const asked = subset.filter(({ id }) => ids.includes(id));
      if (url.pathname.endsWith("/esummary.fcgi")) {
        const summaries = asked.map(({ id, title }) => [id, { uid: id, title, fulljournalname: "Tests of assay" }]);
        return json(response, { result: { uids: ids, ...Object.fromEntries(summaries) } });
      }
      const body = asked.map((article) =>
        jatsOf(article)
          .replace(/^<\?xml[^>]*>\s*<!DOCTYPE[^>]*>\s*/, "")
          .replace("research-article", article.retracted ? "retraction" : "research-article"),
      );
      const set = `<?xml version="1.0" ?><!DOCTYPE pmc-articleset PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" "x.dtd"><pmc-articleset>${body.join("")}</pmc-articleset>`;
      text(response, "text/xml; charset=UTF-8", set);
    },
  },
  facts: {
    query: "enzyme kinetics",
    id: "PMC3258128",
    absentQuery: "zzyzx qwfpgj",
    absentId: "PMC99999999",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://pmc.ncbi.nlm.nih.gov/articles/PMC3258128/",
  },
};
