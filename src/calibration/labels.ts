import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AssayError } from "../../schema/error.ts";
import { Verdict } from "../../schema/review.ts";

const Label = z.union([
  z.strictObject({ id: z.string().min(8), verdict: Verdict }),
  z.strictObject({ type: z.string().min(1), row: z.record(z.string(), z.unknown()), verdict: Verdict }),
]);
/** One row and what a person said of it. A row by itself names its training type. */
export type Label = z.infer<typeof Label>;

const shape = 'expected {"id": …, "verdict": …} or {"type": …, "row": {…}, "verdict": …}';

/** Reads labels, one JSON object a line; an AssayError names the first line that is none. */
export async function readLabels(path: string): Promise<Label[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new AssayError("config/labels", `The labels ${path} cannot be read (${error.code}).`, {
      hint: "Name a JSON Lines file.",
    });
  });
  const labels = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = Label.safeParse(parse(line));
    if (parsed.success) return [parsed.data];
    throw new AssayError(
      "config/labels",
      `${path}:${index + 1}: ${shape}, with a verdict of ${Verdict.options.join(", ")}.`,
    );
  });
  if (labels.length > 0) return labels;
  throw new AssayError("config/labels", `${path} holds no labels.`, { hint: `One JSON object a line: ${shape}.` });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
