import { articles, contentOf, jatsOf } from "./articles.ts";
import { type Emulation, holds, json, text } from "./emulation.ts";

const own = articles.filter(({ doi }) => doi.startsWith("10.1371/"));

export const plos: Emulation = {
  hosts: {
    "api.plos.org": (url, response) => {
      const asked = (url.searchParams.get("q") ?? "").split(" AND ").map((part) => part.replace(/^everything:/, ""));
      const docs = own
        .filter((article) => asked.every((word) => holds(contentOf(article), word)))
        .slice(0, Number(url.searchParams.get("rows")))
        .map(({ doi, title, abstract }) => ({
          id: doi,
          title_display: `<i>${title}</i>`,
          abstract: [`\n${abstract}`],
        }));
      json(response, { response: { numFound: docs.length, start: 0, docs } });
    },
    "journals.plos.org": (url, response) => {
      const article = own.find(({ doi }) => doi === url.searchParams.get("id"));
      if (url.pathname !== "/plosone/article/file" || !article) return text(response, "text/html", "<h1>No</h1>", 404);
      text(response, "application/xml", jatsOf(article));
    },
  },
  facts: {
    query: "enzyme whiffles rest",
    id: "10.1371/journal.pone.0000217",
    absentQuery: "zzyzx qwfpgj",
    absentId: "10.1371/journal.pone.9999999",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://journals.plos.org/plosone/article?id=10.1371",
  },
};
