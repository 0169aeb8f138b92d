import type { Source } from "../../schema/source.ts";
import { arxiv } from "./arxiv.ts";
import { biorxiv } from "./biorxiv.ts";
import { chemrxiv } from "./chemrxiv.ts";
import { europepmc } from "./europepmc.ts";
import { handbook } from "./handbook.ts";
import { medrxiv } from "./medrxiv.ts";
import { plos } from "./plos.ts";
import { pmc } from "./pmc.ts";
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
  europepmc,
  pmc,
  biorxiv,
  medrxiv,
  chemrxiv,
  plos,
  webpage,
} satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;
export const sourceNames = Object.keys(sources) as SourceName[];
