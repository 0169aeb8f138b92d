import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { enginesHere } from "../../src/store/engines/index.ts";
import { storeConformance } from "../conformance/store.ts";
import { storeLifeConformance } from "../conformance/store-life.ts";
import type { StoreUnderTest } from "../conformance/store-setting.ts";
import { openSqliteFile } from "../support/sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-sqlite-"));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const engine of enginesHere()) {
  const place: StoreUnderTest = {
    options: { engine },
    fresh: async () => join(folder, `${made++}.db`),
    async tamper(location, statement) {
      const connection = openSqliteFile(location);
      connection.exec(statement);
      connection.close();
    },
  };
  storeConformance(`SQLite with ${engine}`, place);
  storeLifeConformance(`SQLite with ${engine}`, place);
}
