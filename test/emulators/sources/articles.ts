import { made } from "./emulation.ts";

/** A made-up article of the life sciences, as several services give it. */
export interface Article {
  pmcid: string | null;
  /** Number at Europe PMC. */
  id: string;
  source: "MED" | "PPR";
  publisher: string;
  doi: string;
  title: string;
  authors: [given: string, family: string][];
  date: [year: string, month: string, day: string];
  /** As the record says; null where it says nothing. */
  license: string | null;
  /** The permissions element of the article itself. */
  permissions: string;
  /** False: the record is there, the full text is not. */
  full: boolean;
  retracted?: boolean;
  abstract: string;
}

const permissionsOf = (url: string, prose: string): string =>
  `<permissions><copyright-year>2024</copyright-year><license xlink:href="${url}"><ali:license_ref>${url}</ali:license_ref><license-p>${prose}</license-p></license></permissions>`;
const by = permissionsOf("https://creativecommons.org/licenses/by/4.0/", "This article is licensed under CC BY 4.0.");
const nonCommercial = permissionsOf("https://creativecommons.org/licenses/by-nc/4.0/", "Licensed under CC BY-NC 4.0.");

const article = (own: Partial<Article> & Pick<Article, "id" | "title">): Article => ({
  pmcid: `PMC${own.id}`,
  source: "MED",
  publisher: "Tests Press",
  doi: `10.1371/journal.pone.${own.id}`,
  authors: [
    ["Ann", "Nobody"],
    ["Bo", "Someone"],
  ],
  date: ["2024", "03", "09"],
  license: "cc by",
  permissions: by,
  full: true,
  abstract: made(own.title, "In short, the whiffle turns."),
  ...own,
});

export const articles: readonly Article[] = [
  article({ id: "3258128", title: "Enzyme kinetics of the whiffle" }),
  article({ id: "0000217", title: "An enzyme that whiffles at rest" }),
  article({
    id: "7000001",
    title: "Whiffle ohne Rechte: größer, 数学",
    license: "cc by-nc",
    permissions: nonCommercial,
  }),
  article({ id: "7000002", title: "Whiffles in conflict", license: "cc by", permissions: nonCommercial }),
  article({ id: "7000003", title: "Whiffles without a licence", license: null, permissions: "<permissions/>" }),
  article({ id: "7000004", title: "Whiffles retracted", retracted: true }),
  article({ id: "7000005", title: "Whiffles in the abstract only", full: false }),
  ...(["bioRxiv", "medRxiv"] as const).map((publisher, index) =>
    article({
      id: `PPR10000${index}`,
      pmcid: null,
      source: "PPR",
      publisher,
      doi: `10.1101/2024.01.0${index + 1}.000001`,
      title: `Protein folding of whiffles at ${publisher}`,
    }),
  ),
  article({
    id: "PPR100007",
    pmcid: null,
    source: "PPR",
    publisher: "bioRxiv",
    doi: "10.1101/2024.01.07.000001",
    title: "Protein folding nobody may reuse",
    license: null,
    permissions: "<permissions/>",
    full: false,
  }),
];

/** The article in JATS, with things in it that are no prose. */
export function jatsOf({ title, authors, date, permissions, abstract, doi }: Article, addendum = ""): string {
  const escaped = addendum.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const further = escaped.split("\n\n").map((paragraph) => `<p>${paragraph}</p>`);
  const contributors = authors
    .map(
      ([given, family]) =>
        `<contrib contrib-type="author"><name><surname>${family}</surname><given-names>${given}</given-names></name></contrib>`,
    )
    .join("");
  const [year, month, day] = date;
  return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.3//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/" article-type="research-article" xml:lang="en"><front><article-meta>
<article-id pub-id-type="doi">${doi}</article-id><title-group><article-title>${title}</article-title></title-group><contrib-group>${contributors}</contrib-group>
<pub-date pub-type="epub"><day>${day}</day><month>${month}</month><year>${year}</year></pub-date>${permissions}<abstract><p>${abstract}</p></abstract></article-meta></front>
<body><sec><title>Introduction</title><p>${made("The introduction", "Whiffles have a rate that the enzyme sets, and it is measured in turns per minute.")}<xref ref-type="bibr" rid="r1">1</xref></p></sec>
<sec><title>Results</title><p>${made("The result", "The rate is three times the square of the concentration, in the units of the article.")}</p><fig><caption><p>A figure that is no prose.</p></caption></fig></sec>${addendum === "" ? "" : `<sec><title>Further</title>${further.join("")}</sec>`}</body>
<back><ref-list><ref id="r1"><mixed-citation>Nobody, N. (1900). On nothing.</mixed-citation></ref></ref-list></back></article>`;
}

export const contentOf = ({ title, abstract }: Article): string => `${title} ${abstract} whiffle rate enzyme`;
