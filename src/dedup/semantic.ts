import { AssayError } from "../../schema/error.ts";
import { embeddingBatch } from "../../schema/model.ts";
import type { Session } from "../session.ts";
import { dot, type Embedder, normalised, openEmbedder } from "./embedder.ts";
import { createRegister, dropped, type Finder, type Keep } from "./finder.ts";
import { createGroups } from "./groups.ts";

export interface SemanticOptions extends Embedder {
  /** Cosine similarity from which two texts are duplicates; default 0.95. */
  threshold?: number | undefined;
  keep?: Keep | undefined;
}

/** Every vector is compared with every other, so the work grows with the square. */
export const semanticLimit = 50_000;
const batchSize = embeddingBatch;
/** Rows compared with all earlier ones before other work gets its turn. */
const stretch = 64;

/**
 * Finds texts that mean nearly the same by the cosine of their embeddings. It sees no numbers: problems of one family with
 * other data lie close together, so it is for prose, and never on unless asked for. Up to 50,000 texts.
 */
export function createSemanticFinder({ embed, model, threshold = 0.95, keep = "first" }: SemanticOptions): Finder {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new AssayError("export/dedup", `A semantic threshold lies above 0 and is at most 1; got ${threshold}.`, {
      hint: "0.95 is usual.",
    });
  }
  const register = createRegister(keep);
  const vectors: Float32Array[] = [];
  let texts: string[] = [];

  const flush = async (): Promise<void> => {
    const found = await embed(texts);
    vectors.push(...found.map(normalised));
    texts = [];
  };

  return {
    async add(entry) {
      if (register.count >= semanticLimit) {
        throw new AssayError("export/dedup", `Semantic comparison takes at most ${semanticLimit} rows.`, {
          hint: "Leave out --semantic, or export fewer rows; --dedup near has no such limit.",
        });
      }
      register.add(entry);
      texts.push(entry.text);
      if (texts.length === batchSize) await flush();
    },
    async finish() {
      if (texts.length > 0) await flush();
      const groups = createGroups(vectors.length);
      for (let i = 1; i < vectors.length; i++) {
        for (let j = 0; j < i; j++) {
          if (dot(vectors[i]!, vectors[j]!) >= threshold) groups.union(i, j);
        }
        if (i % stretch === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return dropped(groups.find, register, () => "semantic");
    },
    method: () => ({ method: "semantic", comparison: "cosine similarity of embeddings", model, threshold }),
  };
}

/** Makes semantic finders that embed through the run's ledger and budget; with no key or no such model it throws at once. */
export async function openSemantic(
  session: Session,
  run: string,
  name: string,
  options: { semanticThreshold?: number | undefined; keep?: Keep | undefined; signal?: AbortSignal | undefined },
): Promise<() => Finder> {
  const { semanticThreshold: threshold, keep, signal } = options;
  const embedder = await openEmbedder(session, run, name, "semantic", signal);
  return () => createSemanticFinder({ ...embedder, threshold, keep });
}
