import type { Source } from "../../schema/source.ts";
import { arxiv } from "./arxiv.ts";
import { biorxiv } from "./biorxiv.ts";
import { chemrxiv } from "./chemrxiv.ts";
import { core } from "./core.ts";
import { dataGovUk } from "./data-gov-uk.ts";
import { doaj } from "./doaj.ts";
import { europepmc } from "./europepmc.ts";
import { federalRegister } from "./federal-register.ts";
import { github } from "./github.ts";
import { govUk } from "./gov-uk.ts";
import { handbook } from "./handbook.ts";
import { huggingface } from "./huggingface.ts";
import { medrxiv } from "./medrxiv.ts";
import { nasaNtrs } from "./nasa-ntrs.ts";
import { nist } from "./nist.ts";
import { openstax } from "./openstax.ts";
import { plos } from "./plos.ts";
import { pmc } from "./pmc.ts";
import { semanticScholar } from "./semantic-scholar.ts";
import { stackexchange } from "./stackexchange.ts";
import { webpage } from "./webpage.ts";
import { wikibooks } from "./wikibooks.ts";
import { wikipedia } from "./wikipedia.ts";
import { wikiversity } from "./wikiversity.ts";

/** Every research source of the house: one file and one line here each. */
export const sources = {
  handbook,
  wikipedia,
  wikibooks,
  wikiversity,
  arxiv,
  huggingface,
  github,
  "semantic-scholar": semanticScholar,
  europepmc,
  pmc,
  biorxiv,
  medrxiv,
  chemrxiv,
  stackexchange,
  plos,
  "nasa-ntrs": nasaNtrs,
  openstax,
  doaj,
  "gov-uk": govUk,
  "federal-register": federalRegister,
  "data-gov-uk": dataGovUk,
  nist,
  core,
  webpage,
} satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;
export const sourceNames = Object.keys(sources) as SourceName[];
