import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { numbersFrom, valueFor } from "./content.mjs";
import { createFaults, errorBody, httpFaults, invalidKey } from "./faults.mjs";
import { functionsOf, refusalOf, tokensOf } from "./wire.mjs";

/**
 * A request as a test sees it.
 * @typedef {object} SeenRequest
 * @property {number} index number of the request, from 0
 * @property {string} model
 * @property {string} system text of the system instruction
 * @property {string} text all text of the contents, joined by newlines
 * @property {any} schema JSON Schema of the wanted answer, whichever way it was asked for
 * @property {{ name: string, description?: string, schema: any }[]} tools functions without the answer's own
 * @property {{ name: string, response: any }[]} results function results that came back so far
 * @property {string} key
 * @property {any} body the JSON as it came
 *
 * What a test makes the model say. `json` is the structured answer, given as text or as a call of the answer function,
 * as the request wants it. A string is plain text; undefined leaves it to the emulator.
 * @typedef {string | undefined | { json?: unknown, text?: string, calls?: { name: string, args: unknown }[],
 *   finishReason?: string, usage?: Record<string, number>, delayMs?: number }} Said
 *
 * @typedef {object} EmulatorOptions
 * @property {(request: SeenRequest) => Said | Promise<Said>} [reply]
 * @property {import("./faults.mjs").FaultPlan} [faults]
 * @property {number} [port] 0 or absent: a free one
 * @property {number} [latencyMs] before every answer
 * @property {number} [slowMs] of the fault `slow`
 * @property {number} [retrySeconds] what 429 answers ask for
 * @property {boolean} [remember] false keeps only the count, for long runs
 *
 * @typedef {object} Emulator
 * @property {string} url for GOOGLE_GEMINI_BASE_URL
 * @property {SeenRequest[]} requests
 * @property {() => number} count
 * @property {() => number} inFlight requests whose connection is open and unanswered
 * @property {() => number} mostInFlight
 * @property {(plan?: import("./faults.mjs").FaultPlan) => void} setFaults
 * @property {() => Promise<void>} close
 */

/** The function by which src/model/gemini-request.ts asks for an answer when there are tools as well. */
const answerFunction = "give_answer";

/**
 * The wire protocol of the Gemini API, enough of it for @google/genai: generateContent, streamGenerateContent and batchEmbedContents, with
 * Google's error bodies. Keys: `wrong-key` is refused as invalid, `suspended-key` as suspended with the key quoted.
 * @param {EmulatorOptions} [options]
 * @returns {Promise<Emulator>}
 */
export async function startGeminiEmulator(options = {}) {
  const { latencyMs = 0, slowMs = 300, retrySeconds = 0.2, remember = true } = options;
  const statuses = httpFaults(retrySeconds);
  let faultOf = createFaults(options.faults);
  /** @type {SeenRequest[]} */
  const requests = [];
  let count = 0;
  let open = 0;
  let most = 0;

  const server = createServer(async (incoming, outgoing) => {
    open++;
    most = Math.max(most, open);
    outgoing.once("close", () => open--);
    /** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
    const send = (status, body, headers) => {
      outgoing.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
      outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
    };

    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const path =
      /^\/v1(?:beta|alpha)?\/models\/([^/:]+):(generateContent|streamGenerateContent|batchEmbedContents)/.exec(
        incoming.url ?? "",
      );
    if (incoming.method !== "POST" || !path) return send(404, errorBody(404, "NOT_FOUND", "Not found."));
    const key = String(incoming.headers["x-goog-api-key"] ?? "");
    const model = String(path[1]);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const request = see(body, model, key, count++);
    if (remember) requests.push(request);

    if (key === "") return send(403, errorBody(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers."));
    if (key === "wrong-key") return send(400, invalidKey);
    if (key === "suspended-key") {
      const message = `Permission denied: Consumer 'api_key:${key}' has been suspended.`;
      return send(403, errorBody(403, "PERMISSION_DENIED", message));
    }
    if (!model.startsWith("gemini-")) {
      return send(404, errorBody(404, "NOT_FOUND", `models/${model} is not found for API version v1beta.`));
    }
    const embedding = path[2] === "batchEmbedContents";
    const refusal = embedding ? undefined : refusalOf(body, model);
    if (refusal) return send(refusal.status, refusal.body);

    const fault = faultOf(request);
    const status = statuses[fault];
    if (status) return send(status.status, status.body, status.headers);
    if (fault === "hang") return undefined;
    if (fault === "drop") return outgoing.destroy();
    const delay = fault === "slow" ? slowMs : latencyMs;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));

    if (embedding) return send(200, { embeddings: body.requests.map(embeddingOf) });
    const said = await options.reply?.(request);
    if (typeof said === "object" && said.delayMs) await new Promise((resolve) => setTimeout(resolve, said.delayMs));
    const response = respond(request, said, fault);
    if (fault === "drop-mid-body") {
      const text = JSON.stringify(response);
      outgoing.writeHead(200, { "content-type": "application/json", "content-length": String(text.length) });
      outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
      return undefined;
    }
    if (path[2] === "generateContent") return send(200, response);
    return send(200, `data: ${JSON.stringify(response)}\r\n\r\n`, { "content-type": "text/event-stream" });
  });

  await new Promise((resolve) => server.listen(options.port ?? 0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    requests,
    count: () => count,
    inFlight: () => open,
    mostInFlight: () => most,
    setFaults: (plan) => {
      faultOf = createFaults(plan);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {any} body
 * @param {string} model
 * @param {string} key
 * @param {number} index
 * @returns {SeenRequest}
 */
function see(body, model, key, index) {
  const functions = functionsOf(body).map((each) => ({
    name: each.name,
    description: each.description,
    schema: each.parametersJsonSchema ?? each.parameters,
  }));
  const parts = (body.contents ?? []).flatMap((/** @type {any} */ content) => content.parts ?? []);
  const config = body.generationConfig ?? {};
  return {
    index,
    model,
    key,
    body,
    system: textOf(body.systemInstruction?.parts ?? []),
    text: textOf(parts),
    schema:
      config.responseJsonSchema ??
      config.responseSchema ??
      functions.find((each) => each.name === answerFunction)?.schema,
    tools: functions.filter((each) => each.name !== answerFunction),
    results: parts.flatMap((/** @type {any} */ part) => part.functionResponse ?? []),
  };
}

/**
 * A vector in which every word has its place, so that texts of the same words lie close together.
 * @param {any} request
 */
function embeddingOf(request) {
  const values = new Array(request.outputDimensionality ?? 3_072).fill(0);
  const words =
    textOf(request.content?.parts ?? [])
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const word of words) {
    const place = Number.parseInt(createHash("sha256").update(word).digest("hex").slice(0, 8), 16) % values.length;
    values[place] += 1;
  }
  return { values };
}

/** @param {any[]} parts */
function textOf(parts) {
  return parts
    .map((part) => part.text)
    .filter((text) => text !== undefined)
    .join("\n");
}

/**
 * @param {SeenRequest} request
 * @param {Said} given
 * @param {import("./faults.mjs").FaultName} fault
 */
function respond(request, given, fault) {
  const config = request.body.generationConfig ?? {};
  const digest = createHash("sha256").update(JSON.stringify(request.body)).digest("hex");
  const said = typeof given === "string" ? { text: given } : (given ?? made(request, digest));
  const promptTokenCount = tokensOf(request.body.contents) + tokensOf(request.body.systemInstruction ?? "");
  const base = { modelVersion: request.model, responseId: digest.slice(0, 16) };
  const unused = { usageMetadata: { promptTokenCount, totalTokenCount: promptTokenCount } };
  if (fault === "prompt-blocked") return { ...base, ...unused, promptFeedback: { blockReason: "PROHIBITED_CONTENT" } };
  if (fault === "empty-candidates") return { ...base, ...unused };

  let { finishReason = "STOP" } = said;
  /** @type {any[] | undefined} */
  let parts = partsOf(request, said, fault, digest);
  if (fault === "safety" || fault === "recitation") {
    finishReason = fault.toUpperCase();
    parts = undefined;
  }
  if (fault === "empty-text") parts = [];
  if (fault === "malformed-call") {
    finishReason = "MALFORMED_FUNCTION_CALL";
    parts = undefined;
  }
  const limit = Number(config.maxOutputTokens ?? 65_536);
  const text = parts?.[0]?.text;
  if (typeof text === "string" && (fault === "truncated" || tokensOf(text) > limit)) {
    finishReason = "MAX_TOKENS";
    parts = [{ text: text.slice(0, Math.min(text.length / 2, limit * 4)) }];
  }
  const thoughtsTokenCount = config.thinkingConfig?.thinkingBudget ? 16 : 0;
  const candidatesTokenCount = parts ? tokensOf(parts) : 0;
  return {
    ...base,
    candidates: [{ content: { role: "model", ...(parts && { parts }) }, finishReason, index: 0 }],
    usageMetadata: {
      promptTokenCount,
      candidatesTokenCount,
      ...(thoughtsTokenCount > 0 && { thoughtsTokenCount }),
      totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
      ...said.usage,
    },
  };
}

/**
 * What the emulator says when nobody told it.
 * @param {SeenRequest} request
 * @param {string} digest
 * @returns {Exclude<Said, string | undefined>}
 */
function made(request, digest) {
  if (request.schema === undefined) return { text: `Answer ${digest.slice(0, 8)}.` };
  return { json: valueFor(request.schema, numbersFrom(digest)) };
}

/**
 * @param {SeenRequest} request
 * @param {Exclude<Said, string | undefined>} said
 * @param {import("./faults.mjs").FaultName} fault
 * @param {string} digest
 */
function partsOf(request, said, fault, digest) {
  const signature = request.model.startsWith("gemini-3") ? Buffer.from(`thought ${digest}`).toString("base64") : "";
  /** @param {{ name: string, args: unknown }[]} calls */
  const callParts = (calls) =>
    calls.map(({ name, args }, index) => ({
      functionCall: { ...(signature && { id: `${digest.slice(0, 8)}-${index}` }), name, args },
      ...(signature && index === 0 && { thoughtSignature: signature }),
    }));

  const tool = request.tools[0];
  if (fault === "tool-call" && tool) {
    return callParts([{ name: tool.name, args: valueFor(tool.schema, numbersFrom(digest)) }]);
  }
  if (said.calls) return [...(said.text ? [{ text: said.text }] : []), ...callParts(said.calls)];
  if (said.json === undefined) return [{ text: said.text ?? "" }];
  const json = fault === "nonsense" ? valueFor(request.schema ?? {}, numbersFrom(`nonsense ${digest}`)) : said.json;
  const byFunction = functionsOf(request.body).some((each) => each.name === answerFunction);
  if (byFunction && fault !== "malformed-json") return callParts([{ name: answerFunction, args: json }]);
  const text = JSON.stringify(json);
  return [{ text: fault === "malformed-json" ? `\`\`\`json\n${text.slice(0, -1)},,` : text }];
}

/** @typedef {import("./faults.mjs").FaultName} FaultName */
