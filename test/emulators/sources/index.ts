import { arxiv } from "./arxiv.ts";
import type { Emulation } from "./emulation.ts";
import { wikipedia } from "./wikipedia.ts";

/** Every source that has a stand-in. A new one is its file and a line here. */
export const emulations = { wikipedia, arxiv } satisfies Record<string, Emulation>;
