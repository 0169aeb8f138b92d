import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { displayWidth } from "../../src/cli/text.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { temporaryFolder } from "../support/assay.ts";
import { createPlace, type Ended, type Place, said } from "./process.ts";

let place: Place;
let made: Ended;
let run: string;

beforeAll(async () => {
  place = createPlace();
  made = await place.run(["generate", "4 GRPO examples for chemistry reasoning problems"]);
  run = /^Run (\S+)/m.exec(made.out)?.[1] ?? "";
});
afterAll(() => place.remove());

const tooWide = (text: string, width = 80): string[] => text.split("\n").filter((line) => displayWidth(line) > width);

describe("a run from the request to the files", () => {
  test("generate says its model first, and how to export last", () => {
    expect(made.error).toBe("");
    expect(made.code).toBe(0);
    const lines = made.out.trimEnd().split("\n");
    expect(lines[0]).toBe("offline/expert: procedural problem families, no language model");
    expect(lines[1]).toContain("GEMINI_API_KEY");
    expect(lines.at(-1)).toBe(`Export: assay export ${run} --out assay-export`);
    expect(made.out).toContain("4 of 4 grpo rows");
    expect(made.out).toMatch(/^assumed /m);
  });

  test("nothing is wider than 80 columns, and nothing steers a pipe", () => {
    expect(tooWide(made.out)).toEqual([]);
    expect(made.out).not.toContain("\u001b");
  });

  test("status and runs know it", async () => {
    const { code, out } = await place.run(["status"]);
    expect(code).toBe(0);
    expect(out).toContain("4/4  100%");
    expect(tooWide(out)).toEqual([]);
    expect((await place.run(["runs"])).out).toContain(run);
    expect(JSON.parse((await place.run(["status", run, "--json"])).out)).toMatchObject({ run: { id: run } });
  });

  test("show tells everything about a row, at 80 and at 40 columns", async () => {
    const id = /assay show (\S+)/.exec(made.out)![1]!;
    const { code, out } = await place.run(["show", id]);
    expect(code).toBe(0);
    for (const title of [
      "Question ",
      "Row ",
      "evidence ",
      "execution receipts ",
      "Attempt 1 of 1 ",
      "model calls, $0.00 ",
    ]) {
      expect(out).toContain(title);
    }
    expect(out).toContain("CC0-1.0");
    expect(out).toMatch(/^output\n {2}Answer: /m);
    expect(tooWide(out)).toEqual([]);
    expect(tooWide((await place.run(["show", id], { COLUMNS: "40" })).out, 40)).toEqual([]);
    const document = JSON.parse((await place.run(["show", id, "--json"])).out);
    expect(document.sample.id.startsWith(id)).toBe(true);
  });

  test("export writes the rows and says so", async () => {
    const { code, out } = await place.run(["export", run, "--out", "rows"]);
    expect(code).toBe(0);
    expect(out).toContain("No row was held back.");
    expect(tooWide(out)).toEqual([]);
    const rows = readFileSync(join(place.folder, "rows", "train.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    expect(rows).toHaveLength(4);
  });

  test("show lets no row steer the terminal", async () => {
    const hostile = "\u001b[31mred\u001b]0;pwned\u0007 \u202e\u009b31m four";
    writeFileSync(join(place.folder, "rows.jsonl"), JSON.stringify({ prompt: "What is 2 + 2?", completion: hostile }));
    const db = ["--db", "hostile.db"];
    await place.run(["import", "rows.jsonl", "--type", "sft", "--domain", "mathematics", ...db]);
    await place.run(["export", ...db, "--out", "hostile", "--verdicts", "unchecked", "--licence-policy", "private"]);
    const [row] = readFileSync(join(place.folder, "hostile", "train.jsonl"), "utf8").split("\n");
    const { out } = await place.run(["show", JSON.parse(row!).provenance.id, ...db]);
    expect(out).toContain("four");
    expect(out).toMatch(/^topic +mathematics, .*, unknown$/m);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test("export says which part of a split stayed empty", async () => {
    const { out } = await place.run(["export", run, "--out", "parts", "--split", "98/1/1"]);
    expect(out).toContain("No row fell to validation and test: there are too few for this split.");
    expect((await place.run(["export", run, "--out", "rows"])).out).not.toContain("No row fell");
  });

  test("audit finds every row sound", async () => {
    const { code, out } = await place.run(["audit"]);
    expect(out).toContain("every one still proves itself");
    expect(code).toBe(0);
    expect(JSON.parse((await place.run(["audit", "--json"])).out).findings).toEqual([]);
  });

  test("plan shows cells and quote, and records no run", async () => {
    const { code, out } = await place.run(["plan", "30 SFT examples for mathematics"]);
    expect(code).toBe(0);
    expect(out).toContain("tokens out");
    expect(out).toMatch(/^total +\d+ +\d+ +\d+ +30$/m);
    expect(tooWide(out)).toEqual([]);
    const planned = JSON.parse((await place.run(["plan", "30 SFT examples for mathematics", "--json"])).out);
    expect(planned.spec.count).toBe(30);
    expect(JSON.parse((await place.run(["runs", "--json"])).out)).toHaveLength(1);
  });

  test("a plan made by models says what it cost itself", async () => {
    const emulator = await startGeminiEmulator({ reply: createTutor({ families, workProblem: work }) });
    onTestFinished(() => emulator.close());
    const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
    const words = ["plan", "30 GRPO examples for chemistry", "--db", join(temporaryFolder(), "plan.db")];
    const { code, out } = await place.run(words, environment);
    expect(code).toBe(0);
    expect(out).toMatch(/^This plan itself cost \$0\.\d+\.$/m);
    const planned = JSON.parse((await place.run([...words, "--json", "--seed", "2"], environment)).out);
    expect(planned.spentUsd).toBeGreaterThan(0);
  });

  test("doctor and sources answer", async () => {
    const { code, out } = await place.run(["doctor"], { GEMINI_API_KEY: "not-to-be-shown" });
    expect(code).toBe(0);
    for (const word of ["Executors", "GEMINI_API_KEY  set", "complex", "handbook", "ready"])
      expect(out).toContain(word);
    expect(out).not.toContain("not-to-be-shown");
    expect(tooWide(out)).toEqual([]);
    const sources = await place.run(["sources", "check", "--json"]);
    expect(JSON.parse(sources.out)[0]).toMatchObject({ state: "ready" });
  });
});

describe("what stands on which stream", () => {
  test("--json prints one document on stdout and the rest on stderr", async () => {
    const { code, out, error } = await place.run(["generate", "2 GRPO chemistry", "--json", "--db", "json.db"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: "done", requested: 2, approved: 2, database: "json.db" });
    expect(error.split("\n")[0]).toContain("offline/expert");
    expect(error).toMatch(/Export: assay export \S+ --out\s+assay-export\s+--db\s+json\.db/);
  });

  test("--quiet says nothing, also with --json but for the document", async () => {
    const quiet = await place.run(["generate", "2 GRPO chemistry", "--quiet", "--db", "quiet.db"]);
    expect(quiet).toEqual({ code: 0, out: "", error: "" });
    const both = await place.run(["generate", "2 GRPO chemistry", "-q", "--json", "--db", "quiet.db"]);
    expect(both.error).toBe("");
    expect(JSON.parse(both.out).status).toBe("done");
  });

  test("a reader that goes away is no fault", async () => {
    const { child, ended } = place.start(["help", "settings"]);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, error: "" });
  });

  test("a run goes on when nobody reads", async () => {
    const { child, ended } = place.start(["generate", "3 GRPO chemistry", "--db", "unread.db"]);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, error: "" });
    const status = await place.run(["status", "--db", "unread.db", "--json"]);
    expect(JSON.parse(status.out).run.status).toBe("done");
  });
});

describe("an interrupted run", () => {
  const request = ["generate", "3000 GRPO chemistry", "--db", "long.db"];

  test.each(["SIGINT", "SIGTERM"] as const)("%s stops it gently, and says how to go on", async (signal) => {
    const { child, ended } = place.start(request);
    await said(child, "Plan:");
    child.kill(signal);
    const { code, out, error } = await ended;
    expect(error).toBe("");
    expect(code).toBe(130);
    expect(out).toContain("Stopping");
    expect(out).toMatch(/Go on with: assay resume \S+ --db long\.db/);
    const { run: stored } = JSON.parse((await place.run(["status", "--db", "long.db", "--json"])).out);
    expect(stored.status).toBe("interrupted");
  });

  test("a second Ctrl-C ends at once", async () => {
    const { child, ended } = place.start(request);
    await said(child, "Plan:");
    child.kill("SIGINT");
    await said(child, "Stopping");
    const before = performance.now();
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
