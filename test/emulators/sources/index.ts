import { arxiv } from "./arxiv.ts";
import { biorxiv, medrxiv } from "./biorxiv.ts";
import { chemrxiv } from "./chemrxiv.ts";
import type { Emulation } from "./emulation.ts";
import { europepmc } from "./europepmc.ts";
import { plos } from "./plos.ts";
import { pmc } from "./pmc.ts";
import { webpage } from "./webpage.ts";
import { wikibooks, wikipedia, wikiversity } from "./wikipedia.ts";

/** Every source that has a stand-in. A new one is its file and a line here. */
export const emulations = {
  wikipedia,
  wikibooks,
  wikiversity,
  arxiv,
  europepmc,
  pmc,
  biorxiv,
  medrxiv,
  chemrxiv,
  plos,
  webpage,
} satisfies Record<string, Emulation>;
