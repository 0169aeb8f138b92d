import type { Connection } from "../../src/store/engines/engine.ts";
import { findEngine } from "../../src/store/engines/index.ts";

/** A SQLite file as another program sees it, with the library that works here. */
export function openSqliteFile(path: string, { readonly = false } = {}): Connection {
  return findEngine().connect(path, { readonly, busyMs: 10_000 });
}
