import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/model/clock.ts";
import { estimateCall } from "../../src/model/price.ts";
import { ask, type Bench, failure, never, openBench, place, priced, reply, scripted, table } from "./fixtures.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test("is never passed, whatever calls cost, fail or wait for, and agrees with the ledger", async () => {
  let runs = 0;
  const call = fc.record({
    cap: fc.integer({ min: 1, max: 2_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    delay: fc.integer({ min: 0, max: 2 }),
    fails: fc.constantFrom("no", "no", "no", "unavailable", "interrupted"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 24 }), fc.integer({ min: 0, max: 12_000 }), async (calls, limit) => {
      const run = `budget-${runs++}`;
      const budgetUsd = limit / 1e6;
      const failed = new Set<number>();
      const driver = scripted(async (request) => {
        const { cap, share, delay, fails } = calls[request.seed]!;
        await new Promise((resolve) => setTimeout(resolve, delay));
        const spend = gateway.spend();
        expect(spend.usd + spend.reservedUsd).toBeLessThanOrEqual(budgetUsd + 1e-8);
        if (fails !== "no" && !failed.has(request.seed)) {
          failed.add(request.seed);
          throw failure(fails as "unavailable");
        }
        return reply("ok", Math.floor(cap * share));
      });
      const clock = { ...systemClock, sleep: (_ms: number, signal: AbortSignal) => systemClock.sleep(50, signal) };
      const gateway = await bench.open(driver, { run, budgetUsd, callConcurrency: 5, cache: false, clock });
      const results = await Promise.allSettled(
        calls.map(({ cap }, seed) =>
          gateway.call(priced, ask("x", { seed, maxOutputTokens: cap }), place(run, `i:${seed}`), never),
        ),
      );
      await gateway.close();
      const spend = gateway.spend();
      const totals = await bench.store.calls.totals(run);
      expect(spend.reservedUsd).toBe(0);
      expect(spend.usd).toBeLessThanOrEqual(budgetUsd + 1e-8);
      expect(spend.usd).toBeCloseTo(totals.usd, 9);
      expect(spend.outputTokens).toBe(totals.outputTokens);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "run/budget" });
      }
    }),
    { numRuns: 25 },
  );
}, 30_000);

test("refuses a call that cannot be paid, without asking and without a row", async () => {
  const driver = scripted(() => reply("ok", 900));
  const gateway = await bench.open(driver, { run: "short", budgetUsd: 0.0015 });
  await gateway.call(priced, ask("first"), place("short"), never);
  const second = gateway.call(priced, ask("second"), place("short"), never);
  await expect(second).rejects.toMatchObject({ code: "run/budget", hint: expect.stringContaining("--budget") });
  expect(driver.seen).toHaveLength(1);
  expect(await bench.store.calls.list(place("short"))).toHaveLength(1);
});

test("lets a call wait for money that may come back, rather than stop the run early", async () => {
  const driver = scripted(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return reply(`${request.seed}`, 100);
  });
  // Each call may cost 0.001 and costs 0.0001: ten fit, though their estimates together are five times the budget.
  const gateway = await bench.open(driver, { run: "wait", budgetUsd: 0.002, callConcurrency: 10 });
  const calls = Array.from({ length: 10 }, (_, seed) =>
    gateway.call(priced, ask("wait", { seed }), place("wait"), never),
  );
  expect(await Promise.all(calls)).toHaveLength(10);
  expect(gateway.spend().usd).toBeCloseTo(0.001, 12);
});

test("of zero allows what costs nothing", async () => {
  const free = [{ ...(await import("./fixtures.ts")).table[0]!, outputUsd: 0 }];
  const gateway = await bench.open(
    scripted(() => reply("ok")),
    { run: "free", budgetUsd: 0, table: free },
  );
  expect((await gateway.call(priced, ask("x"), place("free"), never)).usd).toBe(0);
});

test("counts a call without a reply at its estimate, which is nothing where rules answer", () => {
  const [facts] = table;
  expect(estimateCall(facts, 10, 1_000)).toEqual({ usd: 0.001, inputTokens: 10, outputTokens: 1_000 });
  expect(estimateCall({ ...facts!, procedural: true }, 10, 1_000)).toEqual({ usd: 0, inputTokens: 0, outputTokens: 0 });
});
