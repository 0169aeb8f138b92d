import { type Emulation, holds, json, made, text } from "./emulation.ts";

const license = (URL: string, version = "vor", start = "2021-01-01T00:00:00Z") => ({
  URL,
  "content-version": version,
  start: { "date-time": start },
  "delay-in-days": 0,
});
const by = "https://creativecommons.org/licenses/by/4.0/";

const works = [
  { DOI: "10.26434/chemrxiv-2021-0jdzw", title: "Catalysis by whiffles", license: [license(by)] },
  {
    DOI: "10.26434/chemrxiv-2021-later",
    title: "Catalysis that is not free yet",
    license: [license(by, "vor", "2090-01-01T00:00:00Z")],
  },
  { DOI: "10.26434/chemrxiv-2021-mined", title: "Catalysis for mining", license: [license(by, "tdm")] },
].map((work) => ({
  ...work,
  title: [work.title],
  author: [{ given: "Ann", family: "Nobody", sequence: "first" }],
  posted: { "date-parts": [[2021, 5, 6]] },
  abstract: `<jats:title>Abstract</jats:title><jats:p>${made(work.title, "The catalysis takes a minute of the tests.")}</jats:p>`,
}));

export const chemrxiv: Emulation = {
  hosts: {
    "api.crossref.org": (url, response) => {
      const doi = /^\/works\/(.+)$/.exec(decodeURIComponent(url.pathname))?.[1];
      if (doi !== undefined) {
        const message = works.find(({ DOI }) => DOI === doi);
        return message
          ? json(response, { status: "ok", message })
          : text(response, "text/plain", "Resource not found.", 404);
      }
      const query = url.searchParams.get("query") ?? "";
      const items = works.filter(({ title, abstract }) => holds(`${title[0]} ${abstract}`, query));
      json(response, { status: "ok", message: { items: items.slice(0, Number(url.searchParams.get("rows"))) } });
    },
  },
  facts: {
    query: "catalysis whiffles",
    id: "10.26434/chemrxiv-2021-0jdzw",
    absentQuery: "zzyzx qwfpgj",
    absentId: "10.26434/chemrxiv-2021-absent",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://doi.org/10.26434/",
  },
};
