import { z } from "zod";
import { Config } from "../../schema/config.ts";

export type ConfigKey = keyof Config;

/** What a field's JSON Schema says, as far as settings need it. */
interface FieldSchema {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  items?: { type?: string };
  enum?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  default?: unknown;
  description?: string;
}

/** One setting with all its names. */
export interface Field {
  key: ConfigKey;
  /** `--tier-complex`; null for what only a file can say. */
  flag: string | null;
  /** `ASSAY_TIER_COMPLEX`; null for what only a file can say. */
  variable: string | null;
  schema: FieldSchema;
  description: string;
  default: unknown;
}

const words = (key: string): string[] => key.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

/** Every setting, in the order of the schema. */
export function configFields(): Field[] {
  const { properties } = z.toJSONSchema(Config, { io: "input" }) as { properties: Record<ConfigKey, FieldSchema> };
  return (Object.keys(properties) as ConfigKey[]).map((key) => {
    const schema = properties[key];
    const textual = schema.type === "array" ? schema.items?.type === "string" : schema.type !== "object";
    return {
      key,
      flag: textual ? `--${words(key).join("-")}` : null,
      variable: textual ? `ASSAY_${words(key).join("_").toUpperCase()}` : null,
      schema,
      description: schema.description ?? "",
      default: schema.default,
    };
  });
}
