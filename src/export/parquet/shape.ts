/**
 * What values a column holds, found by looking at rows: enough to write them as typed Parquet. `json` stands for values
 * of mixed shape, which are written as JSON text.
 */
export type Shape =
  | { kind: "null" | "boolean" | "double" | "integer" | "string" | "json" }
  | { kind: "json-list" }
  | { kind: "list"; item: Shape }
  | { kind: "struct"; fields: Map<string, Shape> };

const nothing: Shape = { kind: "null" };
const scalar = {
  boolean: { kind: "boolean" },
  number: { kind: "double" },
  string: { kind: "string" },
} as const;

/**
 * Names whose values have a shape of their own in every row: the arguments of calls and the schemas of tools. Tools go as
 * one JSON text, which every version of `datasets` and every trainer reads; calls as a list of JSON texts.
 */
const known: Readonly<Record<string, Shape>> = { tools: { kind: "json" }, tool_calls: { kind: "json-list" } };

/** The shape of one value. */
export function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return nothing;
  if (Array.isArray(value)) {
    let item: Shape = nothing;
    for (const one of value) item = mergeShapes(item, shapeOf(one));
    return { kind: "list", item };
  }
  if (typeof value === "object") {
    const fields = new Map<string, Shape>();
    for (const key of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[key];
      fields.set(key, inner !== null && Object.hasOwn(known, key) ? known[key]! : shapeOf(inner));
    }
    return fields.size === 0 ? { kind: "json" } : { kind: "struct", fields };
  }
  return scalar[typeof value as keyof typeof scalar] ?? { kind: "json" };
}

/** The narrowest shape that holds what both hold. The first one's order of fields stays. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  if (a === b || b.kind === "null") return a;
  if (a.kind === "null") return b;
  if (a.kind === "list" && b.kind === "list") {
    const item = mergeShapes(a.item, b.item);
    return item === a.item ? a : { kind: "list", item };
  }
  if (a.kind === "struct" && b.kind === "struct") return mergeFields(a, b);
  if (a.kind === b.kind) return a;
  return numeric(a) && numeric(b) ? { kind: "double" } : { kind: "json" };
}

const numeric = (shape: Shape): boolean => shape.kind === "double" || shape.kind === "integer";

/**
 * Turns of a conversation, and objects of which one has all the keys of the other, are one struct with optional fields;
 * others have nothing in common.
 */
function mergeFields(a: Extract<Shape, { kind: "struct" }>, b: Extract<Shape, { kind: "struct" }>): Shape {
  const [small, large] = a.fields.size <= b.fields.size ? [a, b] : [b, a];
  const turns = [small, large].every(({ fields }) => fields.has("role") && fields.has("content"));
  if (!turns && [...small.fields.keys()].some((key) => !large.fields.has(key))) return { kind: "json" };
  let changed = [...b.fields.keys()].some((key) => !a.fields.has(key));
  const fields = new Map<string, Shape>();
  for (const key of [...a.fields.keys(), ...[...b.fields.keys()].filter((name) => !a.fields.has(name))]) {
    const own = a.fields.get(key);
    const merged = mergeShapes(own ?? nothing, b.fields.get(key) ?? nothing);
    if (merged !== own) changed = true;
    fields.set(key, merged);
  }
  return changed ? { kind: "struct", fields } : a;
}

/**
 * The shape of rows: their columns side by side. Other than within a value, a column may be absent from any row.
 */
export class RowShape {
  readonly columns = new Map<string, Shape>();

  add(row: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(row)) {
      const value = row[name];
      const before = this.columns.get(name) ?? nothing;
      const shape = value != null && Object.hasOwn(known, name) ? known[name]! : shapeOf(value);
      const merged = mergeShapes(before, shape);
      if (merged !== before || !this.columns.has(name)) this.columns.set(name, merged);
    }
  }

  /** Numbers at a path are whole ones. */
  makeWhole(path: readonly string[]): void {
    let fields: Map<string, Shape> | undefined = this.columns;
    for (const name of path.slice(0, -1)) {
      const inner: Shape | undefined = fields?.get(name);
      fields = inner?.kind === "struct" ? inner.fields : undefined;
    }
    const last = path.at(-1) ?? "";
    if (fields?.get(last)?.kind === "double") fields.set(last, { kind: "integer" });
  }
}
