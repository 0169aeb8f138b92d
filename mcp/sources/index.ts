import type { Source } from "../../schema/source.ts";
import { arxiv } from "./arxiv.ts";
import { handbook } from "./handbook.ts";
import { webpage } from "./webpage.ts";
import { wikibooks } from "./wikibooks.ts";
import { wikipedia } from "./wikipedia.ts";
import { wikiversity } from "./wikiversity.ts";

/** Every research source of the house: one file and one line here each. */
export const sources = { handbook, wikipedia, wikibooks, wikiversity, arxiv, webpage } satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;
export const sourceNames = Object.keys(sources) as SourceName[];
