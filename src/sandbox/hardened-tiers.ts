import { dropsRoot, findBubblewrap, SANDBOX_ID } from "./bubblewrap.ts";

/** What is put around a hardened child. */
export interface Wrapping {
  /** Path of bwrap for a jail (tier 1); none is tier 0. */
  bubblewrap?: string;
  /** Uid and gid to become first. */
  identity?: number;
}

/** The wrappings to try here, the safest first. */
export function wrappings(): Wrapping[] {
  const bubblewrap = findBubblewrap();
  if (!bubblewrap) return [{}];
  // Nobody cannot read an installation in root's home, hence the second choice.
  return dropsRoot() ? [{ bubblewrap, identity: SANDBOX_ID }, { bubblewrap }, {}] : [{ bubblewrap }, {}];
}
