import { type Article, articles, contentOf, jatsOf } from "./articles.ts";
import { type Emulation, holds, json, text } from "./emulation.ts";

const record = (article: Article) => ({
  id: article.id,
  source: article.source,
  ...(article.pmcid ? { pmcid: article.pmcid } : {}),
  doi: article.doi,
  title: `${article.title}.`,
  authorString: `${article.authors.map(([given, family]) => `${family} ${given[0]}`).join(", ")}.`,
  firstPublicationDate: article.date.join("-"),
  isOpenAccess: "Y",
  ...(article.license ? { license: article.license } : {}),
  abstractText: `<h4>Abstract</h4><p>${article.abstract}</p>`,
  pubTypeList: { pubType: article.retracted ? ["Retracted Publication"] : ["research-article"] },
});

function find(query: string): Article[] {
  const [, field, value] = /^(PMCID|DOI|EXT_ID):"?([^"\s]+)/.exec(query) ?? [];
  if (field === "PMCID") return articles.filter(({ pmcid }) => pmcid === value);
  if (field === "DOI") return articles.filter(({ doi }) => doi === value);
  if (field === "EXT_ID") return articles.filter(({ id, source }) => id === value && query.endsWith(`SRC:${source}`));
  const [, sought = "", restriction = ""] = /^\((.*)\) AND (.*)$/.exec(query) ?? [];
  const publisher = /PUBLISHER:"([^"]+)"/.exec(restriction)?.[1];
  const any = sought.includes(" OR ");
  return articles
    .filter((article) => (publisher ? article.publisher === publisher : article.source === "MED"))
    .filter((article) => {
      const words = sought.split(/ AND | OR /);
      return any
        ? words.some((word) => holds(contentOf(article), word))
        : words.every((word) => holds(contentOf(article), word));
    });
}

/** Europe PMC's search and full text; the preprint servers use it too. */
export const europepmc: Emulation = {
  hosts: {
    "www.ebi.ac.uk": (url, response, state) => {
      const full = /\/rest\/(\w+)\/fullTextXML$/.exec(url.pathname)?.[1];
      if (full) {
        const article = articles.find(({ pmcid, id }) => pmcid === full || id === full);
        return article?.full
          ? text(response, "application/xml", jatsOf(article, state.addendum))
          : text(response, "text/html", "<h1>Not found</h1>", 404);
      }
      const found = find(url.searchParams.get("query") ?? "");
      const result = found.slice(0, Number(url.searchParams.get("pageSize"))).map(record);
      json(response, { version: "6.9", hitCount: found.length, resultList: { result } });
    },
  },
  facts: {
    query: "enzyme kinetics whiffle",
    id: "PMC3258128",
    absentQuery: "zzyzx qwfpgj",
    absentId: "PMC99999999",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://doi.org/10.1371/",
  },
};
