/** Rows re-checked at the same time. */
const lanes = 4;

/** Does the work for every item, a few at a time, and ends when all are done; the first error ends it too. */
export async function inLanes<Item>(items: AsyncIterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const active = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  for await (const item of items) {
    const one: Promise<void> = work(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => active.delete(one));
    active.add(one);
    if (active.size >= lanes) await Promise.race(active);
    if (failure) break;
  }
  await Promise.all(active);
  if (failure) throw failure.error;
}
