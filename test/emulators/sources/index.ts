import { arxiv } from "./arxiv.ts";
import type { Emulation } from "./emulation.ts";
import { webpage } from "./webpage.ts";
import { wikibooks, wikipedia, wikiversity } from "./wikipedia.ts";

/** Every source that has a stand-in. A new one is its file and a line here. */
export const emulations = { wikipedia, wikibooks, wikiversity, arxiv, webpage } satisfies Record<string, Emulation>;
