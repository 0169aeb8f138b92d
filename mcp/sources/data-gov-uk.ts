import { ckan } from "../ckan.ts";

/** Open data of the British government. */
export const dataGovUk = ckan({
  name: "data-gov-uk",
  title: "data.gov.uk",
  host: "data.gov.uk",
  page: "https://data.gov.uk/dataset/",
  terms: "Each dataset has a licence of its own, mostly the Open Government Licence; only descriptions are read.",
  domains: ["statistics", "economics", "environment", "government"],
  probe: { id: "road-accidents-safety-data", query: "road safety" },
});
