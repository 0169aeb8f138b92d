import type { Connection, Engine, PreparedStatement } from "./engine.ts";

/** What is used of `node:sqlite`, which Node 20 and the types of it do not have. */
interface NodeStatement {
  run(...values: unknown[]): unknown;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  setReturnArrays(on: boolean): void;
}

interface NodeDatabase {
  prepare(statement: string): NodeStatement;
  exec(statements: string): void;
  readonly isTransaction: boolean;
  close(): void;
}

interface NodeSqlite {
  DatabaseSync: new (path: string, options: { readOnly: boolean; timeout: number }) => NodeDatabase;
}

/** Throws when this Node has none, or an early one. */
export function loadNodeSqlite(): Engine {
  const library = quietly(() => process.getBuiltinModule("node:sqlite") as NodeSqlite | undefined);
  if (!library) throw new Error(`Node ${process.versions.node} has no SQLite of its own`);
  const engine: Engine = {
    title: `node:sqlite of Node ${process.versions.node} (SQLite ${process.versions.sqlite})`,
    connect: (path, { readonly, busyMs }) =>
      translated(() => connectionOf(new library.DatabaseSync(path, { readOnly: readonly, timeout: busyMs }))),
  };
  check(engine);
  return engine;
}

/** Early ones have no rows as arrays, cannot say whether a transaction is open, and end a text at its first zero. */
function check(engine: Engine): void {
  let sound = false;
  try {
    const probe = engine.connect(":memory:", { readonly: false, busyMs: 0 });
    const row = probe.prepare("SELECT ?").raw().get("a\0b");
    sound = Array.isArray(row) && row[0] === "a\0b" && probe.inTransaction === false;
    probe.close();
  } catch {
    // Told below, with what to do.
  }
  if (!sound) throw new Error(`the SQLite of Node ${process.versions.node} is an early one; Node 24 has a whole one`);
}

/** Node warns at its first load while the module is experimental; other warnings pass. */
function quietly<Result>(load: () => Result): Result {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] === "ExperimentalWarning" && String(warning).startsWith("SQLite ")) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function connectionOf(database: NodeDatabase): Connection {
  return {
    prepare: (statement) => translated(() => statementOf(database.prepare(statement))),
    exec: (statements) => translated(() => database.exec(statements)),
    get inTransaction() {
      return database.isTransaction;
    },
    close: () => translated(() => database.close()),
  };
}

function statementOf(statement: NodeStatement): PreparedStatement {
  const prepared: PreparedStatement = {
    run: (...values) => translated(() => statement.run(...values.map(bindable))),
    get: (...values) => translated(() => statement.get(...values.map(bindable))),
    all: (...values) => translated(() => statement.all(...values.map(bindable))),
    raw() {
      statement.setReturnArrays(true);
      return prepared as typeof this;
    },
  };
  return prepared;
}

function bindable(value: unknown): unknown {
  return value === undefined ? null : value;
}

/** https://sqlite.org/rescode.html: the primary codes by number, and the extended ones that store/failure.ts tells apart. */
const primaryNames =
  "OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB".split(
    " ",
  );
const extendedNames: Record<number, string> = {
  778: "IOERR_WRITE",
  1034: "IOERR_FSYNC",
  1290: "IOERR_DIR_FSYNC",
  1546: "IOERR_TRUNCATE",
};

/** Gives errors SQLite's names instead of its numbers. */
function translated<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && "errcode" in error && typeof error.errcode === "number") {
      const name = extendedNames[error.errcode] ?? primaryNames[error.errcode & 0xff] ?? "ERROR";
      Object.assign(error, { code: `SQLITE_${name}` });
    }
    // A whole number that assay never writes, and no JavaScript number holds.
    if (error instanceof Error && "code" in error && error.code === "ERR_OUT_OF_RANGE") {
      Object.assign(error, { code: "SQLITE_CORRUPT" });
    }
    throw error;
  }
}
