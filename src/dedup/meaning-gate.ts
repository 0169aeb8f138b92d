import { AssayError } from "../../schema/error.ts";
import type { ExportGate, ExportRow } from "../../schema/export.ts";
import { embeddingBatch } from "../../schema/model.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { Session } from "../session.ts";
import { type BenchmarkVectors, embedBenchmarks, type Nearest } from "./benchmark-vectors.ts";
import { type Embedder, openEmbedder } from "./embedder.ts";

export interface MeaningOptions extends Embedder {
  /** Paths of benchmark files: JSON Lines, Parquet, or text with one item a line. */
  files: readonly string[];
  /** Cosine similarity from which a row counts as contaminated; default 0.95. */
  threshold?: number | undefined;
}

/** Matches listed for the card; all are counted. */
const listed = 1_000;
const usual = 0.95;

/**
 * Makes gates, one a training type, that hold back rows whose prompt means nearly the same as an item of a benchmark file,
 * by the cosine of their embeddings. The benchmarks are embedded once for all of them; rows are embedded as they come, and
 * none of their text or vectors is kept. It finds paraphrases, which runs of words miss; it sees no numbers.
 */
export function meaningGates(options: MeaningOptions): (type: Pick<AnyTrainingType, "text">) => ExportGate {
  const { files, threshold = usual } = options;
  checkSettings(files, threshold);
  let opened: Promise<BenchmarkVectors> | undefined;
  const open = (): Promise<BenchmarkVectors> => {
    opened ??= embedBenchmarks(files, options);
    return opened;
  };
  return (type) => meaningGate(type, open, { ...options, threshold });
}

function checkSettings(files: readonly string[], threshold: number): void {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new AssayError(
      "export/decontamination",
      `The similarity for decontamination lies above 0 and is at most 1; got ${threshold}.`,
      { hint: "0.95 is usual." },
    );
  }
  if (files.length === 0) {
    throw new AssayError("export/decontamination", "Decontamination by a model needs a benchmark file; none came.", {
      hint: "Name one with --decontaminate FILE.",
    });
  }
}

function meaningGate(
  type: Pick<AnyTrainingType, "text">,
  open: () => Promise<BenchmarkVectors>,
  { embed, model, threshold }: MeaningOptions & { threshold: number },
): ExportGate {
  const removed = new Map<string, string>();
  const matches: ({ sample: string } & Nearest)[] = [];
  const counts = new Map<string, number>();
  let benchmarks: BenchmarkVectors | undefined;
  let waiting: { sample: string; prompt: string }[] = [];
  let rows = 0;
  let pairs = 0;
  /** The closest that a row which stays comes to an item: how much room there is below the threshold. */
  let closestKept: number | null = null;

  const examine = (sample: string, found: Nearest): void => {
    if (found.similarity < threshold) {
      closestKept = Math.max(closestKept ?? 0, found.similarity);
      return;
    }
    removed.set(sample, `contaminated: means nearly the same as an item of ${found.benchmark}`);
    counts.set(found.benchmark, (counts.get(found.benchmark) ?? 0) + 1);
    if (matches.length < listed) matches.push({ sample, ...found });
  };

  const flush = async (known: BenchmarkVectors): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0 || known.texts === 0) return;
    const vectors = await embed(batch.map(({ prompt }) => prompt));
    for (const [at, { sample }] of batch.entries()) {
      const found = known.nearest(vectors[at]!);
      pairs += known.texts;
      if (found) examine(sample, found);
      // Large benchmarks take a while for each row, and other work gets its turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };

  return {
    name: "semantic-contamination",
    async look({ sample }) {
      benchmarks = await open();
      rows += 1;
      const { prompt } = type.text(sample.row);
      if (prompt.trim() === "") return;
      waiting.push({ sample: sample.id, prompt });
      if (waiting.length === embeddingBatch) await flush(benchmarks);
    },
    async settle() {
      benchmarks = await open();
      await flush(benchmarks);
    },
    refuses: ({ sample }: ExportRow) => removed.get(sample.id) ?? null,
    findings: () => ({
      method: "highest cosine similarity of the prompt's embedding to a text of an item; it sees no numbers",
      model,
      threshold,
      benchmarks: benchmarks?.files ?? [],
      rows,
      pairs,
      removed: removed.size,
      removedBy: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
      closestKept,
      audit: "similarities were given by the model: an audit takes them as they stand here",
      matches,
    }),
  };
}

/**
 * Opens the gates with a model that is called through the run's ledger and budget; null without a model's name. With no
 * key, no such model or no file it throws at once.
 */
export async function openMeaningGates(
  session: Session,
  run: string,
  options: {
    decontaminate?: readonly string[] | undefined;
    decontaminateSemantic?: string | undefined;
    decontaminateThreshold?: number | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<((type: Pick<AnyTrainingType, "text">) => ExportGate) | undefined> {
  const { decontaminate: files = [], decontaminateSemantic: name, decontaminateThreshold: threshold, signal } = options;
  if (name === undefined) {
    if (threshold === undefined) return undefined;
    throw new AssayError("export/decontamination", "A similarity for decontamination needs a model; none came.", {
      hint: "Name one with --decontaminate-semantic gemini/gemini-embedding-001.",
    });
  }
  checkSettings(files, threshold ?? usual);
  return meaningGates({ ...(await openEmbedder(session, run, name, "decontamination", signal)), files, threshold });
}
