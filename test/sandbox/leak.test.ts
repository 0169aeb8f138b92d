import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ExecRequest } from "../../schema/execution.ts";
import { type OpenExecutorOptions, openExecutor } from "../../src/sandbox/index.ts";
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
const temporaryFolders = () => readdirSync(tmpdir()).filter((name) => /^assay-canary-/.test(name)).length;

unlessMissing(["bwrap", "python3"], () => {
  test.each([
    ["system-python", 210],
    ["pyodide", 210],
  ] as const)("%s: %d mixed runs leave no memory, descriptor, process or folder behind", async (name, count) => {
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
    const before = { files: openFiles(), folders: temporaryFolders(), memory: process.memoryUsage().rss };
    await batch(count - 21);
    expect(openFiles()).toBeLessThanOrEqual(before.files + 2);
    expect(temporaryFolders()).toBeLessThanOrEqual(before.folders);
    expect(process.memoryUsage().rss - before.memory).toBeLessThan(80_000_000);
    await executor.close();
    await sleep(50);
    expect(openFiles()).toBeLessThan(before.files);
  });
});
