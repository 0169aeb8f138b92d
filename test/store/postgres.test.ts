import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { storeConformance } from "../conformance/store.ts";
import { storeLifeConformance } from "../conformance/store-life.ts";
import type { StoreUnderTest } from "../conformance/store-setting.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

let server: TestPostgres;
const made: string[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  // Only a server that is not ours would keep them.
  if (server.pid === 0) for (const name of made) await execute(server.url, `drop database ${name} with (force)`);
  await server.stop();
});

async function execute(location: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const place: StoreUnderTest = {
  async fresh() {
    const url = new URL(server.url);
    const name = `conformance_${process.pid}_${made.length}`;
    made.push(name);
    await execute(server.url, `create database ${name}`);
    url.pathname = `/${name}`;
    return url.href;
  },
  tamper: execute,
};
storeConformance("PostgreSQL", place);
storeLifeConformance("PostgreSQL", place);
