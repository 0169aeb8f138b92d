import { z } from "zod";
import type { ExecResult } from "../schema/execution.ts";
import { defineTool } from "../schema/tool.ts";

const shown = 8_000;

/** Beginning and end of a long output. */
function excerpt(text: string): string {
  if (text.length <= shown) return text.trimEnd();
  return `${text.slice(0, shown / 2)}\n[… ${text.length - shown} characters left out …]\n${text.slice(-shown / 2).trimEnd()}`;
}

const ends: Record<Exclude<ExecResult["status"], "infra">, (result: ExecResult) => string> = {
  ok: () => "The program ran to its end.",
  error: ({ exitCode }) => `The program ended in an error${exitCode === null ? "" : ` (exit code ${exitCode})`}.`,
  timeout: () => "The program was stopped: it ran longer than the time limit.",
  memory: () => "The program was stopped: it used more memory than allowed.",
};

export const runCode = defineTool({
  name: "run-code",
  description: "Runs a Python 3 program (standard library, no network, no files) and returns what it prints.",
  input: z.object({
    code: z.string().min(1).max(100_000).meta({ description: "the whole program; print the results you need" }),
  }),
  async execute({ code }, { executor, signal }) {
    const result = await executor.exec({ language: "python", code, signal });
    if (result.status === "infra") {
      // Never shown as the program's output: it says nothing about the program.
      return {
        content: "The sandbox itself failed, so the program was not run. This is no fault of the program.",
        isError: true,
      };
    }
    const parts = [ends[result.status](result)];
    if (result.stdout.trim() !== "") parts.push(`stdout:\n${excerpt(result.stdout)}`);
    if (result.stderr.trim() !== "") parts.push(`stderr:\n${excerpt(result.stderr)}`);
    if (result.stdout.trim() === "" && result.stderr.trim() === "") parts.push("It printed nothing.");
    if (result.truncated) parts.push("The output was longer than the limit and was cut.");
    return result.status === "ok" ? { content: parts.join("\n") } : { content: parts.join("\n"), isError: true };
  },
});
