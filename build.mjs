// Compiles the package into dist/. Runs by itself after `npm ci` (the `prepare` script).
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
cpSync("schema/db/migrations", "dist/schema/db/migrations", { recursive: true });
chmodSync("dist/src/cli/main.js", 0o755);
