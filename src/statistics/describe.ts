import { type DatasetRow, openRows } from "../dataset/index.ts";
import type { Session } from "../session.ts";
import { createStatistics, type Statistics } from "./index.ts";
import { createTimeline, type TimelineStep } from "./timeline.ts";

export interface DatasetCost {
  usd: number;
  inputTokens: number;
  outputTokens: number;
  calls: number;
  /** Everything that was spent, over the approved rows; null when there is none. */
  usdPerApprovedRow: number | null;
  /** Milliseconds of work over all sittings. */
  durationMs: number;
  rowsPerSecond: number | null;
}

/** A dataset described. Everything in it comes from the dataset itself: equal datasets give equal reports. */
export interface StatsReport {
  dataset:
    | {
        kind: "run";
        /** Its id. */
        name: string;
        request: string;
        type: string;
        status: string;
        requested: number;
        /** Items for which no row could be made. */
        failed: number;
      }
    | { kind: "folder"; name: string; files: string[] };
  statistics: Statistics;
  /** Null for files, which do not say. */
  cost: DatasetCost | null;
  /** Rows and spend over the time of a run, in 48 equal steps; empty for files. */
  timeline: TimelineStep[];
}

/**
 * Reads a run or a folder of exported files once and describes it. `look` sees every row as it goes by. Equal rows give
 * an equal report: nothing in it depends on when it is made.
 */
export async function describeDataset(
  session: Session,
  word: string | undefined,
  signal: AbortSignal,
  look: (row: DatasetRow) => void = () => {},
): Promise<StatsReport> {
  const dataset = await openRows(session, word);
  const statistics = createStatistics();
  if (dataset.kind === "folder") {
    for await (const row of dataset.rows()) {
      signal.throwIfAborted();
      statistics.add(row);
      look(row);
    }
    return {
      dataset: { kind: "folder", name: dataset.name, files: dataset.files },
      statistics: statistics.result(),
      cost: null,
      timeline: [],
    };
  }
  const { run } = dataset;
  const store = await session.existingStore();
  const [spend, counts] = await Promise.all([store.calls.totals(run.id), store.runs.counts(run.id)]);
  const timeline = createTimeline(run.createdAt, run.updatedAt);
  for await (const row of dataset.rows()) {
    signal.throwIfAborted();
    statistics.add(row);
    look(row);
    const { index, createdAt } = row.sample;
    const calls = spend.usd > 0 ? await store.calls.list({ run: run.id, item: `i:${index}` }) : [];
    const usd = calls.reduce((sum, call) => sum + call.usd, 0);
    timeline.add(createdAt, row.verdict === "approved", usd);
  }
  return {
    dataset: {
      kind: "run",
      name: run.id,
      request: run.request,
      type: run.spec.trainingType,
      status: run.status,
      requested: run.spec.count,
      failed: counts.failed,
    },
    statistics: statistics.result(),
    cost: {
      usd: spend.usd,
      inputTokens: spend.inputTokens,
      outputTokens: spend.outputTokens,
      calls: spend.calls,
      usdPerApprovedRow: counts.approved === 0 ? null : spend.usd / counts.approved,
      durationMs: run.durationMs,
      rowsPerSecond: run.durationMs === 0 ? null : counts.approved / (run.durationMs / 1000),
    },
    timeline: timeline.list(),
  };
}
