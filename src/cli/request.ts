import { AssayError } from "../config/errors.ts";

/** The request from the words of the command line; quotes around it are kind to shells, not needed. */
export function requestOf(words: readonly string[], command: string): string {
  const request = words.join(" ").trim();
  if (request !== "") return request;
  throw new AssayError("config/missing-request", `assay ${command} expects a request; none came.`, {
    hint: `For instance: assay ${command} "20 GRPO examples for chemistry reasoning problems"`,
  });
}
