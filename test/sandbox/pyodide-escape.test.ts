import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Executor } from "../../schema/execution.ts";
import { startHardenedChild } from "../../src/sandbox/hardened-child.ts";
import { createPyodide } from "../../src/sandbox/pyodide.ts";
import { aimed, type Canaries, setCanaries } from "./canaries.ts";
import { pyodideAttempts } from "./pyodide-attempts.ts";
import { wrappingsHere } from "./requirements.ts";

const require = createRequire(import.meta.url);
let canaries: Canaries;
beforeAll(async () => {
  canaries = await setCanaries();
});
afterAll(() => canaries.close());

describe("the hardened Pyodide child without a jail (tier 0)", () => {
  let executor: Executor;
  beforeAll(() => {
    executor = createPyodide({ slots: 1 });
  });
  afterAll(() => executor.close());

  test.each(pyodideAttempts)("holds: %s", async (_, program) => {
    const code = aimed(program, canaries);
    const result = await executor.exec({ language: "python", code, limits: { timeoutMs: 10_000 } });
    expect(canaries.sung(result.stdout + result.stderr)).toEqual([]);
    expect(result.stdout).not.toContain("polluted");
    if (code.includes("(9)")) expect(result).toMatchObject({ status: "error", exitCode: 9 });
    // Dead or alive, the next program gets a clean interpreter.
    const next = await executor.exec({ language: "python", code: "print(len('abc'), [1].copy())" });
    expect(next).toMatchObject({ status: "ok", stdout: "3 [1]\n" });
  });
});

describe("control: the same attempts on Pyodide as it comes", () => {
  test.each([
    ["import js", "import js; print(js.process.env.ASSAY_CANARY)", "the environment was read"],
    ["os.system", "import os; os.system('touch MARKER')", "a file was left on the host"],
    [
      "a constructor",
      "from pyodide.ffi import to_js; print(to_js([1]).constructor.constructor('return process.env.ASSAY_CANARY')())",
      "the environment was read",
    ],
  ])("escape, so these tests can see one: %s", async (_, program, song) => {
    const naive = fileURLToPath(new URL("./fixtures/naive-pyodide.mjs", import.meta.url));
    const module = pathToFileURL(join(dirname(require.resolve("pyodide/package.json")), "pyodide.mjs")).href;
    const { stdout } = await promisify(execFile)(process.execPath, [naive, module, aimed(program, canaries)]);
    expect(canaries.sung(stdout)).toContain(song);
  });
});

describe("assume breach: any JavaScript inside the worker, with only the flags around it", () => {
  // Nobody can read it there, wherever this repository lies.
  const home = mkdtempSync(join(tmpdir(), "assay-breach-"));
  chmodSync(home, 0o755);
  copyFileSync(new URL("./fixtures/breach-worker.mjs", import.meta.url), join(home, "breach-worker.mjs"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test.each(wrappingsHere().map((wrapping) => [wrapping.bubblewrap ? 1 : 0, wrapping] as const))(
    "tier %d",
    async (tier, wrapping) => {
      const child = await startHardenedChild({
        ...wrapping,
        worker: pathToFileURL(join(home, "breach-worker.mjs")),
        readable: [],
        setup: { file: canaries.file, marker: canaries.marker, port: canaries.port },
      }).catch((error: Error) => error);
      if (child instanceof Error) throw child;
      await child.kill();
      const outcome = JSON.parse(child.ready) as Record<string, string>;
      const { connect, kill, ...local } = outcome;
      expect(Object.entries(local).filter(([, result]) => !result.startsWith("denied"))).toEqual([]);
      // Below tier 1 Node 20 to 24 let the network through: a documented limit of tier 0.
      if (tier === 1) expect(connect).toMatch(/^denied/);
      if (tier === 1) expect(kill).toMatch(/^denied/);
      const songs = canaries.sung(JSON.stringify(outcome));
      expect(tier === 1 ? songs : songs.filter((song) => song !== "a port of the host was reached")).toEqual([]);
    },
  );
});
