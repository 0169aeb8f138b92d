import { expect, test } from "vitest";
import { dossierLines } from "../../src/cli/dossier.ts";
import { displayWidth } from "../../src/cli/text.ts";
import { completion, onHistorian } from "../review/historian.ts";

test("a row's whole history is told in order, at any width: feedback, changes, judges, facts, prices", async () => {
  let drafts = 0;
  const { assay } = await onHistorian(
    { count: 1, judges: ["gemini-2.5-flash", "gemini-2.0-flash"] },
    {
      completion: () => {
        drafts += 1;
        const draft =
          drafts === 1
            ? completion.replace("The harbour guild", "As an AI language model I think the guild")
            : completion;
        return { completion: draft, code: null, answer: null, support: [] };
      },
    },
  );
  const { run } = await assay.generate("Generate 1 SFT example for history");
  const ids: string[] = [];
  for await (const { id } of assay.samples(run)) ids.push(id);
  const dossier = await assay.show(ids[0]!);
  for (const width of [80, 48]) {
    const lines = dossierLines(dossier, { width });
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    const text = lines.join("\n").replace(/\s+/g, " ");
    const told = [
      "Attempt 1 of 2",
      "Review: needs_revision",
      "Feedback: format: The response refuses or speaks of being a model",
      "Attempt 2 of 2",
      "written with this feedback format: The response refuses",
      "changed since the attempt before completion",
      "- The lighthouse",
      "+ The lighthouse",
      "Review: approved",
      "confidence 100%; a judge is of the generator's family",
    ];
    let from = 0;
    for (const words of told) {
      const at = text.indexOf(words, from);
      expect(at, `${words} at width ${width}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
    for (const words of ["gemini/gemini-2.0-flash", "supported", "fact-check"]) {
      expect(text.replaceAll(" ", "")).toContain(words.replaceAll(" ", ""));
    }
    expect(lines.find((line) => / model calls, /.test(line))).toMatch(/\$0\.\d*[1-9]/);
  }
});
