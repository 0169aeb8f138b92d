import { numbersFrom } from "./content.mjs";

/**
 * @typedef {"none" | "rate-limit" | "rate-limit-retry-info" | "rate-limit-retry-after" | "rate-limit-per-day"
 *   | "internal" | "unavailable" | "bad-gateway" | "bad-request" | "forbidden" | "not-found"
 *   | "truncated" | "safety" | "prompt-blocked" | "recitation" | "malformed-call" | "tool-call"
 *   | "malformed-json" | "nonsense" | "empty-candidates" | "empty-text"
 *   | "slow" | "hang" | "drop" | "drop-mid-body" | "invalid-http-json"} FaultName
 *
 * A list is used up call by call and then ends; `always` never ends; `rate` strikes with that probability; a function
 * decides by the request, of which it sees what `reply` sees.
 * @typedef {FaultName[] | { always: FaultName } | { rate: number, kinds: FaultName[], seed?: number }
 *   | ((request: import("./index.mjs").SeenRequest) => FaultName | undefined)} FaultPlan
 */

/**
 * @param {FaultPlan | undefined} plan
 * @returns {(request: import("./index.mjs").SeenRequest) => FaultName}
 */
export function createFaults(plan) {
  if (plan === undefined) return () => "none";
  if (typeof plan === "function") return (request) => plan(request) ?? "none";
  if (Array.isArray(plan)) {
    const left = [...plan];
    return () => left.shift() ?? "none";
  }
  if ("always" in plan) return () => plan.always;
  const next = numbersFrom(`faults ${plan.seed ?? 0}`);
  return () => (next() < plan.rate ? (plan.kinds[Math.floor(next() * plan.kinds.length)] ?? "none") : "none");
}

/**
 * The error body of Google APIs (google.rpc.Status as JSON).
 * @param {number} code
 * @param {string} status
 * @param {string} message
 * @param {Record<string, unknown>[]} [details]
 */
export function errorBody(code, status, message, details) {
  return { error: { code, message, status, ...(details && { details }) } };
}

export const invalidKey = errorBody(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [
  {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "API_KEY_INVALID",
    domain: "googleapis.com",
    metadata: { service: "generativelanguage.googleapis.com" },
  },
]);

/** @param {number} seconds @param {string} quotaId */
function quotaExhausted(seconds, quotaId) {
  return errorBody(
    429,
    "RESOURCE_EXHAUSTED",
    `You exceeded your current quota, please check your plan and billing details.\nPlease retry in ${seconds}s.`,
    [
      {
        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
        violations: [{ quotaMetric: "generativelanguage.googleapis.com/generate_content_requests", quotaId }],
      },
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${seconds}s` },
    ],
  );
}

/**
 * Faults that are whole HTTP answers.
 * @param {number} retrySeconds what the 429 answers ask for
 * @returns {Partial<Record<FaultName, { status: number, headers?: Record<string, string>, body: unknown }>>}
 */
export function httpFaults(retrySeconds) {
  return {
    "rate-limit": {
      status: 429,
      body: errorBody(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later."),
    },
    "rate-limit-retry-info": {
      status: 429,
      body: quotaExhausted(retrySeconds, "GenerateRequestsPerMinutePerProjectPerModel"),
    },
    "rate-limit-retry-after": {
      status: 429,
      headers: { "retry-after": String(Math.ceil(retrySeconds)) },
      body: errorBody(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later."),
    },
    "rate-limit-per-day": {
      status: 429,
      body: quotaExhausted(retrySeconds, "GenerateRequestsPerDayPerProjectPerModel-FreeTier"),
    },
    internal: { status: 500, body: errorBody(500, "INTERNAL", "An internal error has occurred.") },
    unavailable: {
      status: 503,
      body: errorBody(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    },
    "bad-gateway": { status: 502, headers: { "content-type": "text/html" }, body: "<html><h1>502</h1></html>" },
    "bad-request": { status: 400, body: errorBody(400, "INVALID_ARGUMENT", "Request contains an invalid argument.") },
    forbidden: {
      status: 403,
      body: errorBody(403, "PERMISSION_DENIED", "The caller does not have permission."),
    },
    "not-found": {
      status: 404,
      body: errorBody(404, "NOT_FOUND", "The model is not found for API version v1beta."),
    },
    "invalid-http-json": { status: 200, body: '{"candidates": [{"content": {"parts": [{"text": "cut of' },
  };
}
