import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { version } from "../src/version.ts";

const root = resolve(import.meta.dirname, "..");
let project: string;

/** A project that has the packed tarball in its node_modules, and its dependencies from ours. */
beforeAll(() => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  project = mkdtempSync(join(root, ".cache/packed-"));
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", project], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const home = join(project, "node_modules/assay");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, filename), "-C", home, "--strip-components=1"]);
  mkdirSync(join(project, "node_modules/.bin"));
  symlinkSync("../assay/dist/src/cli/main.js", join(project, "node_modules/.bin/assay"));
  writeFileSync(join(project, "package.json"), '{ "name": "user", "version": "1.0.0" }');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const run = (command: string, args: string[]): string => {
  const { GEMINI_API_KEY: _one, GOOGLE_API_KEY: _two, ...env } = process.env;
  return execFileSync(command, args, { cwd: project, encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
};

test("the version is package.json's", () => {
  expect(run(process.execPath, ["-p", 'require("assay/package.json").version']).trim()).toBe(version);
});

test("the tarball holds what runs, and neither sources nor tests", () => {
  const files = execFileSync("find", ["node_modules/assay", "-type", "f"], { cwd: project, encoding: "utf8" }).split(
    "\n",
  );
  expect(files).toContain("node_modules/assay/dist/src/index.js");
  expect(files).toContain("node_modules/assay/LICENSE");
  expect(files.some((file) => /migrations\/sqlite\/.*\.sql$/.test(file))).toBe(true);
  expect(files.filter((file) => /\/(test|bench|examples)\//.test(file))).toEqual([]);
});

test("an installed project imports it from an ES module and from CommonJS", () => {
  const esm = 'import { createAssay, version } from "assay"; console.log(typeof createAssay, version);';
  expect(run(process.execPath, ["--input-type=module", "-e", esm]).trim()).toBe(`function ${version}`);
  const cjs = 'const { createAssay } = require("assay"); console.log(typeof createAssay);';
  expect(run(process.execPath, ["-e", cjs]).trim()).toContain("function");
});

test("importing it does nothing: no output, no open handle, no file", () => {
  const handles = (before: string): string =>
    run(process.execPath, [
      "--input-type=module",
      "-e",
      `${before} setTimeout(() => console.log(process.getActiveResourcesInfo().sort().join()), 50);`,
    ]);
  expect(handles('import "assay";')).toBe(handles(""));
});

test("npx assay works there, from request to export", { timeout: 120_000 }, () => {
  const summary = JSON.parse(
    run("npx", [
      "assay",
      "generate",
      "Generate 3 SFT examples for stoichiometry",
      "--db",
      "here.db",
      "--json",
      "--yes",
    ]),
  );
  expect(summary).toMatchObject({ requested: 3, approved: 3, type: "sft" });
  expect(Object.keys(summary)).toEqual(
    expect.arrayContaining([
      "run",
      "needs_revision",
      "rejected",
      "unchecked",
      "failed",
      "spend_usd",
      "tokens",
      "duration_ms",
      "database",
    ]),
  );
  const exported = JSON.parse(run("npx", ["assay", "export", "--db", "here.db", "--out", "out", "--json"]));
  expect(exported.files[0]).toMatchObject({ rows: 3 });
});
