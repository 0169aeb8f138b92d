import { fingerprint } from "../review/index.ts";
import { createRegister, dropped, type Finder, type Keep } from "./finder.ts";
import { createGroups } from "./groups.ts";
import { createReader } from "./worker/reader.mjs";

/**
 * Finds texts that are equal but for case, spaces, sentence marks and Unicode spelling; the case of short words and
 * formulae tells (Co, CO). Keeps 16 bytes of each SHA-256.
 */
export function createExactFinder({ keep = "first" }: { keep?: Keep | undefined } = {}): Finder {
  const register = createRegister(keep);
  const reader = createReader();
  const first = new Map<string, number>();
  const same: [number, number][] = [];
  return {
    add(entry) {
      const { forms } = reader.read(entry.text);
      const digest = `${Buffer.from(fingerprint(entry.text).slice(0, 32), "hex").toString("latin1")}${forms}`;
      const known = first.get(digest);
      if (known === undefined) first.set(digest, register.count);
      else same.push([known, register.count]);
      register.add(entry);
    },
    async finish() {
      const groups = createGroups(register.count);
      for (const [a, b] of same) groups.union(a, b);
      return dropped(groups.find, register, () => "exact");
    },
    method: () => ({ method: "exact", comparison: "SHA-256 of the text without case, spaces and sentence marks" }),
  };
}
