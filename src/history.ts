import type { Receipt } from "../schema/execution.ts";
import type { Review } from "../schema/review.ts";
import type { CallRecord, StageRecord } from "../schema/store.ts";
import type { AttemptOutput, GenerateOutput, SettleOutput } from "./engine/item.ts";

/** Lines of one field of a draft that went and came from one attempt to the next. */
export interface DraftChange {
  field: string;
  removed: string[];
  added: string[];
}

/** One attempt at a row: what it was told, what it wrote, and what was found. */
export interface RowAttempt {
  attempt: number;
  /** The review's words that it was written with; null for the first. */
  feedback: string | null;
  draft: unknown;
  /** What differs from the draft before; empty for the first. */
  changes: DraftChange[];
  receipts: (Receipt & { stage: string; attempt: number })[];
  review: Review | null;
  calls: CallRecord[];
}

const ofAttempts = new Set(["generate", "verify", "derive", "review"]);

/** The attempts at a row in order, from the records of its stages. */
export function rowAttempts(
  records: readonly StageRecord[],
  receipts: readonly (Receipt & { stage: string; attempt: number })[],
  reviews: readonly Review[],
  calls: readonly CallRecord[],
): RowAttempt[] {
  const drafts = records
    .filter(({ stage }) => stage === "generate")
    .map(({ attempt, output }) => ({ attempt, draft: (output as GenerateOutput).draft }))
    .sort((a, b) => a.attempt - b.attempt);
  const reviewOf = (attempt: number): Review | null => reviews.find((review) => review.attempt === attempt) ?? null;
  return drafts.map(({ attempt, draft }, index) => {
    const before = drafts[index - 1];
    return {
      attempt,
      feedback: before ? (reviewOf(before.attempt)?.feedback ?? null) : null,
      draft,
      changes: before ? draftChanges(before.draft, draft) : [],
      receipts: receipts.filter((receipt) => receipt.attempt === attempt),
      review: reviewOf(attempt),
      calls: calls.filter((call) => ofAttempts.has(call.stage) && call.attempt === attempt),
    };
  });
}

/** What another model's attempts at the row came to; null where there were none. */
export function measuredDifficulty(records: readonly StageRecord[]): Omit<AttemptOutput, "traces"> | null {
  const record = records.find(({ stage }) => stage === "attempt");
  if (!record) return null;
  const { rate, attempts } = record.output as AttemptOutput;
  return { rate, attempts };
}

/** Why the item was settled as it was; empty where it was approved. */
export function settledReason(records: readonly StageRecord[]): string {
  const record = records.find(({ stage }) => stage === "settle");
  return record ? (record.output as SettleOutput).reason : "";
}

/** The fields that differ between two drafts, line by line; lines that both have in the same order are left out. */
export function draftChanges(before: unknown, after: unknown): DraftChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((field) => {
    const [was, is] = [linesOf(old[field]), linesOf(fresh[field])];
    const { removed, added } = lineChanges(was, is);
    return removed.length + added.length === 0 ? [] : [{ field, removed, added }];
  });
}

const fieldsOf = (draft: unknown): Record<string, unknown> =>
  typeof draft === "object" && draft !== null && !Array.isArray(draft) ? { ...draft } : { draft };

const linesOf = (value: unknown): string[] => {
  if (value === undefined) return [];
  return (typeof value === "string" ? value : JSON.stringify(value, null, 1)).split("\n");
};

/** Longest texts, in lines, that are compared line by line; the table of the comparison is their product. */
const longestCompared = 500;

function lineChanges(was: readonly string[], is: readonly string[]): { removed: string[]; added: string[] } {
  if (was.length > longestCompared || is.length > longestCompared) {
    const same = was.join("\n") === is.join("\n");
    return same ? { removed: [], added: [] } : { removed: [...was], added: [...is] };
  }
  // common[i][j]: length of the longest common subsequence of was[i..] and is[j..].
  const common = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      common[i]![j] = was[i] === is[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const removed: string[] = [];
  const added: string[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) [i, j] = [i + 1, j + 1];
    else if (j >= is.length || (i < was.length && common[i + 1]![j]! >= common[i]![j + 1]!)) removed.push(was[i++]!);
    else added.push(is[j++]!);
  }
  return { removed, added };
}
