import { articles, contentOf } from "./articles.ts";
import { type Emulation, holds, json, made, text } from "./emulation.ts";

const papers = articles
  .filter(({ pmcid }) => pmcid !== null)
  .map((article, index) => ({
    paperId: index.toString(16).padStart(40, "0"),
    title: article.title,
    abstract: article.abstract,
    isOpenAccess: true,
    externalIds: { PubMedCentral: article.id },
    content: contentOf(article),
  }));
const atArxiv = {
  paperId: "f".repeat(40),
  title: "A whiffle at arXiv",
  abstract: null,
  isOpenAccess: true,
  externalIds: { ArXiv: "2401.01230" },
  content: "whiffle arxiv enzyme",
};

/** Leads to the articles of Europe PMC's stand-in. */
export const semanticScholar: Emulation = {
  hosts: {
    "api.semanticscholar.org": (url, response) => {
      const all = [...papers, atArxiv];
      if (url.pathname === "/graph/v1/paper/search") {
        const data = all.filter(({ content }) => holds(content, url.searchParams.get("query") ?? ""));
        return json(response, { total: data.length, data });
      }
      const found = all.find(({ paperId }) => url.pathname === `/graph/v1/paper/${paperId}`);
      found ? json(response, found) : text(response, "application/json", '{"error":"Paper not found"}', 404);
    },
  },
  facts: {
    query: "enzyme kinetics whiffle",
    id: "0".repeat(40),
    absentQuery: "zzyzx qwfpgj",
    absentId: "e".repeat(40),
    spdx: "CC-BY-4.0",
    urlPrefix: "https://doi.org/10.1371/",
  },
};

/** DOIs that Crossref's stand-in knows. */
const proved = "10.26434/chemrxiv-2021-0jdzw";

const listed = [
  { id: "0".repeat(32), title: "Education of whiffles", doi: proved, license: "CC BY" },
  { id: "1".repeat(32), title: "Education without a DOI", doi: undefined, license: "CC BY" },
].map(({ id, title, doi, license }) => ({
  id,
  bibjson: {
    title,
    abstract: made(title, "Whiffles learn by turning."),
    year: "2023",
    month: "4",
    author: [{ name: "Ann Nobody" }],
    identifier: doi ? [{ type: "doi", id: doi }] : [],
    journal: { title: "Tests", license: [{ type: license }] },
  },
}));

export const doaj: Emulation = {
  hosts: {
    "doaj.org": (url, response) => {
      const query = /^\/api\/search\/articles\/(.+)$/.exec(url.pathname)?.[1];
      if (query) {
        const results = listed.filter(({ bibjson }) =>
          holds(`${bibjson.title} ${bibjson.abstract}`, decodeURIComponent(query)),
        );
        return json(response, {
          total: results.length,
          results: results.slice(0, Number(url.searchParams.get("pageSize"))),
        });
      }
      const found = listed.find(({ id }) => url.pathname === `/api/articles/${id}`);
      found ? json(response, found) : text(response, "application/json", "{}", 404);
    },
  },
  facts: {
    query: "education whiffles",
    id: "0".repeat(32),
    absentQuery: "zzyzx qwfpgj",
    absentId: "9".repeat(32),
    spdx: "CC-BY-4.0",
    urlPrefix: "https://doi.org/10.26434/",
  },
};

const works = [
  { id: 1, title: "Education of a whiffle in full", doi: proved },
  { id: 2, title: "Education without proof", doi: null },
].map((work) => ({
  ...work,
  abstract: made(work.title, "In short."),
  fullText: `${made(work.title, "In full.")}\n\n${made("Its second part", "At length.")}`,
  authors: [{ name: "Ann Nobody" }],
  publishedDate: "2022-03-04T00:00:00",
}));

export const core: Emulation = {
  hosts: {
    "api.core.ac.uk": (url, response) => {
      if (url.pathname === "/v3/search/works") {
        const results = works.filter(({ title, fullText }) =>
          holds(`${title} ${fullText}`, url.searchParams.get("q") ?? ""),
        );
        return json(response, {
          totalHits: results.length,
          results: results.slice(0, Number(url.searchParams.get("limit"))),
        });
      }
      const found = works.find(({ id }) => url.pathname === `/v3/works/${id}`);
      found ? json(response, found) : text(response, "application/json", "{}", 404);
    },
  },
  facts: {
    query: "education whiffle",
    id: "1",
    absentQuery: "zzyzx qwfpgj",
    absentId: "99",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://doi.org/10.26434/",
  },
};

const book = (slug: string, title: string, licence: string, url: string) => ({
  title,
  license_name: licence,
  license_url: url,
  publish_date: "2019-02-14",
  webview_rex_link: `https://openstax.org/books/${slug}/pages/1-introduction`,
  authors: [{ value: { name: "Ann Nobody" } }],
});
const books = [
  book(
    "chemistry-2e",
    "Chemistry of whiffles",
    "Creative Commons Attribution License",
    "https://creativecommons.org/licenses/by/4.0/",
  ),
  book(
    "chemistry-3e",
    "Chemistry for nobody",
    "Creative Commons Attribution-NonCommercial-ShareAlike License",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
  ),
  book(
    "chemistry-4e",
    "Chemistry reserved",
    "Creative Commons Attribution License",
    "https://creativecommons.org/licenses/by/4.0/",
  ),
];

export const openstax: Emulation = {
  hosts: {
    "openstax.org": (url, response) => {
      if (url.pathname === "/apps/cms/api/v2/pages") return json(response, { items: books });
      const slug = /^\/books\/([\w-]+)\/pages\/1-introduction$/.exec(url.pathname)?.[1];
      const found = books.find(({ webview_rex_link }) => webview_rex_link.includes(`/${slug}/`));
      if (!found) return text(response, "text/html", "<h1>Not found</h1>", 404);
      const reserved =
        slug === "chemistry-4e" ? "<p>This book may not be used to train large language models.</p>" : "";
      text(
        response,
        "text/html",
        `<!doctype html><html lang="en"><head><title>Introduction</title></head><body><main><h1>Introduction</h1><p>${made(found.title, "A whiffle is made of tests.")}</p><p>${made("Its next paragraph", "Tests are made of whiffles.")}</p>${reserved}</main></body></html>`,
      );
    },
  },
  facts: {
    query: "chemistry of whiffles",
    id: "/books/chemistry-2e/pages/1-introduction",
    absentQuery: "zzyzx qwfpgj",
    absentId: "/books/absent/pages/1-introduction",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://openstax.org/books/chemistry-2e/",
  },
};
