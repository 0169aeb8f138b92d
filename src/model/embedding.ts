import { canonicalJson, contentId, sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { type CallPlace, embeddingBatch, type ModelDriver, type ModelReply } from "../../schema/model.ts";
import { estimateTokens } from "./fingerprint.ts";
import type { Ask } from "./gateway.ts";
import type { LedgerEntry } from "./ledger.ts";

/**
 * Embeds texts batch by batch, each batch one call in the ledger. The vectors are not kept there: they are large, cheap to
 * ask for again, and no row rests on them.
 */
export async function embedInBatches(
  { modelId, model, driver }: { modelId: string; model: string; driver: ModelDriver },
  texts: readonly string[],
  place: CallPlace,
  send: (ask: Ask, entry: LedgerEntry) => Promise<unknown>,
): Promise<Float32Array[]> {
  if (!driver.embed) {
    throw new AssayError("config/model", `${modelId} gives no embeddings.`, {
      hint: "Choose an embedding model, for instance gemini/gemini-embedding-001.",
    });
  }
  const all: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += embeddingBatch) {
    const batch = texts.slice(from, from + embeddingBatch);
    const text = canonicalJson(batch);
    const promptSha256 = sha256(text);
    const entry: LedgerEntry = {
      requestHash: contentId([driver.name, model, "embedding", promptSha256]),
      promptSha256,
      inputTokens: estimateTokens(text),
      place,
      agent: "embedding",
      modelId,
    };
    let vectors: Float32Array[] = [];
    const ask: Ask = async (signal) => {
      const reply = await driver.embed!({ model, texts: batch }, signal);
      const length = reply.vectors[0]?.length ?? 0;
      if (reply.vectors.length !== batch.length || length === 0 || reply.vectors.some((own) => own.length !== length)) {
        throw new AssayError(
          "model/interrupted",
          `${modelId} gave ${reply.vectors.length} of ${batch.length} vectors.`,
          {
            retryable: true,
          },
        );
      }
      vectors = reply.vectors;
      const recorded: ModelReply = {
        text: "",
        toolCalls: [],
        finish: "stop",
        usage: reply.usage,
        model: reply.model,
        raw: { vectors: vectors.length, length },
      };
      return recorded;
    };
    await send(ask, entry);
    all.push(...vectors);
  }
  return all;
}
