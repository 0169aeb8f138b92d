import { setFlagsFromString } from "node:v8";

/** V8 releases that know the flag: those of Node 20 to 24. Others keep their own habit; an unknown flag would be reported. */
const known = { from: 11, to: 13 };
/** In percent of what is in use after a collection. */
const growth = 100;

/**
 * Keeps the memory of long runs flat. By itself V8 lets garbage grow to three times what is in use before it collects all
 * of it, and takes and returns 100 MB as it goes; with less room it collects oftener. For the command line only: in other
 * people's processes the heap is theirs.
 */
export function keepHeapSmall(): void {
  const release = Number.parseInt(process.versions.v8, 10);
  if (release >= known.from && release <= known.to) setFlagsFromString(`--heap-growing-percent=${growth}`);
}
