import type { JsonSchema } from "../../schema/model.ts";

/**
 * Keywords that `responseJsonSchema` and `parametersJsonSchema` take, by the type declarations of @google/genai 2.32.0
 * (GenerateContentConfig.responseJsonSchema). Others are at best ignored and at worst refused with 400 "Unknown name".
 */
const accepted = new Set([
  "$id",
  "$defs",
  "$ref",
  "$anchor",
  "type",
  "format",
  "title",
  "description",
  "enum",
  "items",
  "prefixItems",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
  "anyOf",
  "oneOf",
  "properties",
  "additionalProperties",
  "required",
]);

/** Constraints the model is told in words, because the schema cannot carry them. */
const told = ["minLength", "maxLength", "pattern", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems"];

/**
 * The JSON Schema that zod makes, as Gemini takes it. What the schema cannot say is said in the description; zod checks
 * the reply in any case. `propertyOrdering` keeps the order of the declaration, so that reasoning comes before answers.
 */
export function toGeminiSchema(schema: JsonSchema): JsonSchema {
  if (typeof schema.$ref === "string") return { $ref: schema.$ref };
  const merged = mergeAllOf(schema);
  const out: JsonSchema = {};
  for (const [key, value] of Object.entries(merged)) {
    if (accepted.has(key)) out[key] = convert(key, value);
  }
  const constant = merged.const;
  if (typeof constant === "string" || typeof constant === "number") out.enum = [constant];
  // zod states the range of safe integers for every z.int(); it says nothing and costs tokens.
  if (out.minimum === Number.MIN_SAFE_INTEGER) delete out.minimum;
  if (out.maximum === Number.MAX_SAFE_INTEGER) delete out.maximum;
  if (isSchema(out.properties)) out.propertyOrdering = Object.keys(out.properties);
  const words = constraints(merged);
  if (words) out.description = out.description ? `${out.description} (${words})` : words;
  return out;
}

function convert(key: string, value: unknown): unknown {
  switch (key) {
    case "properties":
    case "$defs":
      return Object.fromEntries(
        Object.entries(value as Record<string, JsonSchema>).map(([name, inner]) => [name, toGeminiSchema(inner)]),
      );
    case "anyOf":
    case "oneOf":
    case "prefixItems":
      return (value as JsonSchema[]).map(toGeminiSchema);
    default:
      return (key === "items" || key === "additionalProperties") && isSchema(value) ? toGeminiSchema(value) : value;
  }
}

/** `allOf`, which zod makes of intersections, has no place in Gemini's subset: its parts become one object. */
function mergeAllOf(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...whole } = schema;
  const properties = { ...(whole.properties as JsonSchema | undefined) };
  const required = new Set((whole.required as string[] | undefined) ?? []);
  for (const part of (allOf as JsonSchema[]).map(mergeAllOf)) {
    Object.assign(whole, part);
    Object.assign(properties, part.properties);
    for (const name of (part.required as string[] | undefined) ?? []) required.add(name);
  }
  return { ...whole, properties, required: [...required] };
}

function constraints(schema: JsonSchema): string {
  return told
    .filter((key) => schema[key] !== undefined && !(key === "minLength" && schema[key] === 1))
    .map((key) => `${key}: ${String(schema[key])}`)
    .join(", ");
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
