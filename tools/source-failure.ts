import { isAssayError } from "../schema/error.ts";
import type { ToolResult } from "../schema/tool.ts";

/** What the model may mend or work around, by choosing another source or id. */
const mendable = /^source\/(?:unknown|not-found|rate-limited|blocked|auth|upstream|timeout)$/;

/** A source's refusal in a sentence for the model; anything else (a cancelled run, our own fault) is thrown on. */
export function sourceFailure(error: unknown): ToolResult {
  if (!isAssayError(error) || !mendable.test(error.code)) throw error;
  return { content: `${error.code}: ${error.message}`, isError: true };
}
