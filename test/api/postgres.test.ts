import { afterAll, beforeAll, expect, test } from "vitest";
import { exported, openAssay } from "../support/assay.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 120_000);
afterAll(() => server.stop());

test("a run on PostgreSQL gives the same bytes as on SQLite, and its rows can be shown and audited", async () => {
  const config = { seed: 21, count: 15, type: "grpo", domain: "physics" };
  const light = openAssay(config);
  const expected = await exported(light, (await light.generate("fifteen rows")).run);
  const assay = openAssay({ ...config, db: server.url });
  const summary = await assay.generate("fifteen rows");
  expect(summary).toMatchObject({ status: "done", approved: 15 });
  expect(summary.database).toMatch(/^postgres/);
  const text = await exported(assay, summary.run);
  expect(text).toBe(expected);
  const { provenance } = JSON.parse(text.split("\n")[0]!);
  expect((await assay.show(provenance.id)).receipts).toHaveLength(2);
  expect(await assay.audit(summary.run)).toMatchObject({ rows: 15, findings: [] });
}, 120_000);
