import { readFileSync } from "node:fs";
import { AssayError } from "../../schema/error.ts";

export interface Migration {
  /** From 1; the database's version once it is applied. */
  version: number;
  name: string;
  statements: string[];
}

/** Found from the source tree and from dist/ alike. */
export const migrationsFolder = new URL("../../schema/db/migrations/", import.meta.url);

/** The committed migrations of a dialect, in order. */
export function readMigrations(dialect: "sqlite" | "postgres", folder: URL = migrationsFolder): Migration[] {
  const base = new URL(`${dialect}/`, folder);
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(new URL("meta/_journal.json", base), "utf8"));
  return journal.entries.map((entry, index) => ({
    version: index + 1,
    name: entry.tag,
    statements: readFileSync(new URL(`${entry.tag}.sql`, base), "utf8")
      .split("--> statement-breakpoint")
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ""),
  }));
}

/** The migrations a database at `current` still needs; refuses one that a newer assay has written. */
export function pendingMigrations(migrations: readonly Migration[], current: number, location: string): Migration[] {
  if (current > migrations.length) {
    throw new AssayError(
      "store/newer",
      `${location} has database version ${current}; this assay knows versions up to ${migrations.length}.`,
      { hint: "Update assay, or choose another --db." },
    );
  }
  return migrations.slice(current);
}

/** A database that must not be written, but would have to be upgraded. */
export function olderError(location: string, current: number, known: number): AssayError {
  return new AssayError(
    "store/older",
    `${location} has database version ${current}, this assay needs ${known}, and it was opened for reading only.`,
    { hint: "Open it once for writing." },
  );
}

/** Remembers which migrations a database has; the same words in both dialects. */
export const ledger = {
  create:
    "CREATE TABLE IF NOT EXISTS assay_migrations (version integer PRIMARY KEY NOT NULL, name text NOT NULL, applied_at text NOT NULL)",
  current: "SELECT coalesce(max(version), 0) AS version FROM assay_migrations",
};
