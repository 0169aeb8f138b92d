/** Disjoint sets of numbers below `size` (union-find with path halving); a set is named after its smallest member. */
export function createGroups(size: number) {
  const parent = new Uint32Array(size).map((_, index) => index);
  const find = (member: number): number => {
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    /** Joins the sets of two members. The result does not depend on the order of the calls. */
    union(a: number, b: number): void {
      const [first, second] = [find(a), find(b)];
      if (first < second) parent[second] = first;
      else parent[first] = second;
    },
  };
}

export type Groups = ReturnType<typeof createGroups>;

/**
 * Unites members that share a key and are alike, key by key. Within a key a member is compared with each group until one
 * of its members is alike, so that a thousand copies cost a thousand comparisons and not half a million.
 */
export function uniteByKey(
  size: number,
  keyOf: (member: number) => number,
  alike: (a: number, b: number) => boolean,
  groups: Groups,
): void {
  const bits = Math.max(1, Math.ceil(Math.log2(size + 1)));
  const place = 2 ** bits;
  // Key and member share a double's 53 bits. Beyond two million members the key loses bits; that costs comparisons only.
  const cut = 2 ** Math.max(0, bits + 32 - 53);
  const order = new Float64Array(size);
  for (let member = 0; member < size; member++) order[member] = Math.floor(keyOf(member) / cut) * place + member;
  order.sort();
  const keyAt = (at: number): number => Math.floor(order[at]! / place);
  for (let from = 0, to = 1; from < size; from = to++) {
    while (to < size && keyAt(to) === keyAt(from)) to++;
    if (to - from < 2) continue;
    let bucket: { member: number; others: number[] }[] = [];
    for (let at = from; at < to; at++) {
      const member = order[at]! % place;
      for (const group of bucket) {
        if (groups.find(group.member) === groups.find(member)) continue;
        if (alike(group.member, member) || group.others.some((other) => alike(other, member))) {
          groups.union(group.member, member);
        }
      }
      bucket = withMember(bucket, member, groups);
    }
  }
}

/** The bucket with one more member, groups that have become one put together. */
function withMember(
  bucket: { member: number; others: number[] }[],
  member: number,
  groups: Groups,
): { member: number; others: number[] }[] {
  const root = groups.find(member);
  const own = bucket.filter((group) => groups.find(group.member) === root);
  const [first, ...merged] = own;
  if (!first) bucket.push({ member, others: [] });
  first?.others.push(member);
  for (const group of merged) first!.others.push(group.member, ...group.others);
  return merged.length === 0 ? bucket : bucket.filter((group) => !merged.includes(group));
}
