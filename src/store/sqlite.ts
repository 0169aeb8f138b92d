import { accessSync, constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { BetterSQLiteSession } from "drizzle-orm/better-sqlite3/session";
import { BaseSQLiteDatabase, SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { sqliteTables } from "../../schema/db/sqlite.ts";
import { AssayError } from "../../schema/error.ts";
import { createBatch } from "./batch.ts";
import { closedError, type Driver, type OpenOptions, type Waiting } from "./driver.ts";
import type { Connection, Engine } from "./engines/engine.ts";
import { findEngine } from "./engines/index.ts";
import { explain, mayNotWrite } from "./failure.ts";
import { ledger, olderError, pendingMigrations, readMigrations } from "./migrations.ts";
import type { Database, Operation, Statement, Step } from "./statement.ts";
import { runNow } from "./statement.ts";

interface Prepared {
  execute(values: Record<string, unknown>): { sync(): unknown };
}

/** Opens or creates a file; `:memory:` lives as long as the store. One that must exist and cannot be written is opened to be read. */
export async function openSqlite(target: string, options: OpenOptions = {}): Promise<Driver> {
  try {
    const engine = findEngine(options.engine);
    try {
      return open(engine, target, options);
    } catch (error) {
      if (!options.mustExist || options.readonly || !mayNotWrite(error) || !isFile(target)) throw error;
      return openToRead(engine, target, options);
    }
  } catch (error) {
    throw explain(error, target);
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function open(engine: Engine, target: string, options: OpenOptions, location = target, ended = () => {}): Driver {
  const connection = connect(engine, target, options);
  try {
    migrate(connection, location, options);
    return driverOf(connection, location, engine.title, ended);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Where even the files by which SQLite reads cannot be made beside the database, a copy is read and removed at the end. */
function openToRead(engine: Engine, target: string, options: OpenOptions): Driver {
  try {
    return open(engine, target, { ...options, readonly: true });
  } catch (error) {
    if (!mayNotWrite(error)) throw error;
  }
  const folder = mkdtempSync(join(tmpdir(), "assay-read-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, "copy.db");
    copyFileSync(target, copy);
    if (existsSync(`${target}-wal`)) copyFileSync(`${target}-wal`, `${copy}-wal`);
    return open(engine, copy, { ...options, readonly: true }, target, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function connect(engine: Engine, target: string, { readonly = false, mustExist = false }: OpenOptions): Connection {
  if (mustExist && target !== ":memory:" && !existsSync(target)) {
    throw new AssayError("store/missing", `There is no database ${target}.`, {
      hint: "assay generate makes one; choose another with --db.",
    });
  }
  if (target !== ":memory:") {
    if (readonly || existsSync(target)) accessSync(target, readonly ? constants.R_OK : constants.R_OK | constants.W_OK);
    else makeFolder(dirname(resolve(target)));
  }
  const connection = engine.connect(target, { readonly, busyMs: 10_000 });
  try {
    if (!readonly) connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** Node's own recursive mkdir never returns where a file system says "no such folder" to all it is asked to make. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function migrate(connection: Connection, location: string, options: OpenOptions): void {
  const migrations = readMigrations("sqlite", options.migrations);
  const has = (name: string) =>
    connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
  const current = () =>
    has("assay_migrations") ? (connection.prepare(ledger.current).get() as { version: number }).version : 0;
  const before = current();
  // A damaged page may hold any number.
  if (before > migrations.length) assertSound(connection, location);
  if (pendingMigrations(migrations, before, location).length === 0) return;
  if (before === 0 && connection.prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() !== undefined) {
    if (!has("assay_migrations")) {
      throw new AssayError("store/corrupt", `${location} is a database, but not one of assay's.`, {
        hint: "Choose another --db.",
      });
    }
  }
  if (options.readonly) throw olderError(location, before, migrations.length);
  // SQLite rebuilds a table to change it, which needs foreign keys off, and that is possible outside transactions only.
  connection.exec("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  try {
    connection.exec(ledger.create);
    for (const migration of pendingMigrations(migrations, current(), location)) {
      for (const statement of migration.statements) connection.exec(statement);
      connection
        .prepare("INSERT INTO assay_migrations (version, name, applied_at) VALUES (?, ?, ?)")
        .run(migration.version, migration.name, new Date().toISOString());
    }
    if (connection.prepare("PRAGMA foreign_key_check").get() !== undefined) {
      throw new AssayError("store/corrupt", `${location} has rows that refer to nothing.`, {
        hint: "Restore it from a copy.",
      });
    }
    connection.exec("COMMIT");
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
  connection.exec("PRAGMA foreign_keys = ON");
}

function assertSound(connection: Connection, location: string): void {
  const found = connection.prepare("PRAGMA quick_check(1)").get() as Record<string, unknown> | undefined;
  if (Object.values(found ?? {})[0] === "ok") return;
  throw new AssayError("store/corrupt", `${location} is damaged.`, { hint: "Restore it from a copy." });
}

/** As drizzle-orm/better-sqlite3 makes it, which would import better-sqlite3 where there is none. */
function databaseOf(connection: Connection): Database {
  const dialect = new SQLiteSyncDialect();
  const session = new BetterSQLiteSession(connection as never, dialect, undefined);
  return new BaseSQLiteDatabase("sync", dialect, session, undefined) as unknown as Database;
}

function driverOf(connection: Connection, location: string, library: string, ended: () => void): Driver {
  const database = databaseOf(connection);
  const statements = new WeakMap<Statement<unknown>, Prepared>();
  let closed = false;

  const answer = ({ statement, values }: Step): unknown[] => {
    let prepared = statements.get(statement);
    if (!prepared) {
      prepared = statement.build(database, sqliteTables).prepare() as Prepared;
      statements.set(statement, prepared);
    }
    const rows = prepared.execute(values).sync();
    return Array.isArray(rows) ? rows : [];
  };

  const plain = (text: string) => connection.prepare(text);
  const [begin, commit, rollback] = [plain("BEGIN IMMEDIATE"), plain("COMMIT"), plain("ROLLBACK")];
  const [mark, release, back] = [plain("SAVEPOINT one"), plain("RELEASE one"), plain("ROLLBACK TO one")];

  /** All entries in one transaction; an entry that fails is undone alone, unless SQLite undid everything. */
  const batch = createBatch<Waiting>((entries) => {
    const done: (() => void)[] = [];
    try {
      begin.run();
      for (const { operation, resolve, reject } of entries) {
        mark.run();
        try {
          const result = runNow(operation(), answer);
          done.push(() => resolve(result));
        } catch (error) {
          if (!connection.inTransaction) throw error;
          back.run();
          done.push(() => reject(explain(error, location)));
        }
        release.run();
      }
      commit.run();
    } catch (error) {
      const explained = explain(error, location);
      try {
        if (connection.inTransaction) rollback.run();
      } catch {
        // The disk is gone; what matters is that nobody is told of a success.
      }
      for (const { reject } of entries) reject(explained);
      return;
    }
    for (const settle of done) settle();
  });

  const write = <Result>(operation: () => Operation<Result>, canWait = false) =>
    new Promise<Result>((resolve, reject) => {
      if (closed) throw closedError(location);
      batch.add({ operation, resolve: resolve as (result: unknown) => void, reject }, canWait);
    });

  return {
    location,
    library,
    async read(operation) {
      if (closed) throw closedError(location);
      try {
        return runNow(operation(), answer);
      } catch (error) {
        throw explain(error, location);
      }
    },
    write: (operation) => write(operation),
    writeInOrder: (operation) => write(operation),
    writeSoon: (operation) => write(operation, true),
    async close() {
      if (closed) return;
      closed = true;
      await batch.drain();
      connection.close();
      ended();
    },
  };
}
