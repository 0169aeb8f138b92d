import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import type { Executor } from "../../schema/execution.ts";
import { executorInfos, executors, openExecutor } from "../../src/sandbox/index.ts";
import { createLauncher } from "../../src/sandbox/launcher.ts";
import { seccompFilter } from "../../src/sandbox/seccomp.ts";
import { createSlots } from "../../src/sandbox/slots.ts";
import { temporaryFolder } from "../support/assay.ts";

const dist = join(import.meta.dirname, "../../dist/src");

const opened: Executor[] = [];
const open = async (options?: Parameters<typeof openExecutor>[0]) => {
  const executor = await openExecutor(options);
  opened.push(executor);
  return executor;
};
afterEach(async () => {
  for (const executor of opened.splice(0)) await executor.close();
});

test("every executor is listed under its own id, and says what it found", async () => {
  expect(Object.entries(executors).map(([name, { id }]) => [name, id])).toEqual(
    Object.keys(executors).map((name) => [name, name]),
  );
  const infos = await executorInfos();
  expect(infos.map(({ id }) => id)).toEqual(Object.keys(executors));
  for (const info of infos) expect(info.detail).not.toBe("");
});

test("auto takes the highest tier that works, and each language finds its executor", async () => {
  const best = (await executorInfos()).filter(
    ({ available, languages }) => available && languages.includes("python"),
  )[0];
  const executor = await open();
  expect([executor.id, executor.tier]).toEqual([best?.id, best?.tier]);
  const [python, javascript] = await Promise.all([
    executor.exec({ language: "python", code: "print(6 * 7)" }),
    executor.exec({ language: "javascript", code: "console.log(6 * 7)" }),
  ]);
  expect(python).toMatchObject({ status: "ok", stdout: "42\n", executor: best?.id, tier: best?.tier });
  expect(javascript).toMatchObject({ status: "ok", stdout: "42\n", executor: "quickjs" });
});

test("an executor can be asked for by name", async () => {
  expect((await open({ executor: "pyodide", slots: 1 })).id).toBe("pyodide");
});

test("a tier that nothing here reaches is refused with what is there and what to do", async () => {
  const error = await openExecutor({ minTier: 3 }).catch((reason: unknown) => reason);
  expect(isAssayError(error) && error.line).toMatch(
    /^sandbox\/tier: expected a python executor of tier 3.*bubblewrap/s,
  );
  const lower = await openExecutor({ executor: "pyodide", minTier: 2 }).catch((reason: unknown) => reason);
  expect(isAssayError(lower) && lower.message).toMatch(/pyodide is tier [01]/);
});

test("minTier holds for every language", async () => {
  const executor = await open({ minTier: 2 }).catch((reason: unknown) => reason);
  if (isAssayError(executor)) return;
  const run = (executor as Executor).exec({ language: "javascript", code: "1" });
  await expect(run).rejects.toMatchObject({ code: "sandbox/tier" });
});

test("the self-test runs once: opening again makes no canary", async () => {
  const first = await open({ slots: 1 });
  const { TMPDIR } = process.env;
  onTestFinished(() => {
    process.env.TMPDIR = TMPDIR;
  });
  process.env.TMPDIR = join(temporaryFolder(), "nowhere");
  expect((await open({ slots: 1 })).id).toBe(first.id);
});

test("the launcher reports what could not be started and kills at its deadline", async () => {
  const launcher = createLauncher();
  const request = { input: Buffer.alloc(0), deadlineMs: 300, maxBytes: 1_000 };
  const [absent, slow, loud] = await Promise.all([
    launcher.launch({ ...request, command: ["/no/such/program"] }),
    launcher.launch({ ...request, command: ["/bin/sleep", "30"] }),
    launcher.launch({ ...request, command: ["/usr/bin/yes"], deadlineMs: 20_000 }),
  ]);
  await launcher.close();
  expect(absent.failure).toContain("ENOENT");
  expect(slow).toMatchObject({ overdue: true, exitCode: null });
  expect(loud.exitCode).toBeNull();
  expect(loud.output.length).toBeLessThanOrEqual(1_000);
});

test("closing waits for the launcher although replies come late, so that a program does not end in the middle", () => {
  const code = `
    const { createLauncher } = await import(${JSON.stringify(join(dist, "sandbox/launcher.js"))});
    const request = { command: ["/bin/sleep", "0.02"], input: new Uint8Array(), deadlineMs: 9_000, maxBytes: 10 };
    for (let round = 0; round < 8; round++) {
      const launcher = createLauncher();
      await Promise.race(Array.from({ length: 6 }, () => launcher.launch(request)));
      // The others reply meanwhile, and are read after the helper was told to end.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
      await launcher.close();
    }
    console.log("closed");`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  expect([status, stdout], stderr).toEqual([0, "closed\n"]);
}, 60_000);

test("slots run first come, first served, and never more than the limit", async () => {
  const slots = createSlots(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map((number) =>
      slots.run(async () => {
        most = Math.max(most, ++running);
        order.push(number);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
      }),
    ),
  );
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  await expect(slots.run(() => Promise.reject(new Error("task")))).rejects.toThrow("task");
  expect(await slots.run(async () => "free again")).toBe("free again");
});

test("the system-call filter exists for the two common machines and no other", () => {
  for (const machine of ["x64", "arm64"]) expect((seccompFilter(machine)?.length ?? 1) % 8).toBe(0);
  expect(seccompFilter("mips")).toBeUndefined();
});
