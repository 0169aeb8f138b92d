import { chmodSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { ExecRequest } from "../../schema/execution.ts";
import { type OpenExecutorOptions, openExecutor } from "../../src/sandbox/index.ts";
import { temporaryFolder } from "../support/assay.ts";
import { heldMemory } from "../support/memory.ts";
import { unlessMissing } from "./requirements.ts";

const programs: Partial<ExecRequest>[] = [
  { code: "print(sum(range(1000)))" },
  { code: "import json, math, decimal\nprint(json.dumps([math.pi]))", perturb: 1 },
  { code: "raise ValueError('x' * 1000)" },
  { code: "block = bytearray(50_000_000)\nprint(len(block))" },
  {
    code: "import sqlite3\nc = sqlite3.connect('/tmp/x.db')\nc.execute('create table t (a)')\nprint(c.execute('select 1').fetchone())",
  },
  { code: "for i in range(50): open(f'/tmp/{i}', 'w').write('x' * 1000)\nprint('y' * 100_000)" },
  {
    code: "import os\nhandles = [open('/tmp/a', 'w') for _ in range(30)]\nos.mkdir('/tmp/d')\nos.chdir('/tmp/d')\nprint(1)",
  },
];

const openFiles = () => readdirSync("/proc/self/fd").length;

/** What children and their streams held goes in the collection after the one that finalises them. */
async function settled(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    heldMemory();
    await sleep(50);
  }
}

unlessMissing(["bwrap", "python3"], () => {
  test.each([
    ["system-python", 210],
    ["pyodide", 210],
  ] as const)("%s: %d mixed runs leave no memory, descriptor, process or folder behind", async (name, count) => {
    const shared = process.env.TMPDIR;
    onTestFinished(() => {
      process.env.TMPDIR = shared;
    });
    const own = temporaryFolder();
    chmodSync(own, 0o755);
    process.env.TMPDIR = own;
    const options: OpenExecutorOptions = { executor: name };
    const executor = await openExecutor(options);
    const batch = async (size: number) => {
      const runs = Array.from({ length: size }, (_, index) =>
        executor.exec({ language: "python", code: "", ...programs[index % programs.length] }),
      );
      const statuses = (await Promise.all(runs)).map(({ status }) => status);
      expect(statuses.filter((status) => status !== "ok" && status !== "error")).toEqual([]);
    };
    await batch(21);
    await settled();
    const before = { files: openFiles(), folders: readdirSync(own), memory: heldMemory() };
    await batch(count - 21);
    await settled();
    expect(openFiles()).toBeLessThanOrEqual(before.files + 2);
    expect(readdirSync(own)).toEqual(before.folders);
    expect(heldMemory() - before.memory).toBeLessThan(10_000_000);
    await executor.close();
    await sleep(50);
    expect(openFiles()).toBeLessThan(before.files);
  });
});
