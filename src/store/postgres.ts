import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type { PoolClient } from "pg";
import pg from "pg";
import { postgresTables } from "../../schema/db/postgres.ts";
import { AssayError } from "../../schema/error.ts";
import { createBatch } from "./batch.ts";
import { closedError, type Driver, type OpenOptions, type Waiting } from "./driver.ts";
import { explain, failureCode } from "./failure.ts";
import { withoutSecrets } from "./location.ts";
import { ledger, olderError, pendingMigrations, readMigrations } from "./migrations.ts";
import type { Database, Operation, Statement, Step, Tables } from "./statement.ts";
import { runLater } from "./statement.ts";

const poolSize = 16;
const attempts = 6;
/** Held while tables are made: any number that no other program takes for the same. */
const migrationLock = 0x61737379;

interface Prepared {
  execute(values: Record<string, unknown>): Promise<unknown>;
}

/** Opens a database by its URL; its tables stand in the connection's schema. */
export async function openPostgres(target: string, options: OpenOptions = {}): Promise<Driver> {
  const location = withoutSecrets(target);
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: target,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      application_name: "assay",
    });
  } catch {
    throw new AssayError("config/db", "the parameters of the PostgreSQL URL cannot be read.");
  }
  // A connection lost while nobody uses it: the next call opens another one.
  pool.on("error", () => {});
  // One lost while it is lent: the query under way fails, and says so.
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await migrate(pool, location, options);
  } catch (error) {
    await pool.end();
    throw explain(error, location);
  }
  return driverOf(pool, location, options.readonly ?? false);
}

async function migrate(pool: pg.Pool, location: string, options: OpenOptions): Promise<void> {
  const migrations = readMigrations("postgres", options.migrations);
  const client = await pool.connect();
  const current = async (): Promise<number> => {
    const found = await client.query("SELECT to_regclass('assay_migrations') AS name");
    if (found.rows[0].name === null) return 0;
    return (await client.query(ledger.current)).rows[0].version;
  };
  try {
    const before = await current();
    if (pendingMigrations(migrations, before, location).length === 0) return;
    if (options.readonly) throw olderError(location, before, migrations.length);
    await client.query("BEGIN");
    await client.query(`SELECT pg_advisory_xact_lock(${migrationLock})`);
    await client.query(ledger.create);
    for (const migration of pendingMigrations(migrations, await current(), location)) {
      for (const statement of migration.statements) await client.query(statement.replaceAll('"public".', ""));
      await client.query("INSERT INTO assay_migrations (version, name, applied_at) VALUES ($1, $2, $3)", [
        migration.version,
        migration.name,
        new Date().toISOString(),
      ]);
    }
    await client.query("COMMIT");
  } finally {
    // A transaction that was not ended goes with its connection.
    client.release(true);
  }
}

function driverOf(pool: pg.Pool, location: string, readonly: boolean): Driver {
  const connections = new WeakMap<PoolClient, ReturnType<typeof connectionOf>>();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  /** Lends a connection; one that failed is thrown away rather than used in an unknown state. */
  const withClient = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  };

  const perform = <Result>(client: PoolClient, operation: () => Operation<Result>): Promise<Result> => {
    const answer = connections.get(client) ?? connectionOf(client);
    connections.set(client, answer);
    return runLater(operation(), answer);
  };

  const transaction = async <Result>(operation: () => Operation<Result>): Promise<Result> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await withClient(async (client) => {
          await client.query("BEGIN");
          const result = await perform(client, operation);
          await client.query("COMMIT");
          return result;
        });
      } catch (error) {
        // Serialisation failure or deadlock: PostgreSQL has undone everything and says "again".
        if (!/^40(001|P01)$/.test(failureCode(error)) || attempt >= attempts) throw error;
      }
    }
  };

  const guarded = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) return Promise.reject(closedError(location));
    const promise = work().catch((error: unknown) => {
      throw explain(error, location);
    });
    const tracked: Promise<unknown> = promise.catch(() => {}).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return promise;
  };

  const writing = <Result>(work: () => Promise<Result>): Promise<Result> =>
    readonly
      ? Promise.reject(new AssayError("store/unreadable", `${location} was opened for reading only.`))
      : guarded(work);

  /** All entries in one transaction; should that fail for one of them, each in its own. */
  const batch = createBatch<Waiting>(async (entries) => {
    try {
      const results = await transaction(function* () {
        const all: unknown[] = [];
        for (const { operation } of entries) all.push(yield* operation());
        return all;
      });
      entries.forEach(({ resolve }, index) => {
        resolve(results[index]);
      });
    } catch (error) {
      const explained = explain(error, location);
      const lost = explained instanceof AssayError && explained.code === "store/connection";
      for (const { operation, resolve, reject } of entries) {
        if (lost) reject(explained);
        else await transaction(operation).then(resolve, reject);
      }
    }
  });

  return {
    location,
    library: "node-postgres",
    read: (operation) => guarded(() => withClient((client) => perform(client, operation))),
    write: (operation) => writing(() => transaction(operation)),
    writeSoon: (operation) => writing(() => transaction(operation)),
    writeInOrder: <Result>(operation: () => Operation<Result>) =>
      writing(
        () =>
          new Promise<Result>((resolve, reject) => {
            batch.add({ operation, resolve: resolve as (result: unknown) => void, reject });
          }),
      ),
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all(underWay);
      await pool.end();
    },
  };
}

/** Answers the steps of an operation on one connection. Queries are built once; they have no names, for poolers' sake. */
function connectionOf(client: PoolClient): (step: Step) => Promise<unknown[]> {
  const database = asDatabase(drizzle(client));
  const statements = new WeakMap<Statement<unknown>, Prepared>();
  return async ({ statement, values }) => {
    let prepared = statements.get(statement);
    if (!prepared) {
      prepared = statement.build(database, postgresTables as unknown as Tables).prepare() as Prepared;
      statements.set(statement, prepared);
    }
    const rows = await prepared.execute(values);
    return Array.isArray(rows) ? rows : [];
  };
}

/** The one place where PostgreSQL's builder stands in for SQLite's: the methods that src/store uses are the same. */
function asDatabase(database: NodePgDatabase): Database {
  return database as unknown as Database;
}
