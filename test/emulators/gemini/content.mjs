import { createHash } from "node:crypto";

/** Self-written words for made-up strings. */
const words = "amber basin cedar delta ember fjord grove harbor inlet juniper kelp lagoon meadow nectar orchard".split(
  " ",
);

/**
 * A source of numbers in [0, 1), the same for the same seed text.
 * @param {string} seed
 * @returns {() => number}
 */
export function numbersFrom(seed) {
  let state = Number.parseInt(createHash("sha256").update(seed).digest("hex").slice(0, 8), 16);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/**
 * A value that a JSON Schema (or Gemini's upper-case Schema) allows.
 * @param {any} schema
 * @param {() => number} next
 * @param {any} [root]
 * @param {number} [depth]
 * @returns {unknown}
 */
export function valueFor(schema, next, root = schema, depth = 0) {
  if (schema === true || schema === undefined) return "anything";
  if (typeof schema.$ref === "string") {
    const target = schema.$ref
      .replace(/^#\//, "")
      .split("/")
      .reduce((/** @type {any} */ at, /** @type {string} */ key) => at?.[key], root);
    return depth > 12 ? null : valueFor(target ?? root, next, root, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[Math.floor(next() * schema.enum.length)];
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return valueFor(choices[0], next, root, depth + 1);
  const type = String(Array.isArray(schema.type) ? schema.type[0] : (schema.type ?? "object")).toLowerCase();
  switch (type) {
    case "string":
      return stringFor(schema, next);
    case "integer":
      return between(schema, next, true);
    case "number":
      return between(schema, next, false);
    case "boolean":
      return next() < 0.5;
    case "null":
      return null;
    case "array":
      return arrayFor(schema, next, root, depth);
    default:
      return objectFor(schema, next, root, depth);
  }
}

/** @param {any} schema @param {() => number} next */
function stringFor(schema, next) {
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  if (schema.format === "date") return "2026-01-01";
  const least = Number(schema.minLength ?? 1);
  let text = `${words[Math.floor(next() * words.length)]} ${Math.floor(next() * 1000)}`;
  while (text.length < least) text += ` ${words[Math.floor(next() * words.length)]}`;
  return schema.maxLength === undefined ? text : text.slice(0, Number(schema.maxLength));
}

/** @param {any} schema @param {() => number} next @param {boolean} whole */
function between(schema, next, whole) {
  const low = schema.minimum ?? Math.min(0, schema.maximum ?? 0);
  const high = schema.maximum ?? Math.max(low + 1, 1);
  const value = low + next() * (high - low);
  return whole ? Math.round(value) : Math.round(value * 1000) / 1000;
}

/** @param {any} schema @param {() => number} next @param {any} root @param {number} depth */
function arrayFor(schema, next, root, depth) {
  if (Array.isArray(schema.prefixItems)) {
    return schema.prefixItems.map((/** @type {any} */ item) => valueFor(item, next, root, depth + 1));
  }
  const least = Number(schema.minItems ?? (depth > 8 ? 0 : 1));
  return Array.from({ length: least }, () => valueFor(schema.items ?? { type: "string" }, next, root, depth + 1));
}

/** @param {any} schema @param {() => number} next @param {any} root @param {number} depth */
function objectFor(schema, next, root, depth) {
  const properties = schema.properties ?? {};
  const names = depth > 8 ? (schema.required ?? []) : Object.keys(properties);
  const made = names.map((/** @type {string} */ name) => [name, valueFor(properties[name], next, root, depth + 1)]);
  if (made.length === 0 && schema.additionalProperties && typeof schema.additionalProperties === "object") {
    made.push([words[0], valueFor(schema.additionalProperties, next, root, depth + 1)]);
  }
  return Object.fromEntries(made);
}
