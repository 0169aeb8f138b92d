import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const walk = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? walk(path) : /\.(ts|mjs)$/.test(name) ? [path] : [];
  });
const source = ["schema", "agents", "tools", "mcp", "src"].flatMap(walk);
const all = [...source, ...walk("test"), ...walk("bench"), ...walk("examples")];

/** Specifiers of every static import, re-export and literal dynamic import. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s*["']([^"']+)["']/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

/** Repository paths for relative imports, package names otherwise. */
const targets = (path: string): string[] =>
  importsOf(path).map((specifier) =>
    specifier.startsWith(".") ? relative(root, resolve(root, dirname(path), specifier)) : specifier,
  );
const top = (path: string): string => path.split("/")[0]!;
const offenders = (paths: string[], bad: (path: string, target: string) => boolean): string[] =>
  paths.flatMap((path) =>
    targets(path)
      .filter((target) => bad(path, target))
      .map((target) => `${path} → ${target}`),
  );
const isLocal = (target: string): boolean => /^(schema|agents|tools|mcp|src|test|bench|examples)\//.test(target);

describe("imports flow down", () => {
  test("schema imports only schema", () => {
    expect(offenders(walk("schema"), (_path, target) => isLocal(target) && top(target) !== "schema")).toEqual([]);
  });
  test("agents, tools and mcp import only themselves and schema", () => {
    const middle = ["agents", "tools", "mcp"].flatMap(walk);
    expect(
      offenders(middle, (path, target) => isLocal(target) && top(target) !== "schema" && top(target) !== top(path)),
    ).toEqual([]);
  });
  test("nothing imports tests, benches or examples", () => {
    expect(offenders(source, (_path, target) => /^(test|bench|examples)\//.test(target))).toEqual([]);
  });
  test("the command line uses what the public entry and the configuration export", () => {
    const allowed = (target: string): boolean =>
      !isLocal(target) || target.startsWith("src/cli/") || target === "src/index.ts" || target.startsWith("src/config");
    expect(offenders(walk("src/cli"), (_path, target) => !allowed(target))).toEqual([]);
  });
});

describe("borders", () => {
  const only = (packages: RegExp, allowed: RegExp): string[] =>
    offenders(source, (path, target) => packages.test(target) && !allowed.test(path));
  test("only src/model imports model SDKs", () => {
    expect(only(/^@google\/genai/, /^src\/model\//)).toEqual([]);
  });
  test("only mcp imports the MCP SDK", () => {
    expect(only(/^@modelcontextprotocol\//, /^mcp\//)).toEqual([]);
  });
  test("only src/store opens databases", () => {
    expect(
      only(/^(better-sqlite3|node:sqlite|pg)$|^drizzle-orm\/(better-sqlite3|node-postgres)/, /^src\/store\//),
    ).toEqual([]);
  });
  test("only the sandbox and mcp start processes", () => {
    expect(only(/^(node:)?(child_process|cluster)$/, /^(src\/sandbox|mcp)\//)).toEqual([]);
  });
  // Signing 100,000 texts would hold up everything else in this thread for seconds; a damaged Parquet file may never end.
  test("only the sandbox, mcp, the search for duplicates and imports start threads", () => {
    expect(only(/^(node:)?worker_threads$/, /^(src\/(sandbox|dedup|import)|mcp)\//)).toEqual([]);
  });
  test("only the configuration and programs (the command line, a source served by itself) read the environment", () => {
    const readers = source.filter(
      (path) => /\bprocess\.env\b/.test(stripped(path)) && !/^(src\/(config|cli)\b|mcp\/serve\.ts$)/.test(path),
    );
    expect(readers).toEqual([]);
  });
  test("schema and agents read no clock and draw no randomness", () => {
    const impure = [...walk("schema"), ...walk("agents")].filter((path) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/.test(stripped(path)),
    );
    expect(impure).toEqual([]);
  });
});

function stripped(path: string): string {
  return readFileSync(join(root, path), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

describe("sizes and names", () => {
  test("no file is longer than 400 lines", () => {
    const long = all
      .map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").split("\n").length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });
  test("no folder or file has a name that says nothing", () => {
    expect(all.filter((path) => /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.)/.test(path))).toEqual([]);
  });
  test("no mock of our own modules", () => {
    const mocks = walk("test").filter((path) => /\bvi\.(mock|doMock)\s*\(/.test(stripped(path)));
    expect(mocks).toEqual([]);
  });
  test("the public entry exists where package.json says", () => {
    const { exports: map } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      exports: Record<string, { default: string }>;
    };
    const path = map["."]!.default.replace("./dist/", "").replace(/\.js$/, ".ts");
    expect(source).toContain(path);
  });
});
