import { z } from "zod";
import { AssayError } from "../../schema/error.ts";
import type { ModelReply } from "../../schema/model.ts";
import { Usage } from "../../schema/model.ts";

/** A model's reply as the ledger keeps it. */
export const Reply: z.ZodType<ModelReply> = z.object({
  text: z.string(),
  toolCalls: z.array(
    z.object({ id: z.string(), name: z.string(), arguments: z.unknown(), signature: z.string().optional() }),
  ),
  finish: z.enum(["stop", "length", "tool", "safety", "other"]),
  usage: Usage,
  model: z.string(),
  raw: z.unknown(),
});

/** Refuses what does not fit its shape before it is written. */
export function checkIn<Shape>(shape: z.ZodType<Shape>, value: unknown, what: string): Shape {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AssayError("store/invalid", `${what} does not fit its shape: ${issueLine(parsed.error)}.`, {
    hint: "This is a fault in assay or in a plugin; please report it.",
    cause: parsed.error,
  });
}

/** Refuses a row that somebody else has changed. */
export function checkOut<Shape>(shape: z.ZodType<Shape>, value: unknown, what: string): Shape {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw corruptRow(what, issueLine(parsed.error), parsed.error);
}

/** The error for a row that cannot be read. */
export function corruptRow(what: string, why: string, cause: unknown): AssayError {
  return new AssayError("store/corrupt", `${what} in the database is damaged: ${why}.`, {
    hint: "Restore the database from a copy.",
    cause,
  });
}

function issueLine(error: z.ZodError): string {
  const [first] = error.issues;
  return first ? `${first.path.join(".") || "value"}: ${first.message.replace(/\s+/g, " ")}` : "unknown";
}
