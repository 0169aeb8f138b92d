import { AssayError } from "../../schema/error.ts";
import type { Source } from "../../schema/source.ts";

/** What carries a provider's key: never part of a stored URL, a cache key or an error. */
export interface Credentials {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/** The source's key. A required one that is missing is the user's to set. */
export function credentials(
  { name, auth }: Pick<Source, "name" | "auth">,
  environment: Readonly<Record<string, string | undefined>>,
): Credentials {
  const key = auth && environment[auth.variable]?.trim();
  if (auth && !key) {
    if (!auth.required) return { headers: {}, query: {} };
    throw new AssayError("source/auth", `The source "${name}" needs a key.`, { hint: `Set ${auth.variable}.` });
  }
  return auth && key
    ? { headers: auth.headers?.(key) ?? {}, query: auth.query?.(key) ?? {} }
    : { headers: {}, query: {} };
}
