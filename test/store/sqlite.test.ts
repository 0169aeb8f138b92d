import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { afterAll } from "vitest";
import { storeConformance } from "../conformance/store.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-sqlite-"));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeConformance("SQLite", {
  fresh: async () => join(folder, `${made++}.db`),
  async tamper(location, statement) {
    const connection = new BetterSqlite(location);
    connection.exec(statement);
    connection.close();
  },
});
