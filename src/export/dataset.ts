import type { Evidence } from "../../schema/evidence.ts";
import {
  type ExportDataset,
  type ExportGate,
  type ExportOrigin,
  type ExportPart,
  type ExportRequest,
  type ExportRow,
  exportParts,
} from "../../schema/export.ts";
import type { Store } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { partOf, type Split } from "./split.ts";

/** Passages kept in memory while streaming; many rows share one. */
const passagesKept = 2_000;

/** One run as an export reads it. */
export interface RunSource {
  run: string;
  type: AnyTrainingType;
  origin: ExportOrigin;
}

export interface OpenOptions {
  gates: readonly ExportGate[];
  verdicts: readonly string[];
  split: Split;
  signal?: AbortSignal;
}

/**
 * The rows of runs that may go out, with what the gates did. Gates that must see everything first are shown the rows of
 * all runs, in order, of which each gate gets those that the earlier ones let through.
 */
export async function openDatasets(
  store: Store,
  sources: readonly [RunSource, ...RunSource[]],
  { gates, verdicts, split, signal }: OpenOptions,
): Promise<Pick<ExportRequest, "datasets" | "gates">> {
  const passages = passagesOf(store);
  const parts = exportParts.filter((part) => split[part] > 0);
  /** Rows held back in the last pass over a run's part, by reason. */
  const withheld = new Map<string, Record<string, number>>();

  async function* read({ run, type }: RunSource): AsyncGenerator<ExportRow> {
    for await (const sample of store.samples.iterate(run, type.name, { verdicts })) {
      signal?.throwIfAborted();
      yield { sample, evidence: await passages(sample.sources) };
    }
  }

  for (const [place, gate] of gates.entries()) {
    if (!gate.look) continue;
    const earlier = gates.slice(0, place);
    for (const source of sources) {
      for await (const row of read(source)) if (reasonOf(earlier, row) === null) await gate.look(row);
    }
    await gate.settle?.();
  }

  async function* rows(source: RunSource, part: ExportPart): AsyncGenerator<ExportRow> {
    const counted: Record<string, number> = {};
    withheld.set(`${source.run} ${part}`, counted);
    for await (const row of read(source)) {
      const { sample } = row;
      const own = parts.length === 1 || partOf(split, sample.subTopic, source.type.text(sample.row).prompt) === part;
      const reason = own ? reasonOf(gates, row) : null;
      if (reason !== null) counted[reason] = (counted[reason] ?? 0) + 1;
      else if (own) yield row;
    }
  }

  const datasetOf = (source: RunSource): ExportDataset => ({
    type: source.type,
    parts,
    rows: (part) => rows(source, part),
    origin: source.origin,
  });
  const [first, ...others] = sources;
  return {
    datasets: [datasetOf(first), ...others.map(datasetOf)],
    gates: () => ({
      withheld: sum([...withheld.values()]),
      findings: Object.fromEntries(gates.map((gate) => [gate.name, gate.findings()])),
    }),
  };
}

function reasonOf(gates: readonly ExportGate[], row: ExportRow): string | null {
  for (const gate of gates) {
    const reason = gate.refuses(row);
    if (reason !== null) return reason;
  }
  return null;
}

function sum(counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts)
    for (const [reason, rows] of Object.entries(one)) total[reason] = (total[reason] ?? 0) + rows;
  return Object.fromEntries(Object.entries(total).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function passagesOf(store: Store): (ids: readonly string[]) => Promise<Evidence[]> {
  const kept = new Map<string, Evidence>();
  return async (ids) => {
    if (ids.some((id) => !kept.has(id))) {
      if (kept.size > passagesKept) kept.clear();
      const needed = ids.filter((id) => !kept.has(id));
      for (const passage of await store.evidence.get(needed)) kept.set(passage.id, passage);
    }
    return ids.flatMap((id) => kept.get(id) ?? []);
  };
}
