import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSupervisor } from "../../mcp/client/supervisor.ts";

const signal = new AbortController().signal;

function supervised(luck = 0) {
  let time = 0;
  const waits: number[] = [];
  const supervisor = createSupervisor({
    now: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    random: () => luck,
  });
  return {
    supervisor,
    waits,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe("starting a server again", () => {
  test("waits 1, 2, 4 and 8 seconds, and the fifth failure opens the circuit", async () => {
    const { supervisor, waits } = supervised();
    for (let failure = 1; failure <= 4; failure += 1) {
      supervisor.failed();
      expect(supervisor.restMs()).toBe(0);
      await supervisor.backoff(signal);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    supervisor.failed();
    expect(supervisor.isOpen()).toBe(true);
    expect(supervisor.restMs()).toBe(16_000);
  });

  test("an open circuit lets one call through after each rest, never more than a minute apart, and a success closes it", () => {
    const { supervisor, pass } = supervised();
    for (let failure = 1; failure <= 5; failure += 1) supervisor.failed();
    const rests: number[] = [];
    for (let trial = 0; trial < 4; trial += 1) {
      rests.push(supervisor.restMs());
      pass(supervisor.restMs());
      expect(supervisor.restMs()).toBe(0);
      supervisor.failed();
    }
    expect(rests).toEqual([16_000, 32_000, 60_000, 60_000]);
    pass(60_000);
    supervisor.succeeded();
    expect(supervisor.isOpen()).toBe(false);
    expect(supervisor.failures()).toBe(0);
  });

  test("failures between successes add up, and are forgotten after ten minutes", () => {
    const { supervisor, pass } = supervised();
    for (let failure = 1; failure <= 4; failure += 1) {
      supervisor.failed();
      supervisor.succeeded();
    }
    pass(10 * 60_000);
    supervisor.failed();
    expect([supervisor.isOpen(), supervisor.failures()]).toEqual([false, 1]);
    for (let failure = 2; failure <= 5; failure += 1) {
      supervisor.succeeded();
      supervisor.failed();
    }
    expect(supervisor.isOpen()).toBe(true);
  });

  test("chance takes off at most a half of a wait", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (n, luck) => {
          const { supervisor, waits } = supervised(luck);
          for (let failure = 0; failure < n; failure += 1) supervisor.failed();
          await supervisor.backoff(signal);
          const whole = 1_000 * 2 ** (n - 1);
          expect(waits[0]).toBeGreaterThan(whole / 2);
          expect(waits[0]).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });
});
