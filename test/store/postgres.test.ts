import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { storeConformance } from "../conformance/store.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

let server: TestPostgres;
let made = 0;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function execute(location: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query(statement);
  await client.end();
}

storeConformance("PostgreSQL", {
  async fresh() {
    const url = new URL(server.url);
    const name = `conformance_${process.pid}_${made++}`;
    await execute(server.url, `create database ${name}`);
    url.pathname = `/${name}`;
    return url.href;
  },
  tamper: execute,
});
