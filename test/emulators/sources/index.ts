import { arxiv } from "./arxiv.ts";
import { biorxiv, medrxiv } from "./biorxiv.ts";
import { chemrxiv } from "./chemrxiv.ts";
import type { Emulation } from "./emulation.ts";
import { europepmc } from "./europepmc.ts";
import { github } from "./github.ts";
import { dataGovUk, federalRegister, govUk, nasaNtrs, nist } from "./government.ts";
import { huggingface } from "./huggingface.ts";
import { core, doaj, openstax, semanticScholar } from "./indexes.ts";
import { plos } from "./plos.ts";
import { pmc } from "./pmc.ts";
import { stackexchange } from "./stackexchange.ts";
import { webpage } from "./webpage.ts";
import { wikibooks, wikipedia, wikiversity } from "./wikipedia.ts";

/** Every source that has a stand-in. A new one is its file and a line here. */
export const emulations = {
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
} satisfies Record<string, Emulation>;
