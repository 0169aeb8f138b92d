import { AssayError } from "../../schema/error.ts";
import type { EngineName } from "./engines/index.ts";
import type { Operation } from "./statement.ts";

/** What a database must be able to do; `createStore` makes a Store of it. */
export interface Driver {
  /** File or URL without a password. */
  readonly location: string;
  /** Library that opens it, with its version, for people. */
  readonly library: string;
  /** Runs it on committed data. */
  read<Result>(operation: () => Operation<Result>): Promise<Result>;
  /** Runs it whole or not at all, possibly more than once; resolves when it is durable. */
  write<Result>(operation: () => Operation<Result>): Promise<Result>;
  /** Like `write`, one after another in the order of the calls. */
  writeInOrder<Result>(operation: () => Operation<Result>): Promise<Result>;
  /** Like `write`, and may wait a moment to share the cost of becoming durable with others: for what can be had again. */
  writeSoon<Result>(operation: () => Operation<Result>): Promise<Result>;
  /** Waits for the writes under way. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly?: boolean;
  /** A SQLite file that is not there is an error instead of being made. */
  mustExist?: boolean;
  /** Folder with the migrations; for tests. */
  migrations?: URL;
  /** Which library opens a SQLite file; the first that works when left out. For tests. */
  engine?: EngineName;
}

/** An operation that waits for its turn. */
export interface Waiting {
  operation: () => Operation<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** The error of a call after `close`. */
export function closedError(location: string): AssayError {
  return new AssayError("store/closed", `${location} is closed.`);
}
