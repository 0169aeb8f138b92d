import type { ErrorCode } from "../../schema/error.ts";
import { AssayError, isAssayError } from "../../schema/error.ts";

interface Explanation {
  code: ErrorCode;
  hint: string;
  retryable?: boolean;
}

const corrupt = { code: "store/corrupt", hint: "Restore it from a copy, or choose another --db." } as const;
const unreadable = {
  code: "store/unreadable",
  hint: "Check the path and its permissions, or choose another --db.",
} as const;
const full = { code: "store/full", hint: "Free space on the disk, then run `assay resume`." } as const;
const busy = { code: "store/busy", hint: "Another process holds it; try again.", retryable: true } as const;
const connection = {
  code: "store/connection",
  hint: "Check that PostgreSQL runs there, and the user, password and database in --db.",
  retryable: true,
} as const;
const taken = {
  code: "store/conflict",
  hint: "Another program's table has that name; give assay a database or a schema of its own.",
} as const;
const conflict = { code: "store/conflict", hint: "This is a fault in assay; please report it." } as const;

/** By the beginning of the driver's code: SQLite's names, PostgreSQL's five-character states, Node's errors. */
const explanations: readonly (readonly [RegExp, Explanation])[] = [
  [/^SQLITE_(NOTADB|CORRUPT|FORMAT|SCHEMA)/, corrupt],
  [/^SQLITE_(CANTOPEN|PERM|AUTH|READONLY|NOLFS)/, unreadable],
  [/^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE|TOOBIG|NOMEM)/, full],
  [/^SQLITE_IOERR/, unreadable],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, busy],
  [/^SQLITE_(CONSTRAINT|MISMATCH|RANGE|ERROR)/, conflict],
  [/^(EACCES|EEXIST|EPERM|EROFS|ENOTDIR|EISDIR|ENOENT|ELOOP|ENAMETOOLONG)$/, unreadable],
  [/^(ENOSPC|EDQUOT)$/, full],
  [
    /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|ERR_TLS)/,
    connection,
  ],
  [/^(08|28|3D|57P|53300$)/, connection],
  [/^(53100|53200|54)/, full],
  [/^(25006|42501)$/, unreadable],
  [/^(XX001|XX002)$/, corrupt],
  [/^(40001|40P01|55P03)$/, busy],
  [/^42P07$/, taken],
  [/^(42P01|42703)$/, corrupt],
  [/^(22|23|42)/, conflict],
];

/** The driver's own error inside the wrappers that carry the whole query in their messages. */
export function innermost(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.constructor.name === "DrizzleQueryError" && inner.cause) inner = inner.cause;
  return inner;
}

/** The code of a driver's error, empty when it has none. */
export function failureCode(error: unknown): string {
  const inner = innermost(error);
  const code = typeof inner === "object" && inner !== null && "code" in inner ? inner.code : "";
  return typeof code === "string" ? code : "";
}

/** Whether the database, or a file of it, may not be written; another error is none of permissions. */
export function mayNotWrite(error: unknown): boolean {
  const code = failureCode(isAssayError(error) ? error.cause : error);
  return /^(?:EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN|25006$|42501$)/.test(code);
}

/** Names a driver's error after the border; an error that is none of the database's stays as it is. */
export function explain(error: unknown, location: string): unknown {
  if (isAssayError(error)) return error;
  const inner = innermost(error);
  const code = failureCode(inner);
  const message = (inner instanceof Error ? inner.message : String(inner)) || code;
  const lost = /Connection terminated|timeout (exceeded|expired)|not queryable|SASL|password must be/i.test(message);
  const changed = code === "SQLITE_ERROR" && /^no such (table|column)/.test(message);
  const known = explanations.find(([pattern]) => pattern.test(code))?.[1] ?? (lost ? connection : undefined);
  const explanation = changed ? corrupt : known;
  if (!explanation) return inner;
  return new AssayError(explanation.code, `${location}: ${oneLine(message)}.`, {
    hint: explanation.hint,
    retryable: "retryable" in explanation && explanation.retryable === true,
    cause: inner,
  });
}

/** A message on one line without its last full stop. */
export function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}
