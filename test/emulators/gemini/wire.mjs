import { errorBody } from "./faults.mjs";

/** Keywords that the real API's JSON Schema fields document; anything else is refused here, so that it is noticed. */
const schemaKeywords = new Set(
  (
    "$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems minimum maximum " +
    "anyOf oneOf properties additionalProperties required propertyOrdering"
  ).split(" "),
);

/**
 * What the real API refuses and a client could get wrong; undefined when the request is fine.
 * @param {any} body
 * @param {string} model
 * @returns {{ status: number, body: unknown } | undefined}
 */
export function refusalOf(body, model) {
  /** @param {string} message */
  const invalid = (message) => ({ status: 400, body: errorBody(400, "INVALID_ARGUMENT", message) });
  if (!Array.isArray(body?.contents) || body.contents.length === 0) return invalid("contents is not specified");
  const config = body.generationConfig ?? {};
  const functions = functionsOf(body);
  if (config.responseMimeType === "application/json" && functions.length > 0 && !model.startsWith("gemini-3")) {
    return invalid("Function calling with a response mime type: 'application/json' is unsupported");
  }
  if (config.seed !== undefined && (config.seed > 2_147_483_647 || config.seed < -2_147_483_648)) {
    return invalid(`Invalid value at 'generation_config.seed' (TYPE_INT32), ${config.seed}`);
  }
  if (config.thinkingConfig?.thinkingBudget !== undefined && model.startsWith("gemini-2.0")) {
    return invalid("Thinking is not enabled for this model");
  }
  for (const schema of [config.responseJsonSchema, ...functions.map((each) => each.parametersJsonSchema)]) {
    const unknown = schema && unknownKeyword(schema);
    if (unknown) return invalid(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
  }
  if (model.startsWith("gemini-3")) {
    const unsigned = unsignedCall(body.contents);
    if (unsigned) {
      return invalid(
        `Function call is missing a thought_signature in functionCall parts. Additional data, function call \`${unsigned}\`.`,
      );
    }
  }
  return undefined;
}

/**
 * @param {any} body
 * @returns {any[]}
 */
export function functionsOf(body) {
  return (body.tools ?? []).flatMap((/** @type {any} */ tool) => tool.functionDeclarations ?? []);
}

/**
 * @param {any} schema
 * @returns {string | undefined}
 */
function unknownKeyword(schema) {
  if (typeof schema !== "object" || schema === null) return undefined;
  for (const [key, value] of Object.entries(schema)) {
    if (!schemaKeywords.has(key)) return key;
    const inner =
      key === "properties" || key === "$defs"
        ? Object.values(value)
        : key === "anyOf" || key === "oneOf" || key === "prefixItems"
          ? value
          : key === "items" || key === "additionalProperties"
            ? [value]
            : [];
    for (const each of inner) {
      const unknown = unknownKeyword(each);
      if (unknown) return unknown;
    }
  }
  return undefined;
}

/**
 * Gemini 3 wants its signature back on the first call of each of the model's turns.
 * @param {any[]} contents
 * @returns {string | undefined}
 */
function unsignedCall(contents) {
  for (const content of contents) {
    if (content.role !== "model") continue;
    const first = (content.parts ?? []).find((/** @type {any} */ part) => part.functionCall);
    if (first && !first.thoughtSignature) return first.functionCall.name;
  }
  return undefined;
}

/** @param {unknown} value */
export function tokensOf(value) {
  return Math.ceil((typeof value === "string" ? value : JSON.stringify(value)).length / 4);
}
