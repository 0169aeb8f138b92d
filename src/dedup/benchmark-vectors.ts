import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { embeddingBatch } from "../../schema/model.ts";
import { type Benchmark, openBenchmark } from "./benchmark.ts";
import { dot, type Embedder, normalised } from "./embedder.ts";

/** Texts of all benchmark files that are embedded at most. */
export const benchmarkTextLimit = 50_000;
/** Numbers of their vectors at most (Gemini gives 768 a text): 154 MB, the memory that the comparison holds. */
export const benchmarkNumberLimit = benchmarkTextLimit * 768;
/** Shorter texts (labels, choices, ids) say nothing by their meaning; they count only where an item has no longer one. */
const tellingWords = 5;

export type EmbeddedFile = Pick<Benchmark, "file" | "sha256" | "bytes"> & { items: number; texts: number };

/** The item that a vector lies closest to, and the cosine between them. */
export interface Nearest {
  benchmark: string;
  item: number;
  similarity: number;
}

export interface BenchmarkVectors {
  files: readonly EmbeddedFile[];
  /** Texts that were embedded; a vector is compared with every one. */
  texts: number;
  /** The closest item; of several equally close ones the first. Null where there is none or the vector has no direction. */
  nearest(vector: Float32Array): Nearest | null;
}

/**
 * Embeds the items of benchmark files. A text that stands in several items is embedded once, for the first. Nothing is
 * asked of the model before all texts are counted. Throws `export/benchmark` and, above the limits, `export/decontamination`.
 */
export async function embedBenchmarks(paths: readonly string[], { model, embed }: Embedder): Promise<BenchmarkVectors> {
  const benchmarks = await Promise.all(paths.map(openBenchmark));
  const files: EmbeddedFile[] = benchmarks.map(({ items, ...facts }) => ({ ...facts, items: 0, texts: 0 }));
  let texts = 0;
  for await (const { file } of textsOf(benchmarks, (at) => (files[at]!.items += 1))) {
    texts += 1;
    files[file]!.texts += 1;
    if (texts > benchmarkTextLimit) {
      throw tooLarge(`The benchmark files hold more than ${benchmarkTextLimit} texts to be embedded.`);
    }
  }

  const vectors: Float32Array[] = [];
  const places: { file: number; number: number }[] = [];
  let waiting: string[] = [];
  const flush = async (): Promise<void> => {
    const found = await embed(waiting);
    waiting = [];
    const length = found[0]?.length ?? 0;
    if (length * texts > benchmarkNumberLimit) {
      throw tooLarge(`${model} gives ${length} numbers for each of ${texts} texts; ${benchmarkNumberLimit} fit.`);
    }
    for (const vector of found) vectors.push(normalised(sameLength(vector, vectors[0] ?? found[0]!, model)));
  };
  for await (const { file, number, text } of textsOf(benchmarks)) {
    waiting.push(text);
    places.push({ file, number });
    if (waiting.length === embeddingBatch) await flush();
  }
  if (waiting.length > 0) await flush();

  return {
    files,
    texts,
    nearest(vector) {
      const first = vectors[0];
      if (!first) return null;
      const own = normalised(sameLength(vector, first, model));
      let best = -1;
      let closest = 0;
      for (let at = 0; at < vectors.length; at++) {
        const similarity = dot(own, vectors[at]!);
        if (similarity > closest) [closest, best] = [similarity, at];
      }
      if (best < 0) return null;
      const { file, number } = places[best]!;
      return { benchmark: files[file]!.file, item: number, similarity: rounded(closest) };
    },
  };
}

async function* textsOf(
  benchmarks: readonly Benchmark[],
  seen: (file: number) => void = () => {},
): AsyncGenerator<{ file: number; number: number; text: string }> {
  const known = new Set<string>();
  for (const [file, { items }] of benchmarks.entries()) {
    for await (const { number, texts } of items()) {
      seen(file);
      const telling = texts.filter((text) => (text.match(/\S+/g)?.length ?? 0) >= tellingWords);
      const all = telling.length > 0 ? telling : [texts.join("\n")];
      for (const text of all.map((one) => one.trim())) {
        const mark = sha256(text);
        if (text === "" || known.has(mark)) continue;
        known.add(mark);
        yield { file, number, text };
      }
    }
  }
}

/** To six places, so that equal texts are 1 and the card's number is the one that was held against the threshold. */
const rounded = (similarity: number): number => Math.round(similarity * 1e6) / 1e6;

function sameLength(vector: Float32Array, first: Float32Array, model: string): Float32Array {
  if (vector.length === first.length) return vector;
  throw new AssayError(
    "export/decontamination",
    `${model} gave vectors of ${first.length} and of ${vector.length} numbers, which cannot be compared.`,
  );
}

const tooLarge = (message: string): AssayError =>
  new AssayError("export/decontamination", message, {
    hint: "Name fewer or smaller benchmark files; --decontaminate without a model has no such limit.",
  });
