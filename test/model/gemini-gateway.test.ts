import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { models } from "../../schema/models.ts";
import { createGemini } from "../../src/model/gemini.ts";
import { type Emulator, startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { ask, type Bench, never, openBench, place } from "./fixtures.ts";

const flash = "gemini/gemini-2.5-flash";
const outputSchema = { type: "object", properties: { answer: { type: "string" } }, required: ["answer"] };

let bench: Bench;
let emulator: Emulator;
beforeEach(async () => {
  bench = await openBench();
  emulator = await startGeminiEmulator({ retrySeconds: 0.3 });
});
afterEach(async () => {
  await emulator.close();
  await bench.close();
});

function open(key = "good-key", options: Parameters<Bench["open"]>[1] = {}): ReturnType<Bench["open"]> {
  const driver = createGemini({ geminiApiKey: key, geminiBaseUrl: emulator.url, table: models });
  return bench.open(driver, { table: models, ...options });
}

describe("a run on Gemini", () => {
  test("comes through a storm of faults with every reply, and pays for each once", async () => {
    emulator.setFaults({
      rate: 0.3,
      kinds: ["rate-limit-retry-info", "internal", "unavailable", "drop", "drop-mid-body", "invalid-http-json"],
      seed: 5,
    });
    const gateway = await open("good-key", { retries: 9, budgetUsd: 5 });
    const calls = Array.from({ length: 40 }, (_, seed) =>
      gateway.call(flash, ask("storm", { seed, outputSchema }), place("r1", `i:${seed}`), never),
    );
    const replies = await Promise.all(calls);
    await gateway.close();
    for (const { text } of replies) expect(JSON.parse(text)).toEqual({ answer: expect.any(String) });
    const totals = await bench.store.calls.totals("r1");
    expect(totals.calls).toBe(emulator.count());
    expect(gateway.spend().usd).toBeCloseTo(totals.usd, 9);
    expect(gateway.spend().usd).toBeLessThanOrEqual(5);
    const codes = new Set(bench.events.map((event) => event.type === "warning" && event.code));
    expect(codes.size).toBeGreaterThan(1);
    expect(bench.events.length).toBeLessThanOrEqual(codes.size * 3);
  }, 30_000);

  test("gives up an endless 429 within its bounds", async () => {
    emulator.setFaults({ always: "rate-limit-retry-info" });
    const gateway = await open("good-key", { retries: 2 });
    await expect(gateway.call(flash, ask("x"), place("r1"), never)).rejects.toMatchObject({
      code: "model/rate-limited",
      retryAfterMs: 300,
    });
    expect(emulator.count()).toBe(3);
  });

  test("times out a server that hangs and closes the connection", async () => {
    emulator.setFaults(["hang"]);
    const gateway = await open("good-key", { timeoutMs: 200 });
    expect((await gateway.call(flash, ask("x"), place("r1"), never)).finish).toBe("stop");
    expect(emulator.count()).toBe(2);
    await expect.poll(() => emulator.inFlight()).toBe(0);
  });

  test("keeps connections within the model's number", async () => {
    const gateway = await open("good-key", { callConcurrency: 3 });
    await Promise.all(
      Array.from({ length: 20 }, (_, seed) => gateway.call(flash, ask("x", { seed }), place("r1"), never)),
    );
    expect(emulator.mostInFlight()).toBeLessThanOrEqual(3);
  });
});

describe("the key", () => {
  test.each(["good-key", "wrong-key", "suspended-key"])("%s is in no file, error or event", async (key) => {
    emulator.setFaults(["internal", "none", "drop"]);
    const gateway = await open(key);
    const outcomes = await Promise.allSettled([
      gateway.call(flash, ask("one"), place("r1", "i:1"), never),
      gateway.call(flash, ask("two", { outputSchema }), place("r1", "i:2"), never),
    ]);
    await gateway.close();
    const rows = [
      ...(await bench.store.calls.list(place("r1", "i:1"))),
      ...(await bench.store.calls.list(place("r1", "i:2"))),
    ];
    expect(rows.length).toBeGreaterThan(0);
    const seen = inspect([outcomes, bench.events, rows], { depth: 12, showHidden: true });
    expect(seen).not.toContain(key);
    const folder = dirname(bench.file);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(key), name).toBe(false);
  });
});
