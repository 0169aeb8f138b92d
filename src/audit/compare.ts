/**
 * Whether a value read from a file is the one that was written: absent and null are the same in Parquet, and what had no
 * fixed shape stands there as JSON text.
 */
export function agrees(read: unknown, made: unknown): boolean {
  if (made === null || made === undefined) return read === null || read === undefined;
  if (typeof read === "string") return read === (typeof made === "string" ? made : JSON.stringify(made));
  if (Array.isArray(read) && Array.isArray(made)) {
    return read.length === made.length && read.every((item, place) => agrees(item, made[place]));
  }
  if (typeof read === "object" && read !== null && typeof made === "object") {
    const [a, b] = [read as Record<string, unknown>, made as Record<string, unknown>];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => agrees(a[key], b[key]));
  }
  return read === made;
}

/** The first line in which two texts differ, for people; null when they are equal. */
export function firstDifference(found: string, expected: string): string | null {
  if (found === expected) return null;
  const [a, b] = [found.split("\n"), expected.split("\n")];
  const line = a.findIndex((text, place) => text !== b[place]);
  const place = line < 0 ? a.length : line;
  const show = (text: string | undefined): string => (text === undefined ? "nothing" : `"${text.trim().slice(0, 80)}"`);
  return `line ${place + 1} says ${show(a[place])}; the files give ${show(b[place])}`;
}
