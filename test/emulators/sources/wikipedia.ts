import { type Emulation, type HostHandler, json } from "./emulation.ts";
import { faults } from "./faults.ts";

interface Article {
  title: string;
  revid: number;
  extract: string;
  disambiguation?: boolean;
}

const paragraph = (topic: string, sentence: string): string =>
  `${topic} is written for the tests of assay and says nothing of the world. ${sentence}`;

/** TextExtracts gives a formula as indented MathML lines followed by its TeX. */
const formula =
  "The made-up law is\n\n  \n    \n      \n        W\n        =\n        3\n        \n          v\n          \n            2\n          \n        \n      \n    \n    {\\displaystyle W=3v^{2}}\n  \n, where v is the whiffle rate.";

const articles: Article[] = [
  {
    title: "Whiffle rate",
    revid: 1001,
    extract: [
      paragraph("The whiffle rate", "It counts how often a whiffle turns in one minute, measured in turns per minute."),
      "== Law ==",
      formula,
      "=== Example ===",
      "A whiffle that turns at a rate of 4 has the work W = 48, for 3 times 16 is 48 in the units of the example.",
      "== See also ==",
      "Snark number",
      "== References ==",
      "Nobody, N. (1900). On nothing.",
    ].join("\n"),
  },
  {
    title: "Snark number",
    revid: 1002,
    extract: `${paragraph("The snark number", "Ein Satz mit Umlauten: größer, schöner; 数学は楽しい。α → β, e\u0301 zusammengesetzt.")}\n${"It goes on and on about the snark and its number, which is never twice the same. ".repeat(40).trim()}`,
  },
  {
    title: "Long whiffle",
    revid: 1003,
    extract: `${"A long paragraph of the long whiffle 😀 for the paging of texts. ".repeat(60).trim()}\n`.repeat(60),
  },
  {
    title: "Whiffle",
    revid: 1004,
    extract: "Whiffle may refer to many things that are written for tests.",
    disambiguation: true,
  },
  ...["Stoichiometry", "General Chemistry", "Chemistry"].map((title, index) => ({
    title,
    revid: 1006 + index,
    extract: paragraph(title, "In chemistry it answers the health check of the source."),
  })),
  { title: "Empty whiffle", revid: 1005, extract: "" },
  ...Object.keys(faults).map((name, index) => ({
    title: `Fault ${name}`,
    revid: 2000 + index,
    extract: paragraph(`The fault ${name}`, "After the fault the article comes as it should."),
  })),
];
const redirects: Record<string, string> = { "Rate of whiffles": "Whiffle rate" };

function page(article: Article, extract: string, index?: number): unknown {
  return {
    pageid: article.revid,
    ns: 0,
    title: article.title,
    ...(index === undefined ? {} : { index }),
    extract,
    ...(article.disambiguation ? { pageprops: { disambiguation: "" } } : {}),
    revisions: [{ revid: article.revid, parentid: 1, timestamp: "2026-05-04T03:02:01Z" }],
  };
}

const handler: HostHandler = (url, response, state) => {
  const parameters = url.searchParams;
  if (url.pathname !== "/w/api.php" || parameters.get("action") !== "query") return void response.writeHead(404).end();
  if (parameters.get("meta") === "siteinfo") return json(response, { query: { rightsinfo: state.wikiRights } });
  if (parameters.get("generator") === "search") {
    const query = parameters.get("gsrsearch") ?? "";
    if (query.includes("maxlag")) {
      const error = { code: "maxlag", info: "Waiting for a database: 7 seconds lagged.", lag: 7 };
      return json(response, { error }, { "retry-after": "5", "mediawiki-api-error": "maxlag" });
    }
    if (query.includes("bad request")) {
      return json(
        response,
        { error: { code: "badvalue", info: "Unrecognized value." } },
        { "mediawiki-api-error": "badvalue" },
      );
    }
    const words = query.toLowerCase().split(/\W+/).filter(Boolean);
    const found = articles.filter(({ title, extract }) =>
      words.every((word) => `${title} ${extract}`.toLowerCase().includes(word)),
    );
    if (found.length === 0) return json(response, { batchcomplete: true });
    const pages = found
      .slice(0, Number(parameters.get("gsrlimit")))
      .map((article, at) => page(article, article.extract.slice(0, 150), at + 1));
    // The API gives pages in any order; `index` has the rank.
    return json(response, { batchcomplete: true, query: { pages: pages.reverse() } });
  }
  const title = parameters.get("titles") ?? "";
  const article = articles.find((candidate) => candidate.title === (redirects[title] ?? title));
  const extract = [article?.extract, ...state.addendum.split("\n\n")].filter(Boolean).join("\n");
  const pages = [article ? page(article, extract) : { ns: 0, title, missing: true }];
  return json(response, { batchcomplete: true, query: { pages } });
};

const sister = (host: string): Emulation => ({
  hosts: { [host]: handler },
  facts: { ...wikipedia.facts, urlPrefix: `https://${host}/` },
});

export const wikipedia: Emulation = {
  hosts: { "en.wikipedia.org": handler },
  facts: {
    query: "whiffle rate",
    id: "Whiffle rate",
    absentQuery: "zzyzx qwfpgj",
    absentId: "No such whiffle",
    spdx: "CC-BY-SA-4.0",
    urlPrefix: "https://en.wikipedia.org/",
  },
};
export const wikibooks = sister("en.wikibooks.org");
export const wikiversity = sister("en.wikiversity.org");
