/** One record of a file: its value, or why it has none. `place` is its line in JSON Lines, its row elsewhere, from 1. */
export type FileRecord =
  | { place: number; value: Record<string, unknown> }
  | { place: number; fault: string; text: string };

/** Characters of one record that are read at most. */
export const longestRecord = 16 * 1024 * 1024;
/** Levels to which a record may be nested. */
export const deepestRecord = 64;
/** Characters of a bad record that the report of rejected ones repeats. */
const repeated = 2_000;

export const faulty = (place: number, fault: string, text = ""): FileRecord => ({
  place,
  fault,
  text: text.slice(0, repeated),
});

/** A record from its JSON text. Never throws. */
export function parseRecord(place: number, text: string): FileRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return faulty(place, `not JSON: ${(error as Error).message.slice(0, 200)}`, text);
  }
  const fault = faultOf(value);
  return fault === null ? { place, value: value as Record<string, unknown> } : faulty(place, fault, text);
}

const halfPair = /\p{Surrogate}/u;

/** Why a value cannot be a record; null when it can. Walks without recursion, because a file may nest as deep as it likes. */
export function faultOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not a JSON object";
  const open: [object, number][] = [[value, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [held, depth] = next;
    if (depth > deepestRecord) return `nested deeper than ${deepestRecord} levels`;
    for (const [name, inner] of Object.entries(held)) {
      if (name === "__proto__") return 'a key is called "__proto__"';
      if (typeof inner === "string") {
        if (inner.includes("\0")) return `${JSON.stringify(name)} holds a NUL character`;
        if (halfPair.test(inner)) return `${JSON.stringify(name)} holds half a surrogate pair`;
      } else if (typeof inner === "number" && !Number.isFinite(inner)) {
        return `${JSON.stringify(name)} holds a number beyond what JSON can carry`;
      } else if (typeof inner === "object" && inner !== null) open.push([inner, depth + 1]);
    }
  }
  return null;
}
