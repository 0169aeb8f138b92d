import { type Emulation, holds, json, made, text } from "./emulation.ts";

const pages = [
  { path: "/vat-rates", title: "VAT rates of whiffles", more: "" },
  { path: "/foreign", title: "A page with pictures", more: "<p>Pictures © Somebody Else, all rights reserved.</p>" },
  { path: "/withdrawn", title: "An old page", more: "", withdrawn: true },
];

export const govUk: Emulation = {
  hosts: {
    "www.gov.uk": (url, response) => {
      if (url.pathname === "/api/search.json") {
        const found = pages.filter(({ title }) => holds(`${title} vat rates whiffle`, url.searchParams.get("q") ?? ""));
        const results = found.map(({ path, title }) => ({ title, link: path, description: made(title, "In short.") }));
        return json(response, {
          results: results.slice(0, Number(url.searchParams.get("count"))),
          total: results.length,
        });
      }
      const page = pages.find(({ path }) => url.pathname === `/api/content${path}`);
      if (!page) return text(response, "application/json", "{}", 404);
      json(response, {
        title: page.title,
        base_path: page.path,
        public_updated_at: "2026-04-05T06:07:08.000+00:00",
        locale: "en",
        ...(page.withdrawn ? { withdrawn_notice: { explanation: "Old." } } : {}),
        details: {
          body: `<p>${made(page.title, "The rate of a whiffle is three in the hundred.")}</p>${page.more}`,
          parts: [
            {
              title: "More",
              body: [{ content_type: "text/html", content: `<p>${made("A part", "It has more.")}</p>` }],
            },
          ],
        },
        links: { organisations: [{ title: "HM Tests" }] },
      });
    },
  },
  facts: {
    query: "vat rates",
    id: "/vat-rates",
    absentQuery: "zzyzx qwfpgj",
    absentId: "/absent",
    spdx: "OGL-UK-3.0",
    urlPrefix: "https://www.gov.uk/vat-rates",
  },
};

const rule = {
  document_number: "2023-00001",
  title: "Rule on the environment of whiffles",
  html_url: "https://www.federalregister.gov/documents/2023/01/02/2023-00001/whiffles",
  abstract: made("The rule", "It rules whiffles."),
  publication_date: "2023-01-02",
  raw_text_url: "https://www.federalregister.gov/documents/full_text/text/2023/01/02/2023-00001.txt",
  agencies: [{ name: "Tests Agency" }],
};

export const federalRegister: Emulation = {
  hosts: {
    "www.federalregister.gov": (url, response) => {
      if (url.pathname === "/api/v1/documents.json") {
        const found = holds(`${rule.title} ${rule.abstract}`, url.searchParams.get("conditions[term]") ?? "");
        return json(response, { count: found ? 1 : 0, results: found ? [rule] : [] });
      }
      if (url.pathname === "/api/v1/documents/2023-00001.json") return json(response, rule);
      if (url.pathname.endsWith("2023-00001.txt")) {
        return text(
          response,
          "text/plain; charset=utf-8",
          `<html><body><pre>\n[[Page 12]]\n\nSUMMARY: ${made("The rule", "Whiffles may turn\nat most three times a minute.")}\n\n    ${made("Its second part", "They rest at night.")}\n</pre></body></html>`,
        );
      }
      text(response, "application/json", "{}", 404);
    },
  },
  facts: {
    query: "environment whiffles",
    id: "2023-00001",
    absentQuery: "zzyzx qwfpgj",
    absentId: "2023-99999",
    spdx: "LicenseRef-US-Gov-PD",
    urlPrefix: "https://www.federalregister.gov/documents/2023/",
  },
};

const report = (id: number, title: string, determinationType: string, third = "NOT_SET") => ({
  id,
  title,
  abstract: made(title, "An orbit of whiffles."),
  publications: [{ publicationDate: "1967-01-01T00:00:00" }],
  authorAffiliations: [{ meta: { author: { name: "Nobody, Ann" } } }],
  copyright: { determinationType, thirdPartyContentCondition: third },
  downloads: id === 19670010532 ? [{ links: { fulltext: `/api/citations/${id}/downloads/${id}.txt` } }] : [],
});
const reports = [
  report(19670010532, "Orbit of a whiffle", "GOV_PUBLIC_USE_PERMITTED"),
  report(19670010533, "Orbit with pictures", "GOV_PUBLIC_USE_PERMITTED", "THIRD_PARTY_CONTENT"),
  report(19670010534, "Orbit of a contractor", "OTHER"),
];

export const nasaNtrs: Emulation = {
  hosts: {
    "ntrs.nasa.gov": (url, response) => {
      if (url.pathname === "/api/citations/search") {
        const results = reports.filter(({ title, abstract }) =>
          holds(`${title} ${abstract}`, url.searchParams.get("q") ?? ""),
        );
        return json(response, {
          stats: { total: results.length },
          results: results.slice(0, Number(url.searchParams.get("page.size"))),
        });
      }
      if (url.pathname.endsWith(".txt")) {
        return text(
          response,
          "text/plain",
          `${made("The report", "It goes round.")}\n\n${made("Its end", "It comes back.")}`,
        );
      }
      const found = reports.find(({ id }) => url.pathname === `/api/citations/${id}`);
      found ? json(response, found) : text(response, "application/json", "{}", 404);
    },
  },
  facts: {
    query: "orbit whiffle",
    id: "19670010532",
    absentQuery: "zzyzx qwfpgj",
    absentId: "19679999999",
    spdx: "LicenseRef-US-Gov-PD",
    urlPrefix: "https://ntrs.nasa.gov/citations/19670010532",
  },
};

const spectra = (ediid: string, title: string) => ({
  ediid,
  title,
  description: [made(title, "Spectra of whiffles.")],
  modified: "2022-02-03 00:00:00",
  license: "https://www.nist.gov/open/license",
  contactPoint: { fn: "Ann Nobody" },
  theme: ["Chemistry"],
});
const records = [
  spectra("ark:/88434/mds2-2106", "Spectra of a whiffle"),
  spectra("ark:/88434/mds2-2107", "Standard Reference Data of whiffles"),
];

export const nist: Emulation = {
  hosts: {
    "data.nist.gov": (url, response) => {
      const { searchParams } = url;
      const id = searchParams.get("ediid");
      const query = searchParams.get("searchphrase") ?? "";
      const found = records.filter((one) =>
        id ? one.ediid === id : holds(`${one.title} ${one.description[0]}`, query),
      );
      json(response, { ResultCount: found.length, ResultData: found.slice(0, Number(searchParams.get("size"))) });
    },
  },
  facts: {
    query: "spectra whiffle",
    id: "ark:/88434/mds2-2106",
    absentQuery: "zzyzx qwfpgj",
    absentId: "ark:/88434/mds2-9999",
    spdx: "NIST-PD",
    urlPrefix: "https://data.nist.gov/od/id/ark:/88434/",
  },
};

const dataset = (name: string, licence: Record<string, string | null>) => ({
  name,
  title: `Road safety of ${name}`,
  notes: `${made(name, "Counts of whiffles on the road by year.")}\n\n* ${made("A note", "Whiffles were counted by hand.")}`,
  metadata_modified: "2026-01-02T03:04:05",
  organization: { title: "Tests Council" },
  state: "active",
  private: false,
  ...licence,
});
const ogl = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
const datasets = [
  dataset("road-accidents-safety-data", {
    license_id: "uk-ogl",
    license_title: "Open Government Licence v3.0",
    license_url: ogl,
  }),
  dataset("road-without-licence", { license_id: null, license_title: null, license_url: null }),
  dataset("road-other", { license_id: "other-closed", license_title: "Other (Not Open)", license_url: null }),
];

export const dataGovUk: Emulation = {
  hosts: {
    "data.gov.uk": (url, response) => {
      if (url.pathname === "/api/3/action/package_search") {
        const results = datasets.filter(({ title, notes }) =>
          holds(`${title} ${notes}`, url.searchParams.get("q") ?? ""),
        );
        return json(response, {
          success: true,
          result: { count: results.length, results: results.slice(0, Number(url.searchParams.get("rows"))) },
        });
      }
      const found = datasets.find(({ name }) => name === url.searchParams.get("id"));
      found
        ? json(response, { success: true, result: found })
        : text(response, "application/json", '{"success":false}', 404);
    },
  },
  facts: {
    query: "road safety",
    id: "road-accidents-safety-data",
    absentQuery: "zzyzx qwfpgj",
    absentId: "absent-data",
    spdx: "OGL-UK-3.0",
    urlPrefix: "https://data.gov.uk/dataset/",
  },
};
