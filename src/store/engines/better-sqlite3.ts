import { createRequire } from "node:module";
import type BetterSqlite from "better-sqlite3";
import type { Engine } from "./engine.ts";

/** Throws when it is not installed, or its binary is missing or made for another Node. */
export function loadBetterSqlite(): Engine {
  const require = createRequire(import.meta.url);
  const Library: typeof BetterSqlite = require("better-sqlite3");
  // The binary is loaded with the first connection.
  const probe = new Library(":memory:");
  const sqlite = probe.prepare("SELECT sqlite_version()").pluck().get();
  probe.close();
  const { version } = require("better-sqlite3/package.json");
  return {
    title: `better-sqlite3 ${version} (SQLite ${sqlite})`,
    connect: (path, { readonly, busyMs }) => new Library(path, { readonly, fileMustExist: readonly, timeout: busyMs }),
  };
}
