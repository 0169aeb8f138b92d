import type { z } from "zod";
import { AssayError } from "../../schema/error.ts";
import type { SourceContext, SourceRequest, SourceResponse } from "../../schema/source.ts";

/**
 * Asks an API for JSON of a known shape. A reply of another shape is the provider's fault, said in one line that names
 * the field; it is not retried, for it will be the same again.
 */
export async function getJson<Shape extends z.ZodType>(
  context: SourceContext,
  url: string,
  shape: Shape,
  title: string,
  request: SourceRequest = {},
): Promise<{ value: z.infer<Shape>; response: SourceResponse }> {
  const response = await context.get(url, { accept: "application/json", ...request });
  let json: unknown;
  try {
    json = JSON.parse(response.text);
  } catch (cause) {
    throw new AssayError("source/upstream", `${title} sent a reply that is no JSON.`, { cause, retryable: true });
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return { value: parsed.data, response };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") || "the reply";
  throw new AssayError("source/upstream", `${title} sent a reply of another shape: ${field}: ${issue?.message}.`);
}
