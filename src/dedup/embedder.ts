import { seedFrom } from "../../schema/random.ts";
import type { Session } from "../session.ts";
import { resolveModel } from "../tiers.ts";

/** An embedding model as those that compare by meaning use it. */
export interface Embedder {
  /** `driver/model`, for the card. */
  model: string;
  /** Embeds texts, one vector of equal length for each. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/**
 * Opens an embedding model that is called through the run's ledger and budget. `purpose` keeps the draws of one use apart
 * from another's. With no key or no such model it throws at once.
 */
export async function openEmbedder(
  session: Session,
  run: string,
  name: string,
  purpose: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Embedder> {
  const brought = Object.keys((await session.options()).drivers ?? {});
  const model = resolveModel(name, session.modelTable, brought);
  const { seed } = session.config;
  const gateway = await session.gateway(run, session.config, () => {}, seedFrom(seed, purpose), [model]);
  const place = { run, item: "export", stage: "embed", attempt: 1 };
  return { model, embed: (texts) => gateway.embed(model, texts, place, signal) };
}

/** The vector at length 1; one without direction becomes zero and is like nothing. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : vector.map(() => 0);
}

/** The sum of products: for vectors of length 1, the cosine of the angle between them. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
