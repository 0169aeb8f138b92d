import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.ts";
import { displayWidth } from "../../src/cli/text.ts";
import { version } from "../../src/version.ts";
import { createPlace, type Place } from "./process.ts";

let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterAll(() => place.remove());

const tooWide = (text: string, width = 80): string[] => text.split("\n").filter((line) => displayWidth(line) > width);

describe("help", () => {
  test.each([[[]], [["help"]], [["--help"]], [["-h"]]])("assay %j shows the commands", async (args) => {
    const { code, out, error } = await place.run(args);
    expect(code).toBe(0);
    expect(error).toBe("");
    for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(tooWide(out)).toEqual([]);
  });

  test.each(Object.keys(commands))("assay %s --help has two examples and fits 80 and 40 columns", async (name) => {
    const { code, out } = await place.run([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: assay ${name}`);
    expect(out.split("Examples")[1]!.match(/^ {2}assay /gm)).toHaveLength(2);
    expect(tooWide(out)).toEqual([]);
    expect((await place.run(["help", name])).out).toBe(out);
    expect(tooWide((await place.run(["help", name], { COLUMNS: "40" })).out, 40)).toEqual([]);
  });

  test("every setting is in assay help settings", async () => {
    const { out } = await place.run(["help", "settings"]);
    expect(out).toContain("--tier-complex TEXT");
    expect(out.replace(/\s+/g, " ")).toContain("mcpServers and models can only be set in a configuration file.");
    expect(tooWide(out)).toEqual([]);
  });

  test.each([["--version"], ["-v"]])("%s is the package's", async (flag) => {
    expect((await place.run([flag])).out).toBe(`${version}\n`);
  });

  test("comes at once: nothing heavy is loaded before a command needs it", () => {
    const root = resolve(import.meta.dirname, "../../dist");
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, specifier] of readFileSync(file, "utf8").matchAll(
        /^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*["']([^"']+)["']/gm,
      )) {
        if (specifier!.startsWith(".")) visit(resolve(dirname(file), specifier!));
        else if (!specifier!.startsWith("node:")) packages.add(specifier!);
      }
    };
    visit(join(root, "src/cli/main.js"));
    expect([...packages].sort()).toEqual([]);
    expect([...seen].filter((file) => /src\/(?:index|assay|session)\.js$|\/(?:mcp|agents|tools)\//.test(file))).toEqual(
      [],
    );
  });
});

describe("what the user can mend", () => {
  test.each([
    [["generat"], 'There is no command "generat". Did you mean generate?'],
    [["make 5 rows"], 'For a request, write: assay generate "make 5 rows"'],
    [["help", "expor"], "Did you mean export?"],
    [["generate", "--zebra"], 'There is no flag --zebra. "assay help generate" shows the flags.'],
    [["--zebra", "runs"], 'There is no flag --zebra. "assay help runs" shows the flags.'],
    [["--zebra"], 'There is no flag --zebra. "assay help" shows the flags.'],
    [["generate", "--cuont", "3"], "There is no flag --cuont. Did you mean --count?"],
    [["generate", "-5 sft examples for chemistry", "--db", "count.db"], "from 1 to 10000000; got -5."],
    [
      ["generate", "-5", "multi-turn", "sft", "examples", "for", "chemistry", "--db", "count.db"],
      "from 1 to 10000000; got -5.",
    ],
    [["generate", "1.5 sft examples for chemistry", "--db", "count.db"], "from 1 to 10000000; got 1.5."],
    [["generate", "x", "--count", "-5"], "config/bad-value: --count expects a whole number from 1 to 10000000"],
    [["generate", "x", "--count", "many"], '--count expects a whole number from 1 to 10000000; "many" came.'],
    [["generate", "x", "--count"], "--count expects a value; nothing came."],
    [["generate", "x", "--count", "--yes"], "--count expects a value; --yes came."],
    [["generate", "x", "--no-count"], "--no-count cannot be written so. Leave --count out instead."],
    [["generate", "x", "--json=1"], '--json takes no value; "1" came.'],
    [["generate", "--yes"], "assay generate expects a request; none came."],
    [["plan"], "assay plan expects a request; none came."],
    [["status", "--seed", "1"], "--seed has no effect on assay status. It belongs to assay generate,"],
    [["generate", "x", "--out", "y"], "--out has no effect on assay generate. It belongs to assay export, report."],
    [["runs", "now"], 'assay runs does not expect "now".'],
    [["runs", "--limit", "0"], '--limit expects a whole number of at least 1; "0" came.'],
    [["show"], "assay show expects the id of a row; none came."],
    [["export", "--verdicts", "good"], "--verdicts expects some of approved,"],
    [["export", "--out="], "--out expects a folder; nothing came."],
    [["sources", "chek"], 'assay sources expects check, approve <server> or nothing; "chek" came.'],
    [["sources", "check", "arxiv"], "To check one source: assay sources check --sources arxiv"],
    [["sources", "approve"], "assay sources approve <server>"],
    [["sources", "approve", "x"], 'There is no source "x" in use. In use: handbook. --sources takes others'],
    [["sources", "check", "--sources", "arxv"], 'There is no source "arxv". Known: handbook, wikipedia'],
    [["sources", "--sources", "arxiv"], "Set one with --contact"],
    [["sources", "--mcp-config", "absent.json"], "absent.json does not exist."],
    [["mcp", "--sources", "arxv"], 'There is no source "arxv".'],
    [["mcp", "--http", "abc"], '--http expects a port from 0 to 65535; "abc" came.'],
    [["runs", "--config", "absent.yaml"], "absent.yaml does not exist."],
    [["runs", "--db", "mysql://host/x"], "config/db"],
    [["runs", "--db", "."], "store/"],
    [["resume"], "store/missing"],
    [["show", "deadbeef"], "store/missing"],
    [["generate", "5 grpo chemistry", "--model", "gpt-5"], "config/model"],
  ])("assay %j", async (args, message) => {
    const { code, out, error } = await place.run(args);
    expect(error).toContain(message);
    expect(code).toBe(2);
    expect(error.trimEnd().split("\n")).toHaveLength(1);
    expect(error).toMatch(/^assay: [a-z]+\/[a-z-]+: /);
    if (args[0] !== "generate") expect(out).toBe("");
  });

  test("a variable that does not exist", async () => {
    const { code, error } = await place.run(["runs"], { ASSAY_CUONT: "3" });
    expect(code).toBe(2);
    expect(error).toContain("Did you mean ASSAY_COUNT?");
  });

  test("a stack is shown only when it is asked for", async () => {
    expect((await place.run(["generat"], { ASSAY_DEBUG: "1" })).error).toContain("    at ");
  });

  test("a database that is none", async () => {
    writeFileSync(join(place.folder, "notes.db"), "these are notes, not a database\n".repeat(40));
    const { code, error } = await place.run(["runs", "--db", "notes.db"]);
    expect(code).toBe(2);
    expect(error).toMatch(/^assay: store\//);
  });

  test("a password is never repeated", async () => {
    const { code, error } = await place.run(["runs", "--db", "postgres://me:secret@127.0.0.1:1/x"]);
    expect(code).toBe(2);
    expect(error).not.toContain("secret");
  });
});
