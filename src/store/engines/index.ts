import { AssayError } from "../../../schema/error.ts";
import { loadBetterSqlite } from "./better-sqlite3.ts";
import type { Engine } from "./engine.ts";
import { loadNodeSqlite } from "./node-sqlite.ts";

/** The libraries that open SQLite files, the better first; each throws why it cannot here. */
const engines = {
  "better-sqlite3": loadBetterSqlite,
  "node:sqlite": loadNodeSqlite,
} satisfies Record<string, () => Engine>;

export type EngineName = keyof typeof engines;

const loaded = new Map<EngineName, Engine | string>();

/** Loaded once per process; the reason, on one line, when it cannot be. */
function load(name: EngineName): Engine | string {
  let found = loaded.get(name);
  if (found === undefined) {
    try {
      found = engines[name]();
    } catch (error) {
      found = String((error as Error).message).split("\n")[0] ?? "";
    }
    loaded.set(name, found);
  }
  return found;
}

/** The first that works here, or the one that is asked for. */
export function findEngine(wanted?: EngineName): Engine {
  const reasons: string[] = [];
  for (const name of wanted ? [wanted] : engineNames) {
    const found = load(name);
    if (typeof found !== "string") return found;
    reasons.push(`${name}: ${found.replace(/\.$/, "")}`);
  }
  throw new AssayError("store/engine", `expected a library that opens SQLite files; ${reasons.join("; ")}.`, {
    hint: "Use Node 24, or run `npm rebuild better-sqlite3`, or give --db postgres://user@host/name.",
  });
}

export const engineNames = Object.keys(engines) as EngineName[];

/** The names of those that work here. */
export function enginesHere(): EngineName[] {
  return engineNames.filter((name) => typeof load(name) !== "string");
}
