import { fileURLToPath } from "node:url";
import { AssayError } from "../../schema/error.ts";

/** Where a database is: a driver's name and what that driver opens. */
export interface Location {
  driver: "sqlite" | "postgres";
  target: string;
}

/** Reads `--db`: a path, `sqlite:PATH`, `file:` or `postgres://`. */
export function parseLocation(location: string): Location {
  if (location === "") throw wrong("is empty");
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return { driver: "sqlite", target: location };
    case "file":
      return { driver: "sqlite", target: location.startsWith("file://") ? fileTarget(location) : location.slice(5) };
    case "sqlite":
      return { driver: "sqlite", target: location.replace(/^sqlite:(\/\/)?/i, "") };
    case "postgres":
    case "postgresql":
      if (!URL.canParse(location)) throw wrong("is no URL");
      return { driver: "postgres", target: location };
    default:
      throw wrong(`starts with ${scheme}:, which is no database assay knows`);
  }
}

function fileTarget(location: string): string {
  try {
    return fileURLToPath(location);
  } catch (cause) {
    throw wrong("is no file URL of this machine", cause);
  }
}

function wrong(what: string, cause?: unknown): AssayError {
  return new AssayError("config/db", `the database location ${what}.`, {
    hint: "Give --db a file such as assay.db, or postgres://user@host/name.",
    cause,
  });
}

/** A URL as people may see it: no password, no parameters. */
export function withoutSecrets(location: string): string {
  const url = new URL(location);
  return `${url.protocol}//${url.username ? `${url.username}@` : ""}${url.host}${url.pathname}`;
}
