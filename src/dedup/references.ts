import { AssayError } from "../../schema/error.ts";
import { openRows } from "../dataset/index.ts";
import type { Session } from "../session.ts";
import type { Reference } from "./duplicate-gate.ts";

/** Runs that `all` looks at; a database with more has to be told which. */
const runsLooked = 1_000;

/**
 * What a dataset is compared with: `all` other runs of the database, or runs by id and exported files or folders by path,
 * with commas between. Of runs the approved rows count. `own` is the run that is being exported.
 */
export async function openReferences(session: Session, across: string, own: string): Promise<Reference[]> {
  const store = await session.existingStore();
  const words = across
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  if (words.length === 0) {
    throw new AssayError(
      "export/across",
      "--across expects all, or runs and files with commas between; nothing came.",
      {
        hint: "For instance --across all, or --across 20261121-085000-1f3a,exports/old.jsonl",
      },
    );
  }
  const named = words.length === 1 && words[0] === "all" ? await otherRuns() : words;
  const references: Reference[] = [];
  for (const word of named) {
    const dataset = await openRows(session, word, { verdicts: ["approved"] });
    if (dataset.kind === "run" && dataset.name === own) continue;
    references.push({
      name: dataset.kind === "run" ? `run ${dataset.name}` : dataset.name,
      async *prompts() {
        for await (const { prompt } of dataset.rows()) yield prompt;
      },
    });
  }
  return references;

  async function otherRuns(): Promise<string[]> {
    const runs = await store.runs.list(runsLooked);
    return runs
      .map((run) => run.id)
      .filter((id) => id !== own)
      .reverse();
  }
}
