import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Exporter, ExportRow, ExportSettings } from "../../schema/export.ts";
import { type TrainingForm, trainingForms } from "../../schema/training/define.ts";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { exporters } from "../../src/export/index.ts";
import { assertTakes, settingsOf } from "../../src/export/settings.ts";
import { writeFiles } from "../../src/export/write.ts";
import { temporaryFolder } from "../support/assay.ts";
import { columnsByForm, datasetOf, requestOf, rowOf, typeOf } from "./hand-made.ts";
import { validators } from "./validators/index.ts";

const all: Exporter[] = Object.values(exporters);
const forms = Object.keys(trainingForms) as TrainingForm[];

async function write(
  exporter: Exporter,
  type: AnyTrainingType,
  rows: ExportRow[],
  settings: Partial<ExportSettings> = {},
): Promise<{ out: string; problems: string[]; rows: number }> {
  const out = temporaryFolder();
  const request = requestOf([datasetOf(type, rows)], exporter, settings);
  const files = await writeFiles(out, exporter.files(request));
  const name = exporter.name === "hf" ? "README.md" : files[0]!.path.slice(out.length + 1);
  const problems = await validators[exporter.name]!(join(out, name), type.form, request.settings.form);
  return { out, problems, rows: files.reduce((sum, file) => sum + file.rows, 0) };
}

/** Every way an exporter can be asked. */
const ways = (exporter: Exporter): Partial<ExportSettings>[] =>
  exporter.forms.flatMap((form) =>
    (exporter.containers.length === 0 ? [undefined] : exporter.containers).map((container) => ({
      form,
      ...(container ? { container } : {}),
    })),
  );

const texts: Record<string, string[]> = {
  "no row": [],
  "one row": ["What is the mass of 2 mol of water?"],
  unicode: [
    "Ελληνικά, 中文, العربية, e\u0301, \u2028 and \u2029",
    'quotes " and , and ; and\r\nlines\tand \\ and \u0000',
  ],
  maths: ["$\\int_0^1 x^2\\,dx = \\frac{1}{3}$ and ∑ₙ √2 ≤ π", "ΔG = ΔH − TΔS; 6.022 × 10²³"],
  emoji: ["🧪 👩🏽‍🔬 🇬🇧", "🎉".repeat(50)],
  "two megabytes": ["x y ".repeat(500_000), "short"],
};

describe.each(all.map((exporter) => [exporter.name, exporter] as const))("%s", (_name, exporter) => {
  const taken = forms.filter((form) => form in exporter.takes);
  describe.each(taken)("%s", (form) => {
    test.each(Object.entries(texts))(
      "%s",
      async (_case, contents) => {
        const type = typeOf(form);
        const rows = contents.map((text, place) => rowOf(type, columnsByForm[form](text, place), place));
        for (const way of ways(exporter)) {
          expect(await write(exporter, type, rows, way), JSON.stringify(way)).toMatchObject({
            problems: [],
            rows: rows.length,
          });
        }
      },
      30_000,
    );
    test("optional fields that are null in every row, and a system prompt of the row", async () => {
      const type = typeOf(form);
      const empty = (place: number) =>
        Object.fromEntries(
          Object.entries(columnsByForm[form]("text", place)).map(([name, value]) => [
            name,
            (trainingForms[form] as readonly string[]).includes(name) || name === "ground_truth" ? value : null,
          ]),
        );
      const rows = [0, 1, 2].map((place) => rowOf(type, empty(place), place, "Answer briefly."));
      for (const way of ways(exporter)) {
        expect((await write(exporter, type, rows, way)).problems, JSON.stringify(way)).toEqual([]);
      }
    });
    test("any text at all", async () => {
      const type = typeOf(form);
      const text = fc.string({ unit: "binary", minLength: 1, maxLength: 30 }).map((raw) => `.${raw}`);
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 4 }), async (contents) => {
          const rows = contents.map((content, place) => rowOf(type, columnsByForm[form](content, place), place));
          expect((await write(exporter, type, rows)).problems).toEqual([]);
        }),
        { numRuns: 8 },
      );
    }, 30_000);
  });
  test("equal rows give equal bytes", async () => {
    const form = taken[0]!;
    const type = typeOf(form);
    const rows = ["a", "b", "c"].map((text, place) => rowOf(type, columnsByForm[form](text, place), place));
    const hashes = await Promise.all(
      [0, 1].map(async () => {
        const out = temporaryFolder();
        const files = await writeFiles(out, exporter.files(requestOf([datasetOf(type, rows)], exporter)));
        return files.map(({ path, sha256 }) => {
          expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
          return [path.slice(out.length), sha256];
        });
      }),
    );
    expect(hashes[0]).toEqual(hashes[1]);
  });
  test("each training type's own examples, or a refusal that says why and what instead", async () => {
    for (const type of Object.values<AnyTrainingType>(trainingTypes)) {
      const examples = type.examples.filter(({ accept }) => accept);
      if (type.form in exporter.takes) {
        const rows = examples.map(({ row }, place) => rowOf(type, row, place));
        const { problems } = await write(exporter, type, rows);
        // A type's examples need not hold both labels.
        expect(
          problems.filter((problem) => !problem.includes("labels are all the same")),
          type.name,
        ).toEqual([]);
      } else {
        const refusal = () => assertTakes(exporter, type);
        expect(refusal).toThrow(expect.objectContaining({ code: "export/type" }));
        expect(refusal).toThrow(new RegExp(`${exporter.name} cannot hold ${type.name} rows .*because `));
      }
    }
  });
  test("asking for what it has not is one clear line", () => {
    for (const [what, bad] of [
      ["form", "fancy"],
      ["container", "xml"],
      ["thinking", "loud"],
    ] as const) {
      expect(() => settingsOf(exporter, { [what]: bad })).toThrow(expect.objectContaining({ code: `export/${what}` }));
    }
  });
});

describe("conversations with tools and reasoning", () => {
  const type = typeOf("language-modelling");
  const call = { type: "function", function: { name: "convert", arguments: { from: "g", to: "mol" } } };
  const tools = [{ type: "function", function: { name: "convert", parameters: { type: "object", properties: {} } } }];
  const row = {
    messages: [
      { role: "user", content: "How many moles are 18 g of water?" },
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", name: "convert", content: "1 mol" },
      { role: "assistant", content: "1 mol.", thinking: "18 / 18" },
    ],
    tools,
  };
  const rows = [rowOf(type, row, 0), rowOf(type, columnsByForm["language-modelling"]("no tools", 1), 1)];

  test.each(["trl", "hf", "openai", "verl", "sharegpt", "llama-factory", "csv"] as const)(
    "%s holds calls",
    async (name) => {
      for (const way of ways(exporters[name])) {
        expect(await write(exporters[name], type, rows, way)).toMatchObject({ problems: [], rows: 2 });
      }
    },
  );
  test.each(["alpaca", "vertex", "bedrock"] as const)("%s says that it has no place for them", async (name) => {
    await expect(write(exporters[name], type, rows)).rejects.toMatchObject({ code: "export/form" });
  });
  test.each([
    ["inline", (turn: Record<string, unknown>) => turn.content === "<think>\n18 / 18\n</think>\n\n1 mol."],
    ["thinking", (turn: Record<string, unknown>) => turn.thinking === "18 / 18" && turn.content === "1 mol."],
    ["reasoning_content", (turn: Record<string, unknown>) => turn.reasoning_content === "18 / 18"],
    [
      "drop",
      (turn: Record<string, unknown>) => Object.keys(turn).join() === "role,content" && turn.content === "1 mol.",
    ],
  ] as const)("reasoning goes %s", async (thinking, holds) => {
    const { out } = await write(exporters.trl, type, rows, { thinking });
    const [line] = readFileSync(join(out, "train.jsonl"), "utf8").split("\n");
    expect(JSON.parse(line!).messages.at(-1)).toSatisfy(holds);
  });
  test("inline reasoning of a stored row is found and moved", async () => {
    const own = typeOf("prompt-completion");
    const inline = {
      prompt: [{ role: "user", content: "?" }],
      completion: [{ role: "assistant", content: "<think>because</think>42" }],
    };
    const { out } = await write(exporters.trl, own, [rowOf(own, inline, 0)], { thinking: "thinking" });
    const [line] = readFileSync(join(out, "train.jsonl"), "utf8").split("\n");
    expect(JSON.parse(line!).completion).toEqual([{ role: "assistant", thinking: "because", content: "42" }]);
    expect(inline.completion[0]!.content).toBe("<think>because</think>42");
  });
});

describe("the standard form", () => {
  test("prompt and answer together are the transcript", async () => {
    const type = typeOf("prompt-completion");
    const row = {
      prompt: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "2 + 2?" },
      ],
      completion: [{ role: "assistant", content: "4" }],
    };
    const { out } = await write(exporters.trl, type, [rowOf(type, row, 0)], { form: "standard" });
    const { prompt, completion } = JSON.parse(readFileSync(join(out, "train.jsonl"), "utf8"));
    expect(prompt + completion).toBe("System: Be brief.\n\nUser: 2 + 2?\n\nAssistant: 4");
    expect(completion).toBe(" 4");
  });
});

test("origins lie beside files that hold nothing else, line by line", async () => {
  const type = typeOf("prompt-completion");
  const rows = ["a", "b"].map((text, place) => rowOf(type, columnsByForm["prompt-completion"](text, place), place));
  const { out } = await write(exporters.openai, type, rows);
  const lines = readFileSync(join(out, "train.provenance.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(rows.map(({ sample }) => sample.id));
  expect(existsSync(join(out, "train.jsonl.partial"))).toBe(false);
});
