import type { Tool } from "../schema/tool.ts";
import { balanceEquation } from "./balance-equation.ts";
import { convertUnits } from "./convert-units.ts";
import { fetchPage } from "./fetch-page.ts";
import { runCode } from "./run-code.ts";
import { searchSources } from "./search-sources.ts";

/** Every tool that an agent may name. */
export const tools = {
  "run-code": runCode,
  "search-sources": searchSources,
  "fetch-page": fetchPage,
  "balance-equation": balanceEquation,
  "convert-units": convertUnits,
  // biome-ignore lint/suspicious/noExplicitAny: correlated unions; every tool has its own input.
} satisfies Record<string, Tool<string, any>>;
