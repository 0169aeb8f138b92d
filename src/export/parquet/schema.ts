import type { SchemaElement } from "hyparquet-writer";
import type { Shape } from "./shape.ts";

type Kind = Shape["kind"];

const physical: Partial<Record<Kind, Omit<SchemaElement, "name">>> = {
  boolean: { type: "BOOLEAN" },
  double: { type: "DOUBLE" },
  integer: { type: "INT32" },
};
const text: Omit<SchemaElement, "name"> = { type: "BYTE_ARRAY", converted_type: "UTF8" };

/** Parquet's flat list of elements for columns: lists in the three levels of the specification, everything optional. */
export function schemaElements(columns: ReadonlyMap<string, Shape>): SchemaElement[] {
  const inner = [...columns].flatMap(([name, shape]) => elements(name, shape));
  return [{ name: "schema", num_children: columns.size }, ...inner];
}

function elements(name: string, shape: Shape): SchemaElement[] {
  const repetition_type = "OPTIONAL";
  if (shape.kind === "list" || shape.kind === "json-list") {
    return [
      { name, repetition_type, converted_type: "LIST", num_children: 1 },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      ...elements("element", shape.kind === "list" ? shape.item : { kind: "string" }),
    ];
  }
  if (shape.kind === "struct") {
    const inner = [...shape.fields].flatMap(([field, own]) => elements(field, own));
    return [{ name, repetition_type, num_children: shape.fields.size }, ...inner];
  }
  return [{ name, repetition_type, ...(physical[shape.kind] ?? text) }];
}

/** The same columns as `datasets` describes them: the `features` of the `huggingface` key and of a card. */
export function features(columns: ReadonlyMap<string, Shape>): Record<string, unknown> {
  return Object.fromEntries([...columns].map(([name, shape]) => [name, feature(shape)]));
}

const types: Partial<Record<Kind, string>> = { boolean: "bool", double: "float64", integer: "int32" };

function feature(shape: Shape): unknown {
  if (shape.kind === "list") return { feature: feature(shape.item), _type: "List" };
  if (shape.kind === "json-list") return { feature: { _type: "Json" }, _type: "List" };
  if (shape.kind === "struct") return features(shape.fields);
  return { dtype: types[shape.kind] ?? "string", _type: "Value" };
}

/** Makes the function that turns a row into what its columns hold: every column there, JSON text where they want it. */
export function rowFitter(
  columns: ReadonlyMap<string, Shape>,
): (row: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const all = [...columns].map(([name, shape]) => ({ name, adapt: fitter(shape) }));
  return (row) => {
    const fitted: Record<string, unknown> = {};
    for (const { name, adapt } of all) fitted[name] = adapt ? adapt(row[name]) : (row[name] ?? null);
    return fitted;
  };
}

/** Turns a value into what its shape's Parquet column holds. Returns the value itself where nothing is to be done. */
function fitter(shape: Shape): ((value: unknown) => unknown) | null {
  const json = (value: unknown): unknown => (value == null ? null : JSON.stringify(value));
  if (shape.kind === "json") return json;
  if (shape.kind === "json-list") return (value) => (Array.isArray(value) ? value.map(json) : null);
  if (shape.kind === "list") {
    const inner = fitter(shape.item);
    return inner && ((value) => (Array.isArray(value) ? value.map(inner) : null));
  }
  if (shape.kind === "struct") {
    const inner = [...shape.fields].flatMap(([name, own]): [string, (value: unknown) => unknown][] => {
      const adapt = fitter(own);
      return adapt ? [[name, adapt]] : [];
    });
    if (inner.length === 0) return null;
    return (value) => {
      if (value == null) return null;
      const fitted = { ...(value as Record<string, unknown>) };
      for (const [name, adapt] of inner) fitted[name] = adapt(fitted[name]);
      return fitted;
    };
  }
  return null;
}
