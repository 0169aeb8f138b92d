import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRandom } from "../../schema/random.ts";
import { backoffMs } from "../../src/model/retry.ts";
import {
  ask,
  type Bench,
  failure,
  jumpingClock,
  never,
  openBench,
  place,
  priced,
  reply,
  scripted,
} from "./fixtures.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench(jumpingClock);
});
afterEach(() => bench.close());

describe("backoff", () => {
  test("is spread over the whole ceiling, which doubles to 32 s and no further", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (failures, seed) => {
        const wait = backoffMs(failures, undefined, createRandom(seed));
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(32_000, 500 * 2 ** (failures - 1)));
      }),
    );
  });

  test("is never shorter than the server asked for, and at most a second longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(600_000), fc.integer(), (failures, asked, seed) => {
        const wait = backoffMs(failures, asked, createRandom(seed));
        expect(wait).toBeGreaterThanOrEqual(asked);
        expect(wait).toBeLessThanOrEqual(asked + 1_000);
      }),
    );
  });
});

describe("retries", () => {
  test("end with the last error after the number asked for, in one warning with a count", async () => {
    const driver = scripted(() => {
      throw failure("unavailable");
    });
    const gateway = await bench.open(driver, { retries: 3 });
    await expect(gateway.call(priced, ask("2+2"), place("r1"), never)).rejects.toMatchObject({
      code: "model/unavailable",
    });
    await gateway.close();
    expect(driver.seen).toHaveLength(4);
    expect(await bench.store.calls.list(place("r1"))).toHaveLength(4);
    expect(bench.events.map((event) => event.type === "warning" && [event.code, event.count])).toEqual([
      ["model/unavailable", 1],
      ["model/unavailable", 3],
    ]);
    expect(gateway.spend()).toMatchObject({ usd: 0, reservedUsd: 0 });
  });

  test("a hundred retries are a handful of warnings", async () => {
    const failed = new Set<number>();
    const driver = scripted(({ seed }) => {
      if (failed.has(seed)) return reply("ok");
      failed.add(seed);
      throw failure("connection");
    });
    const gateway = await bench.open(driver);
    const calls = Array.from({ length: 100 }, (_, seed) =>
      gateway.call(priced, ask("x", { seed }), place("r1"), never),
    );
    await Promise.all(calls);
    await gateway.close();
    expect(bench.events.length).toBeLessThanOrEqual(4);
    expect(bench.events.at(-1)).toMatchObject({ code: "model/connection", count: 100 });
  });

  test("stop when the user stops, in the middle of a wait", async () => {
    const user = new AbortController();
    const clock = { now: () => new Date(), sleep: (_ms: number, signal: AbortSignal) => untilAborted(signal) };
    const driver = scripted(() => {
      throw failure("unavailable");
    });
    const gateway = await bench.open(driver, { clock });
    const call = gateway.call(priced, ask("2+2"), place("r1"), user.signal);
    await expect.poll(() => driver.seen.length).toBe(1);
    setTimeout(() => user.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: "run/aborted" });
    expect(driver.seen).toHaveLength(1);
  });
});

describe("time-outs", () => {
  test("end a driver that does not even listen, are tried again and count at the estimate", async () => {
    const signals: AbortSignal[] = [];
    const driver = scripted((_request, index, signal) => {
      signals.push(signal);
      return index === 0 ? new Promise(() => {}) : reply("four");
    });
    const gateway = await bench.open(driver, { timeoutMs: 5_000 });
    expect((await gateway.call(priced, ask("2+2"), place("r1"), never)).text).toBe("four");
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(await bench.store.calls.list(place("r1"))).toMatchObject([
      { state: "failed", error: "model/timeout", usd: 0.001 },
      { state: "done" },
    ]);
  });

  test("are the error when every try runs out of time", async () => {
    const gateway = await bench.open(
      scripted(() => new Promise(() => {})),
      { retries: 1, timeoutMs: 5_000 },
    );
    await expect(gateway.call(priced, ask("2+2"), place("r1"), never)).rejects.toMatchObject({
      code: "model/timeout",
      hint: expect.stringContaining("--timeout"),
    });
  });
});

describe("rate limits", () => {
  test("one 429 holds every caller of the model for as long as the server asked", async () => {
    const clock = jumpingClock();
    const start = clock.now().getTime();
    const times: number[] = [];
    const driver = scripted((request, index) => {
      times.push(clock.now().getTime() - start);
      if (index === 0) throw failure("rate-limited", 30_000);
      return reply(request.messages[0]?.content ?? "");
    });
    const gateway = await bench.open(driver, { clock, callConcurrency: 1 });
    const texts = ["a", "b", "c", "d"];
    const calls = texts.map((text) => gateway.call(priced, ask(text), place("r1", text), never));
    expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(texts);
    expect(times[0]).toBe(0);
    for (const time of times.slice(1)) expect(time).toBeGreaterThanOrEqual(30_000);
  });

  test("another model is not held", async () => {
    const clock = jumpingClock();
    const start = clock.now().getTime();
    const driver = scripted((request) => {
      if (request.model === "priced" && clock.now().getTime() === start) throw failure("rate-limited", 50_000);
      return reply(String(clock.now().getTime() - start));
    });
    const gateway = await bench.open(driver, { clock });
    const limited = gateway.call(priced, ask("a"), place("r1"), never);
    const free = gateway.call("scripted/other", ask("a"), place("r1"), never);
    expect(Number((await free).text)).toBe(0);
    expect(Number((await limited).text)).toBeGreaterThanOrEqual(50_000);
  });

  test("a wait longer than the call's patience is not begun and holds nobody", async () => {
    const clock = jumpingClock();
    const driver = scripted((_request, index) => {
      if (index === 0) throw failure("rate-limited", 12 * 3_600_000);
      return reply("four");
    });
    const gateway = await bench.open(driver, { clock });
    await expect(gateway.call(priced, ask("a"), place("r1"), never)).rejects.toMatchObject({
      code: "model/rate-limited",
    });
    expect((await gateway.call(priced, ask("b"), place("r1"), never)).text).toBe("four");
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(60_000);
  });
});

describe("places", () => {
  test("calls in flight stay within the model's number and start in order", async () => {
    let open = 0;
    let most = 0;
    const driver = scripted(async (request) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 3));
      open--;
      return reply(request.messages[0]?.content ?? "");
    });
    const gateway = await bench.open(driver);
    const texts = Array.from({ length: 30 }, (_, i) => `t${i}`);
    await Promise.all(texts.map((text) => gateway.call(priced, ask(text), place("r1", text), never)));
    expect(most).toBe(4);
    expect(driver.seen.map((request) => request.messages[0]?.content)).toEqual(texts);
  });

  test("requests a minute are spaced", async () => {
    const clock = jumpingClock();
    const times: number[] = [];
    const driver = scripted(() => {
      times.push(clock.now().getTime());
      return reply("x");
    });
    const gateway = await bench.open(driver, { clock, requestsPerMinute: 30, cache: false });
    await Promise.all(Array.from({ length: 5 }, () => gateway.call(priced, ask("a"), place("r1"), never)));
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(2_000);
  });
});

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
