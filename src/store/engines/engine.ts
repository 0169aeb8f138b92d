/** One open database. The words are better-sqlite3's, which drizzle-orm's session speaks. */
export interface Connection {
  prepare(statement: string): PreparedStatement;
  exec(statements: string): unknown;
  readonly inTransaction: boolean;
  close(): void;
}

export interface PreparedStatement {
  run(...values: unknown[]): unknown;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  /** Rows are arrays from now on. */
  raw(): this;
}

export interface ConnectOptions {
  readonly: boolean;
  /** Milliseconds to wait for another process that writes. */
  busyMs: number;
}

/**
 * A SQLite library. What its connections throw has SQLite's own name for the failure as `code`, extended where
 * store/failure.ts tells such names apart: SQLITE_BUSY, SQLITE_IOERR_WRITE.
 */
export interface Engine {
  /** Library and version, for people. */
  readonly title: string;
  connect(path: string, options: ConnectOptions): Connection;
}
