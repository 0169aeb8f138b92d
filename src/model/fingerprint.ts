import { canonicalJson, contentId, sha256 } from "../../schema/canonical.ts";
import type { ModelDriver, ModelRequest } from "../../schema/model.ts";

/** What identifies a request, and its size. */
export interface Fingerprint {
  /** Equal for requests that must give the same reply. */
  requestHash: string;
  /** Of what the model reads: the rendered messages, or the offline expert's input. */
  promptSha256: string;
  /** Generous estimate of the tokens sent. */
  inputTokens: number;
}

interface Digest {
  hash: string;
  tokens: number;
}

const absent: Digest = { hash: "", tokens: 0 };

/**
 * Fingerprints of one gateway's requests. What is long is turned into text and hashed once per call; tools and schemas,
 * which agents declare once and send often, once per object: they must not be changed after their first call.
 */
export function createFingerprint(): (
  driver: ModelDriver,
  request: ModelRequest,
  thinkingBudget: number | null,
) => Fingerprint {
  const known = new WeakMap<object, Digest>();
  const declared = (value: object | undefined): Digest => {
    if (value === undefined) return absent;
    let found = known.get(value);
    if (!found) {
      found = digest(value);
      known.set(value, found);
    }
    return found;
  };

  return (driver, request, thinkingBudget) => {
    const prompt = digest(driver.reads === "input" ? request.input : request.messages);
    const tools = request.tools.length === 0 ? absent : declared(request.tools);
    const schema = declared(request.outputSchema);
    const requestHash = contentId([
      driver.name,
      request.model,
      request.agent,
      prompt.hash,
      tools.hash,
      schema.hash,
      request.seed,
      request.temperature ?? null,
      request.maxOutputTokens,
      thinkingBudget,
    ]);
    return { requestHash, promptSha256: prompt.hash, inputTokens: prompt.tokens + tools.tokens + schema.tokens };
  };
}

function digest(value: unknown): Digest {
  const text = canonicalJson(value ?? null);
  return { hash: sha256(text), tokens: estimateTokens(text) };
}

/**
 * Tokens of a text, meant to be too high rather than too low: a token per 3.5 characters (English prose has four and
 * more, program text about 3.5) and half a token for each UTF-8 byte beyond a character's first, as scripts other than
 * Latin take up to one token a character.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3.5 + (Buffer.byteLength(text) - text.length) / 2);
}
