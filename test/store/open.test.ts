import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import { enginesHere } from "../../src/store/engines/index.ts";
import { openStore } from "../../src/store/index.ts";
import { parseLocation, withoutSecrets } from "../../src/store/location.ts";
import { migrationsFolder, readMigrations } from "../../src/store/migrations.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { openSqliteFile } from "../support/sqlite.ts";
import { someRun } from "./fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-open-"));
const upgraded = `upgrade_${process.pid}_${Date.now()}`;
const path = (name: string) => join(folder, name);
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await onServer(`drop database if exists ${upgraded}`);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

/** The line a user reads when opening fails. */
async function refusalOf(location: string, options = {}): Promise<string> {
  try {
    await (await openStore(location, options)).close();
  } catch (error) {
    if (isAssayError(error)) {
      expect(error.line).not.toContain("\n");
      expect(error.hint).toBeTruthy();
      return error.line;
    }
    throw error;
  }
  return "opened";
}

describe("location", () => {
  test.each([
    ["assay.db", "sqlite", "assay.db"],
    ["/tmp/a b.db", "sqlite", "/tmp/a b.db"],
    ["C:\\data\\assay.db", "sqlite", "C:\\data\\assay.db"],
    ["sqlite:///tmp/a.db", "sqlite", "/tmp/a.db"],
    ["sqlite:a.db", "sqlite", "a.db"],
    ["file:a.db", "sqlite", "a.db"],
    ["file:///tmp/a%20b.db", "sqlite", "/tmp/a b.db"],
    [":memory:", "sqlite", ":memory:"],
    ["postgres://u:p@h/d", "postgres", "postgres://u:p@h/d"],
    ["PostgreSQL://h/d", "postgres", "PostgreSQL://h/d"],
  ])("%s is %s", (location, driver, target) => {
    expect(parseLocation(location)).toEqual({ driver, target });
  });

  test.each(["", "mysql://localhost/x", "http://x/y.db", "postgres://h:99999999/x"])(
    "%s is refused",
    async (location) => {
      expect(await refusalOf(location)).toMatch(/^config\/db: the database location .*assay\.db/);
    },
  );

  test("is shown without password and parameters", () => {
    expect(withoutSecrets("postgres://user:secret@host:1/name?password=secret")).toBe("postgres://user@host:1/name");
  });
});

describe.each(enginesHere())("a SQLite file opened with %s", (engine) => {
  const folderOfEngine = join(folder, engine.replace(":", "-"));
  const path = (name: string) => join(folderOfEngine, name);
  const open = (location: string) => openStore(location, { engine });
  const refusal = (location: string, options = {}) => refusalOf(location, { ...options, engine });
  beforeAll(() => {
    mkdirSync(folderOfEngine);
  });

  test("is made, with the folders it lies in", async () => {
    const store = await open(path("deep/er/new.db"));
    expect(store.location).toBe(path("deep/er/new.db"));
    await store.close();
    expect(existsSync(path("deep/er/new.db-wal"))).toBe(false);
  });

  test("that is no database is refused and left alone", async () => {
    const text = "This is my diary.\n".repeat(500);
    writeFileSync(path("diary.txt"), text);
    expect(await refusal(path("diary.txt"))).toMatch(/^store\/corrupt: .*diary\.txt.*not a database/);
    expect(readFileSync(path("diary.txt"), "utf8")).toBe(text);
  });

  test("that is damaged is refused", async () => {
    await (await open(path("damaged.db"))).close();
    const bytes = readFileSync(path("damaged.db"));
    bytes.fill(0x5a, 100, 4_096);
    writeFileSync(path("damaged.db"), bytes);
    expect(await refusal(path("damaged.db"))).toMatch(/^store\/corrupt: .*damaged\.db/);
  });

  test("that is damaged is not taken for a newer one, whatever its version reads", async () => {
    await (await open(path("torn.db"))).close();
    const other = openSqliteFile(path("torn.db"));
    other.exec("update assay_migrations set version = version + 12000");
    other.exec(
      "create table filler as with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000) select i, hex(randomblob(40)) as text from n",
    );
    other.close();
    expect(await refusal(path("torn.db"))).toMatch(/^store\/newer: /);
    const bytes = readFileSync(path("torn.db"));
    bytes.fill(0x5a, bytes.length - 40_960, bytes.length - 8_192);
    writeFileSync(path("torn.db"), bytes);
    expect(await refusal(path("torn.db"))).toMatch(/^store\/corrupt: .*torn\.db/);
  });

  test("with columns that hold no JSON, or without a table, says so", async () => {
    const store = await open(path("tampered.db"));
    await store.runs.create(someRun("run-1"));
    const other = openSqliteFile(path("tampered.db"));
    for (const value of ["'{broken'", "x'00ff'", "''"]) {
      other.exec(`update plans set quote = ${value}`);
      await expect(store.runs.get("run-1")).rejects.toMatchObject({
        code: "store/corrupt",
        message: "column quote in the database holds no JSON.",
      });
    }
    other.exec("update runs set request = x'00ff'");
    other.exec("drop table plans");
    other.close();
    await expect(store.runs.get("run-1")).rejects.toMatchObject({ code: "store/corrupt" });
    await store.close();
  });

  test("of another program is refused and left alone", async () => {
    const other = openSqliteFile(path("other.db"));
    other.exec("create table bookmarks (url text)");
    other.close();
    expect(await refusal(path("other.db"))).toMatch(/^store\/corrupt: .*not one of assay's/);
  });

  test("that is a folder, or in a file, is refused", async () => {
    mkdirSync(path("folder.db"));
    writeFileSync(path("plain"), "");
    expect(await refusal(path("folder.db"))).toMatch(/^store\/unreadable: /);
    expect(await refusal(path("plain/x.db"))).toMatch(/^store\/unreadable: /);
  });

  test("that is missing cannot be opened for reading", async () => {
    expect(await refusal(path("missing.db"), { readonly: true })).toMatch(/^store\/unreadable: .*missing\.db/);
    expect(existsSync(path("missing.db"))).toBe(false);
  });

  test("that may not be read or made is refused", async () => {
    // Nothing is locked for root but the kernel's own files.
    const root = process.getuid?.() === 0;
    const locked = root ? "/proc/assay/locked.db" : path("locked.db");
    if (!root) {
      await (await open(locked)).close();
      chmodSync(locked, 0o000);
    }
    expect(await refusal(locked)).toMatch(/^store\/unreadable: .*locked\.db/);
  });
});

describe("PostgreSQL", () => {
  test("that does not listen is named, its password is not", async () => {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
    const line = await refusalOf(`postgres://user:secret@127.0.0.1:${port}/name`);
    expect(line).toMatch(/^store\/connection: postgres:\/\/user@127\.0\.0\.1:\d+\/name: .*ECONNREFUSED/);
    expect(line).not.toContain("secret");
  });

  test("that has no such database or user is named", async () => {
    const url = new URL(server.url);
    url.pathname = "/nowhere";
    expect(await refusalOf(url.href)).toMatch(/^store\/connection: .*"nowhere" does not exist/);
    url.username = "stranger";
    url.password = "secret";
    const line = await refusalOf(url.href);
    expect(line).toMatch(/^store\/connection: .*stranger/);
    expect(line).not.toContain("secret");
  });

  test("that goes away fails the call and is found again", async () => {
    const store = await openStore(server.url);
    await store.runs.create(someRun("kept"));
    const calls = Array.from({ length: 20 }, (_, index) =>
      store.events.append("kept", { at: "t", type: "x", body: { index } }),
    );
    await onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'assay' and datname = current_database()`,
    );
    const outcomes = await Promise.allSettled(calls);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ code: "store/connection", retryable: true });
    }
    expect((await store.runs.get("kept"))?.id).toBe("kept");
    await store.close();
  });

  test("keeps its tables in the schema of the connection", async () => {
    await onServer("create schema elsewhere");
    const url = new URL(server.url);
    url.searchParams.set("options", "-c search_path=elsewhere");
    const store = await openStore(url.href);
    await store.runs.create(someRun("there"));
    await store.close();
    expect(await onServer("select id from elsewhere.runs")).toEqual([{ id: "there" }]);
  });
});

describe.each([
  ["sqlite", async () => path("upgrade.db")],
  ["postgres", async () => Object.assign(new URL(server.url), { pathname: `/${upgraded}` }).href],
] as const)("versions of a %s database", (dialect, locate) => {
  const known = readMigrations(dialect).length;
  const future = pathToFileURL(`${path(`future-${dialect}`)}/`);

  /** The committed migrations and one more: the assay of tomorrow. */
  beforeAll(async () => {
    cpSync(migrationsFolder, future, { recursive: true });
    const journal = new URL(`${dialect}/meta/_journal.json`, future);
    const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
    writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, { idx: known, tag: "9999_tomorrow" }] }));
    writeFileSync(
      new URL(`${dialect}/9999_tomorrow.sql`, future),
      "ALTER TABLE runs ADD COLUMN tomorrow text;\n--> statement-breakpoint\nCREATE TABLE tomorrow (id text PRIMARY KEY);",
    );
    if (dialect === "postgres") await onServer(`create database ${upgraded}`);
  });

  test("an older one is upgraded and keeps its rows, a newer one is refused", async () => {
    const location = await locate();
    const old = await openStore(location);
    await old.runs.create(someRun("old"));
    await old.close();

    expect(await refusalOf(location, { migrations: future, readonly: true })).toMatch(
      new RegExp(`^store/older: .* version ${known}, this assay needs ${known + 1}`),
    );
    const upgraded = await openStore(location, { migrations: future });
    expect(await upgraded.runs.get("old")).toEqual(someRun("old"));
    await upgraded.close();
    expect(await refusalOf(location, { migrations: future })).toBe("opened");

    expect(await refusalOf(location)).toMatch(
      new RegExp(`^store/newer: .* version ${known + 1}; this assay knows versions up to ${known}\\. Update assay`),
    );
  });

  test("a migration that fails leaves the database as it was", async () => {
    const location = await locate();
    const broken = pathToFileURL(`${path(`broken-${dialect}`)}/`);
    cpSync(future, broken, { recursive: true });
    const journal = new URL(`${dialect}/meta/_journal.json`, broken);
    const { entries } = JSON.parse(readFileSync(journal, "utf8"));
    writeFileSync(journal, JSON.stringify({ entries: [...entries, { idx: known + 1, tag: "9999_broken" }] }));
    writeFileSync(
      new URL(`${dialect}/9999_broken.sql`, broken),
      "CREATE TABLE half (id text);\n--> statement-breakpoint\nCREATE TABLE half (id text);",
    );
    expect(await refusalOf(location, { migrations: broken })).toMatch(/already exists/);
    expect(await refusalOf(location, { migrations: future })).toBe("opened");
  });
});
