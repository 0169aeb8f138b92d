import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Config } from "../../schema/config.ts";
import { isAssayError } from "../../schema/error.ts";
import type { RunEvent } from "../../schema/event.ts";
import { exported, openAssay, temporaryFolder } from "../support/assay.ts";
import { openSqliteFile } from "../support/sqlite.ts";

const request = "Generate 8 GRPO examples for stoichiometry";

/** The AssayError a promise rejects with. */
async function errorOf(
  promise: PromiseLike<unknown>,
): Promise<{ code: string; line: string; hint: string | undefined }> {
  try {
    await promise;
  } catch (error) {
    if (isAssayError(error)) return error;
    throw error;
  }
  throw new Error("expected an AssayError, and nothing was thrown");
}

describe("a run, seen from the library", () => {
  test("tells its events, awaits to a summary and leaves rows, evidence, receipts, reviews and calls", async () => {
    const assay = openAssay({ seed: 5 });
    const run = assay.generate(request);
    const events: RunEvent[] = [];
    for await (const event of run) events.push(event);
    const summary = await run;
    expect(summary).toMatchObject({
      run: await run.id,
      type: "grpo",
      requested: 8,
      approved: 8,
      status: "done",
      spend_usd: 0,
    });
    expect(events[0]).toMatchObject({ type: "run-start", resumed: false, models: ["offline/expert"] });
    expect(events.at(-1)).toMatchObject({ type: "run-end" });
    expect(events.filter(({ type }) => type === "sample")).toHaveLength(8);

    const report = await assay.status(summary.run);
    expect(report.counts).toMatchObject({ approved: 8, rejected: 0 });
    expect(report.stages).toMatchObject({ research: 8, generate: 8, verify: 8, review: 8, settle: 8 });

    const ids: string[] = [];
    for await (const sample of assay.samples(summary.run)) ids.push(sample.id);
    expect(ids).toHaveLength(8);
    const dossier = await assay.show(ids[0]!.slice(0, 10));
    expect(dossier.sample.id).toBe(ids[0]);
    expect(dossier.question).toMatchObject({ status: "done", subTopic: "stoichiometry" });
    expect(dossier.question.groundTruthContext).toContain(dossier.evidence[0]!.text);
    expect(dossier.evidence[0]!.licence).toMatchObject({ spdx: "CC0-1.0", standing: "verified", permissive: true });
    expect(dossier.receipts.map(({ purpose, status }) => [purpose, status])).toEqual([
      ["program", "ok"],
      ["derivation", "ok"],
    ]);
    expect(dossier.reviews.at(-1)).toMatchObject({ verdict: "approved" });
    expect(dossier.calls.map(({ agent }) => agent)).toContain("generation");
    expect(dossier.calls.every(({ state }) => state === "done")).toBe(true);
  });

  test("keeps the rows as typed columns of a real table", async () => {
    const db = join(temporaryFolder(), "rows.db");
    const assay = openAssay({ db, seed: 5 });
    await assay.generate(request);
    await assay.close();
    const rows = openSqliteFile(db, { readonly: true })
      .prepare(
        "select prompt, code, ground_truth, is_correct, review_status, licence from synthetic_data_grpo order by item_index",
      )
      .all() as Record<string, unknown>[];
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      expect(row).toMatchObject({ is_correct: 1, review_status: "approved", licence: "CC0-1.0" });
      expect(row.ground_truth).toMatch(/^[\d.e+-]+ g$/);
    }
  });

  test("exports JSON Lines whose every row proves where it comes from", async () => {
    const assay = openAssay({ seed: 5 });
    const { run } = await assay.generate(request);
    const rows = (await exported(assay, run))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(["prompt", "ground_truth", "solution", "code", "group", "provenance"]);
      expect(row.prompt).toEqual([{ role: "user", content: expect.any(String) }]);
      expect(row.provenance).toMatchObject({ licence: "CC0-1.0", topic: "chemistry", sub_topic: "stoichiometry" });
      expect(row.provenance.agents.generation.model).toBe("offline/expert");
      expect((await assay.show(row.provenance.id)).sample.row.prompt).toBe(row.prompt[0].content);
    }
  });

  test("audits clean, and an audit sees a changed row, passage and receipt", async () => {
    const db = join(temporaryFolder(), "audit.db");
    const assay = openAssay({ db, seed: 5 });
    const { run } = await assay.generate("Generate 3 GRPO examples for stoichiometry");
    const clean = await assay.audit(run);
    expect(clean).toMatchObject({ rows: 3, findings: [], checked: { receipt: 6, "content-hash": 3, verdict: 3 } });
    const raw = openSqliteFile(db);
    raw.exec("update synthetic_data_grpo set prompt = prompt || '!' where item_index = 0");
    raw.exec("update receipts set stdout_sha256 = 'deadbeef' where item = 'i:1' and purpose = 'program'");
    raw.close();
    const { findings } = await assay.audit(run);
    expect(findings.map(({ check }) => check).sort()).toEqual(["content-hash", "receipt"]);
  });

  test("plans and quotes without making rows", async () => {
    const assay = openAssay();
    const { spec, plan } = await assay.plan("Generate 100 SFT examples for statistics, hard ones only");
    expect(spec).toMatchObject({
      trainingType: "sft",
      count: 100,
      domain: "statistics",
      difficulty: { easy: 0, medium: 0, hard: 1 },
    });
    expect(plan.cells.reduce((sum, cell) => sum + cell.quota, 0)).toBe(100);
    expect(plan.quote.expectedUsd).toBe(0);
    expect(await assay.runs()).toEqual([]);
    const gemini = openAssay({}, { environment: { GEMINI_API_KEY: "k" } });
    const priced = await gemini.quote(spec);
    expect(priced.expectedUsd).toBeGreaterThan(1);
    expect(priced.upperUsd).toBeGreaterThan(priced.expectedUsd!);
    expect(new Set(priced.lines.map((line) => line.model)).size).toBeGreaterThanOrEqual(2);
  }, 20_000);

  test("asks what is open, takes the answers, and records what it assumed", async () => {
    const asked: string[][] = [];
    const assay = openAssay(
      {},
      {
        clarify: async (questions) => {
          asked.push(questions.map(({ field }) => field));
          return { count: "2", domain: "physics" };
        },
      },
    );
    const { run } = await assay.generate("Generate examples");
    const { spec } = (await assay.status(run)).run;
    expect(asked).toEqual([["trainingType", "count", "domain"]]);
    expect(spec).toMatchObject({ count: 2, domain: "physics", trainingType: "sft" });
    expect(spec.assumptions.join(" ")).toContain("no training type; sft is assumed");
    expect(spec.assumptions.join(" ")).not.toContain("count");
  });

  test("stops when told, says interrupted, and resumes to the same bytes", async () => {
    const whole = openAssay({ seed: 9, concurrency: 2 });
    const expected = await exported(whole, (await whole.generate("Generate 40 GRPO examples for chemistry")).run);
    const assay = openAssay({ seed: 9, concurrency: 2 });
    const run = assay.generate("Generate 40 GRPO examples for chemistry");
    for await (const event of run) if (event.type === "sample" && event.item === 5) run.stop();
    const cut = await run;
    expect(cut).toMatchObject({ status: "interrupted", reason: "stopped by the user" });
    expect(cut.approved).toBeLessThan(40);
    const resumed = await assay.resume();
    expect(resumed).toMatchObject({ run: cut.run, status: "done", approved: 40 });
    expect(await exported(assay, resumed.run)).toBe(expected);
    expect((await assay.resume(cut.run)).status).toBe("done");
  });

  test("reviews rows from outside: a wrong answer is found, a right one without a second derivation stays unchecked", async () => {
    const assay = openAssay();
    const row = {
      prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
      reasoning: "Step 1: m = n × M = 2.00 mol × 18.015 g/mol.\nStep 2: The mass is 36.0 g.",
      code: 'amount = 2.00\nmolar_mass = 18.015\nprint(f"Answer: {amount * molar_mass:.6g} g")',
      predicted_answer: "36.0 g",
      ground_truth: "36.0 g",
      is_correct: true,
      completions: null,
    };
    const [right, wrong, broken] = await assay.review("grpo", [
      row,
      { ...row, predicted_answer: "46.0 g" },
      { prompt: "only a prompt" },
    ]);
    expect(right!.verdict).toBe("unchecked");
    expect(wrong!.verdict).not.toBe("approved");
    expect(wrong!.feedback).toContain("answer-agrees");
    expect(broken!).toMatchObject({ verdict: "rejected" });
  });
});

describe("bad input gets one clear line", () => {
  test.each([
    ["an empty request", "   ", {}, "config/request"],
    ["a count of zero", "Generate 0 GRPO examples for chemistry", {}, "config/count"],
    ["a negative count", "Generate -1 GRPO examples for chemistry", {}, "config/count"],
    ["a count beyond reason", "Generate 1000000000 GRPO examples for chemistry", {}, "config/count"],
    ["an unknown training type", "Generate 5 examples for chemistry", { type: "gpro" }, "config/type"],
    ["a domain the expert does not know", "Generate 5 GRPO examples for medieval poetry", {}, "model/unknown-domain"],
    ["an unknown model", "Generate 5 GRPO examples for chemistry", { model: "gpt-9" }, "config/model"],
    ["a model without its key", "Generate 5 GRPO examples for chemistry", { model: "gemini-2.5-flash" }, "model/auth"],
    ["an unknown source", "Generate 5 GRPO examples for chemistry", { sources: ["altavista"] }, "config/sources"],
    [
      "a database URL of another kind",
      "Generate 5 GRPO examples for chemistry",
      { db: "mysql://localhost/x" },
      "config/db",
    ],
  ] as const)("%s", async (_name, text, config, code) => {
    const assay = openAssay(structuredClone(config) as object);
    const error = await errorOf(assay.generate(text));
    expect(error.code).toBe(code);
    expect(error.hint).toBeTruthy();
    expect(error.line).not.toContain("\n");
  });

  test("settings that do not fit", () => {
    for (const config of [{ count: 0 }, { budget: -1 }, { seed: 1.5 }, { concurrency: 0 }, { colour: "blue" }]) {
      expect(() => openAssay(config as object)).toThrowError(
        expect.objectContaining({ code: expect.stringMatching(/^config\//) }),
      );
    }
  });

  test("a corrupt and an unreadable database, unharmed afterwards", async () => {
    const folder = temporaryFolder();
    const db = join(folder, "not-a.db");
    writeFileSync(db, "this is no database, however long one looks at it".repeat(100));
    const before = readFileSync(db);
    expect((await errorOf(openAssay({ db }).generate(request))).code).toBe("store/corrupt");
    expect(readFileSync(db).equals(before)).toBe(true);
    mkdirSync(join(folder, "a-folder"));
    expect((await errorOf(openAssay({ db: join(folder, "a-folder") }).runs())).code).toMatch(/^store\//);
  });

  test("a run, a row and a format that are not there", async () => {
    const assay = openAssay({ count: 1, domain: "chemistry" });
    expect((await errorOf(assay.status())).code).toBe("store/missing");
    const { run } = await assay.generate("one row");
    expect((await errorOf(assay.status("nonsense"))).line).toContain(run);
    expect((await errorOf(assay.show("ffffffffffff"))).code).toBe("run/not-found");
    expect((await errorOf(assay.export(run, { format: "xml" }))).line).toContain("trl");
    const blocked = join(temporaryFolder(), "file");
    writeFileSync(blocked, "in the way");
    expect((await errorOf(assay.export(run, { out: join(blocked, "deeper") }))).code).toBe("export/unwritable");
    expect(existsSync(`${blocked}/deeper`)).toBe(false);
  });
});

test("the configuration never holds a secret", () => {
  expect(Object.keys(Config.shape).filter((key) => /key|secret|token|password/i.test(key))).toEqual([]);
});
