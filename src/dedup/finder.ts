/** One text among those compared. */
export interface Entry {
  text: string;
  /** Of several alike the one of highest quality may stay; see `keep`. */
  quality: number;
  /** What it stands in when it is not a row of the dataset: another run, a file. Such an entry always stays. */
  reference: string | null;
}

/** Why an entry is a duplicate: the place of the one that stays, and how alike the two are. */
export interface Duplicate {
  of: number;
  kind: "exact" | "near" | "semantic";
}

/** One way of finding duplicates. Entries are numbered from 0 in the order in which they were added. */
export interface Finder {
  add(entry: Entry): Promise<void> | void;
  /** Every entry that has to go, with what it is a duplicate of; ask once, after the last `add`. */
  finish(): Promise<Map<number, Duplicate>>;
  /** What was done, for the card. */
  method(): Record<string, unknown>;
}

/** Which of several alike stays: the first in the order of adding, or the one of highest quality (of equals the first). */
export type Keep = "first" | "best";

/** Qualities and origins of entries, without their texts. */
export function createRegister(keep: Keep) {
  const qualities: number[] = [];
  const references: (string | null)[] = [];
  let anyReference = false;
  return {
    add({ quality, reference }: Entry): void {
      qualities.push(quality);
      references.push(reference);
      anyReference ||= reference !== null;
    },
    get count() {
      return qualities.length;
    },
    /** The one of a group that stays; `members` ascend. References are never dropped, and win over rows. */
    kept(members: readonly number[]): number {
      const foreign = anyReference ? members.find((member) => references[member] !== null) : undefined;
      if (foreign !== undefined) return foreign;
      if (keep === "first") return members[0]!;
      return members.reduce((best, member) => (qualities[member]! > qualities[best]! ? member : best));
    },
    isReference: (member: number): boolean => references[member] !== null,
  };
}

export type Register = ReturnType<typeof createRegister>;

/** The entries to drop, of groups named by their smallest member. */
export function dropped(
  groupOf: (member: number) => number,
  register: Register,
  kindOf: (member: number, kept: number) => Duplicate["kind"],
): Map<number, Duplicate> {
  const members = new Map<number, number[]>();
  for (let member = 0; member < register.count; member++) {
    const group = groupOf(member);
    if (group === member) continue;
    const known = members.get(group);
    if (known) known.push(member);
    else members.set(group, [group, member]);
  }
  const found = new Map<number, Duplicate>();
  for (const group of members.values()) {
    const kept = register.kept(group);
    for (const member of group) {
      if (member !== kept && !register.isReference(member)) found.set(member, { of: kept, kind: kindOf(member, kept) });
    }
  }
  return found;
}
