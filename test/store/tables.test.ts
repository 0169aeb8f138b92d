import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from "drizzle-kit/api";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import { type PostgresTables, postgresTables } from "../../schema/db/postgres.ts";
import { sampleTableName, sharedColumns } from "../../schema/db/samples.ts";
import { type SqliteTables, sqliteTables } from "../../schema/db/sqlite.ts";
import { tables } from "../../schema/db/tables.ts";
import type { AnyTrainingType, TrainingTypeName } from "../../schema/training/index.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { openStore } from "../../src/store/index.ts";
import { migrationsFolder, readMigrations } from "../../src/store/migrations.ts";
import { openSqliteFile } from "../support/sqlite.ts";
import { someQuestion, someRun, someSample } from "./fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-tables-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types: AnyTrainingType[] = Object.values(trainingTypes);

type SqliteRows = { [Name in keyof SqliteTables]: SqliteTables[Name]["$inferSelect"] };
type PostgresRows = { [Name in keyof PostgresTables]: PostgresTables[Name]["$inferSelect"] };
type SqliteInserts = { [Name in keyof SqliteTables]: SqliteTables[Name]["$inferInsert"] };
type PostgresInserts = { [Name in keyof PostgresTables]: PostgresTables[Name]["$inferInsert"] };

describe("tables", () => {
  test("have the same rows in both dialects", () => {
    expectTypeOf<SqliteRows>().toEqualTypeOf<PostgresRows>();
    expectTypeOf<SqliteInserts>().toEqualTypeOf<PostgresInserts>();
    expectTypeOf<
      Extract<keyof SqliteRows, `synthetic_data_${string}`>
    >().toEqualTypeOf<`synthetic_data_${TrainingTypeName}`>();
    expect(Object.keys(sqliteTables)).toEqual(Object.keys(postgresTables));
    expect(Object.keys(sqliteTables)).toEqual(Object.values(tables).map(({ name }) => name));
  });

  test("have the types that their words say", () => {
    type Grpo = SqliteRows["synthetic_data_grpo"];
    expectTypeOf<Grpo["is_correct"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Grpo["completions"]>().toEqualTypeOf<{ completion: string; reward: number }[] | null>();
    expectTypeOf<Grpo["systemPrompt"]>().toEqualTypeOf<string | null>();
    expectTypeOf<PostgresRows["llm_calls"]["inputTokens"]>().toEqualTypeOf<number>();
    expectTypeOf<PostgresRows["runs"]["createdAt"]>().toEqualTypeOf<string>();
  });

  test.each(types)("of $name have its own columns beside the shared ones", (type) => {
    const own = Object.keys(type.columns);
    expect(own.filter((name) => name in sharedColumns || !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
    const words = tables[sampleTableName(type.name) as keyof typeof tables];
    expect(Object.keys(words.columns)).toEqual([...Object.keys(sharedColumns), ...own]);
  });

  test.each(types)("of $name keep its accepted rows as they are", async (type) => {
    const store = await openStore(join(folder, "rows.db"));
    const run = `run-${type.name}`;
    await store.runs.create(someRun(run));
    const rows = type.examples.filter(({ accept }) => accept).map(({ row }) => row);
    const samples = rows.map((row, index) => someSample(run, index, { type: type.name, row }));
    const questions = rows.map((_row, index) => someQuestion(run, index));
    await store.stages.commit({ run, item: "i:0", stage: "settle", attempt: 1 }, {}, { questions, samples });
    const read: unknown[] = [];
    for await (const sample of store.samples.iterate(run, type.name)) read.push(sample);
    expect(read).toEqual(samples);
    await store.close();
  });

  test("are real and typed: another program reads them without assay", async () => {
    const file = join(folder, "plain.db");
    const store = await openStore(file);
    await store.runs.create(someRun("run-1"));
    const writes = { questions: [someQuestion("run-1", 0)], samples: [someSample("run-1", 0)] };
    const place = { run: "run-1", item: "i:0", stage: "settle", attempt: 1 };
    await store.stages.commit(place, { verdict: "approved" }, writes);
    await store.close();

    const plain = openSqliteFile(file, { readonly: true });
    const columns = plain.prepare("select name, type, \"notnull\" from pragma_table_info('synthetic_data_grpo')").raw();
    expect(columns.all()).toEqual(
      expect.arrayContaining([
        ["id", "TEXT", 1],
        ["run_id", "TEXT", 1],
        ["item_index", "INTEGER", 1],
        ["system_prompt", "TEXT", 0],
        ["quality_score", "REAL", 1],
        ["predicted_answer", "TEXT", 1],
        ["is_correct", "INTEGER", 1],
        ["completions", "TEXT", 0],
      ]),
    );
    const row = plain.prepare(
      `select topic, is_correct, typeof(is_correct) as kind, quality_score, completions, json_extract(sources, '$[1]') as source,
         verdict from synthetic_data_grpo sample join stage_results result on result.item_index = sample.item_index`,
    );
    expect(row.get()).toEqual({
      topic: "chemistry",
      is_correct: 1,
      kind: "integer",
      quality_score: 0.875,
      completions: null,
      source: "b",
      verdict: "approved",
    });
    expect(plain.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    plain.close();
  });
});

describe("committed migrations", () => {
  const lastSnapshot = (dialect: "sqlite" | "postgres") => {
    const last = String(readMigrations(dialect).length - 1).padStart(4, "0");
    return JSON.parse(readFileSync(new URL(`${dialect}/meta/${last}_snapshot.json`, migrationsFolder), "utf8"));
  };
  const advice = "make a migration: npx drizzle-kit generate --config drizzle.<dialect>.config.ts";

  test("are in step with the tables of SQLite", async () => {
    const now = await generateSQLiteDrizzleJson(sqliteTables);
    expect(await generateSQLiteMigration(lastSnapshot("sqlite"), now), advice).toEqual([]);
  });

  test("are in step with the tables of PostgreSQL", async () => {
    const now = generateDrizzleJson(postgresTables);
    expect(await generateMigration(lastSnapshot("postgres"), now), advice).toEqual([]);
  });

  test("have the same names in both dialects", () => {
    const names = (dialect: "sqlite" | "postgres") => readMigrations(dialect).map(({ name }) => name);
    expect(names("sqlite")).toEqual(names("postgres"));
  });
});
