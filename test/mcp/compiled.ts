import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** Compiles the server's entry to plain JavaScript where node finds the packages; a child process cannot run TypeScript. */
export function compileServe(): { entry: string; remove(): void } {
  const root = resolve(import.meta.dirname, "../..");
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, "assay-serve-"));
  writeFileSync(join(out, "package.json"), '{"type":"module"}');
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const options =
    "--module nodenext --target es2022 --rewriteRelativeImportExtensions --noCheck --skipLibCheck --types node";
  execFileSync(process.execPath, [compiler, "--rootDir", ".", "--outDir", out, ...options.split(" "), "mcp/serve.ts"], {
    cwd: root,
  });
  return { entry: join(out, "mcp/serve.js"), remove: () => rmSync(out, { recursive: true, force: true }) };
}
