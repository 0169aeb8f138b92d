/** Hashes kept; the estimate's standard error is about 1.2 / √kept, 0.9 %. */
const kept = 16_384;

/**
 * Counts distinct 32-bit hashes in constant memory: exactly up to 16,384 of them, then by adaptive sampling (Wegman's
 * method; Flajolet, "On adaptive sampling", 1990), which keeps the hashes of an ever smaller share of the space. The count
 * depends on the set of hashes alone, not on their order.
 */
export function createDistinctCounter() {
  const held = new Set<number>();
  let mask = 0;
  return {
    add(hash: number): void {
      if ((hash & mask) !== 0) return;
      held.add(hash);
      while (held.size > kept) {
        mask = mask * 2 + 1;
        for (const other of held) if ((other & mask) !== 0) held.delete(other);
      }
    },
    count: (): number => held.size * (mask + 1),
    /** Whether the count is exact. */
    exact: (): boolean => mask === 0,
  };
}

export type DistinctCounter = ReturnType<typeof createDistinctCounter>;
