import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExecRequest, Executor } from "../../schema/execution.ts";
import { systemPython } from "../../src/sandbox/system-python.ts";
import { aimed, type Canaries, setCanaries } from "./canaries.ts";
import { unlessMissing } from "./requirements.ts";
import { systemPythonAttempts } from "./system-python-attempts.ts";

/** Command lines of all processes of this machine that contain the text. */
function processesWith(text: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8");
        return line.includes(text) ? [line] : [];
      } catch {
        return [];
      }
    });
}

unlessMissing(["bwrap", "python3"], () => {
  describe("the jail of system-python", () => {
    let canaries: Canaries;
    let executor: Executor;
    const run = (code: string, rest: Partial<ExecRequest> = {}) =>
      executor.exec({ language: "python", code: aimed(code, canaries), ...rest });
    beforeAll(async () => {
      canaries = await setCanaries();
      executor = await systemPython.open({});
    });
    afterAll(async () => {
      await executor.close();
      canaries.close();
    });

    test.each(systemPythonAttempts)("holds: %s", async (_, program) => {
      const result = await run(program, { limits: { timeoutMs: 10_000 } });
      expect(canaries.sung(result.stdout + result.stderr)).toEqual([]);
      expect(result.stdout).not.toContain("ALLOWED");
      expect(["ok", "error"]).toContain(result.status);
      if (program.includes("(9)")) expect(result).toMatchObject({ status: "error", exitCode: 9 });
    });

    test("a fork bomb is stopped by the process limit and ends with its run", async () => {
      const counted = await run(
        "import os, time\ncount = 0\ntry:\n    while True:\n        if os.fork() == 0: time.sleep(60); os._exit(0)\n        count += 1\nexcept OSError: print(count)",
        { limits: { processes: 20 } },
      );
      expect(counted.status).toBe("ok");
      expect(Number(counted.stdout)).toBeLessThanOrEqual(20);
      expect(Number(counted.stdout)).toBeGreaterThan(5);
      const bomb = await run("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", {
        limits: { timeoutMs: 700 },
      });
      expect(bomb.status).toBe("timeout");
      expect((await run("print(1)")).status).toBe("ok");
    });

    test("memory of many processes counts together", async () => {
      const result = await run(
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        block = bytearray(60_000_000)\n        time.sleep(30)\ntime.sleep(30)",
        { limits: { memoryMb: 256, timeoutMs: 20_000 } },
      );
      expect(result.status).toBe("memory");
    });

    test("a file cannot grow beyond its limit, nor all files beyond the disk", async () => {
      const big = await run("open('/tmp/big', 'wb').write(bytes(2_000_000))", { limits: { fileBytes: 1_000_000 } });
      expect(big).toMatchObject({ status: "error" });
      expect(big.stderr).toContain("File too large");
      const many = await run(
        "for i in range(1000):\n    with open(f'/tmp/{i}', 'wb') as f: f.write(bytes(1_000_000))",
        { limits: { fileBytes: 1_000_000, timeoutMs: 20_000 } },
      );
      expect(many.stderr).toContain("No space left");
    });

    test.each([
      ["ok", "print('left', flush=True)"],
      ["timeout", "while True: pass"],
      ["error", "os.kill(os.getpid(), 9)"],
    ])("no child outlives a run that ends as %s", async (status, end) => {
      const token = `orphan-${randomBytes(6).toString("hex")}`;
      const result = await run(
        `import os, subprocess, sys\nfor _ in range(3):\n    subprocess.Popen(["setsid", "nohup", sys.executable, "-c", "import time; time.sleep(99)", "${token}"])\n${end}`,
        { limits: { timeoutMs: 1_500 }, perturb: 1 },
      );
      expect(result.status).toBe(status);
      expect(processesWith(token)).toEqual([]);
    });

    test("an abort leaves no process behind", async () => {
      const controller = new AbortController();
      const token = `abort${randomBytes(6).toString("hex")}`;
      const running = run(
        `import subprocess, sys\nsubprocess.run([sys.executable, "-c", "import time; time.sleep(99)", "${token}"])`,
        {
          signal: controller.signal,
          limits: { timeoutMs: 60_000 },
        },
      );
      running.catch(() => {});
      while (processesWith(token).length === 0) await sleep(20);
      controller.abort(new Error("enough"));
      await expect(running).rejects.toThrow("enough");
      // The kernel ends the namespace's other processes a moment after process 1.
      await expect.poll(() => processesWith(token), { timeout: 2_000 }).toEqual([]);
    });

    test("a launcher that dies makes its runs infra, and the next run has a new one", async () => {
      const own = await systemPython.open({ slots: 1 });
      const running = own.exec({
        language: "python",
        code: "import time; time.sleep(20)",
        limits: { timeoutMs: 30_000 },
      });
      await sleep(400);
      for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
        try {
          const parent = Number(readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
          const line = readFileSync(`/proc/${name}/cmdline`, "utf8");
          if (parent === process.pid && line.includes("launcher.mjs")) process.kill(Number(name), "SIGKILL");
        } catch {
          // It ended while we looked.
        }
      }
      expect(await running).toMatchObject({ status: "infra", stdout: "" });
      expect(await own.exec({ language: "python", code: "print(2)" })).toMatchObject({ status: "ok", stdout: "2\n" });
      await own.close();
    });

    test("two runs at the same time see neither each other's files nor processes", async () => {
      const code =
        "import os, time\nopen('/tmp/mine-' + input(), 'w').close()\ntime.sleep(0.3)\nprint(len(os.listdir('/tmp')), len([p for p in os.listdir('/proc') if p.isdigit()]))";
      const results = await Promise.all(["a", "b"].map((stdin) => run(code, { stdin })));
      expect(results.map(({ stdout }) => stdout)).toEqual(["1 2\n", "1 2\n"]);
    });
  });
});
