import { createHash } from "node:crypto";

/** JSON with sorted keys and no undefined: equal values give equal text (RFC 8785 in spirit, numbers as JavaScript prints them). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A content id: the first `length` hexadecimal digits of the SHA-256 of the canonical JSON of `value`. */
export function contentId(value: unknown, length = 24): string {
  return sha256(canonicalJson(value)).slice(0, length);
}
