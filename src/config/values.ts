import { z } from "zod";
import { AssayError } from "../../schema/error.ts";
import type { Field } from "./fields.ts";
import { didYouMean } from "./nearest.ts";

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const truth = z.stringbool();

/** What a field takes, to stand behind "expects". */
export function expectation({ schema }: Field): string {
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  switch (schema.type) {
    case "boolean":
      return "true or false (also yes or no, on or off, 1 or 0)";
    case "integer":
    case "number":
      return `a ${schema.type === "integer" ? "whole " : ""}number${range(schema)}`;
    case "array":
      return schema.items?.type === "string" ? "names separated by commas" : "a list";
    case "object":
      return "an object";
    default:
      return schema.minLength ? "text that is not empty" : "text";
  }
}

function range({ minimum, maximum }: Field["schema"]): string {
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (low && high) return ` from ${minimum} to ${maximum}`;
  if (low) return ` of at least ${minimum}`;
  return high ? ` of at most ${maximum}` : "";
}

/** A value that would be taken, for the hint. */
function sample({ schema }: Field): string {
  if (schema.enum) return schema.enum[0]!;
  if (schema.default !== undefined && !Array.isArray(schema.default)) return String(schema.default);
  if (schema.type === "integer" || schema.type === "number") return String(Math.max(schema.minimum ?? 0, 10));
  return schema.type === "array" ? "first,second" : "text";
}

const shown = (value: unknown): string => {
  const text = typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** The error for a value that does not fit: what was expected, what came, what to do. */
export function badValue(field: Field, value: unknown, origin: string): AssayError {
  const way = origin === field.variable ? `${origin}=` : origin === field.flag ? `${origin} ` : `${field.key}: `;
  const near = field.schema.enum ? didYouMean(String(value), field.schema.enum) : undefined;
  const came = value === "" ? "nothing" : shown(value);
  return new AssayError("config/bad-value", `${origin} expects ${expectation(field)}; ${came} came.`, {
    hint: near ?? `For instance ${way}${sample(field)}`,
  });
}

/** Reads a flag's or a variable's text as the field's type; bounds are left to the schema. */
export function parseText(field: Field, text: string, origin: string): unknown {
  const trimmed = text.trim();
  switch (field.schema.type) {
    case "integer":
    case "number":
      if (!number.test(trimmed)) throw badValue(field, text, origin);
      return Number(trimmed);
    case "boolean": {
      const parsed = truth.safeParse(trimmed);
      if (!parsed.success) throw badValue(field, text, origin);
      return parsed.data;
    }
    case "array":
      return trimmed
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== "");
    default:
      return text;
  }
}
