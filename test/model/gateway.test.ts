import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import { ask, type Bench, failure, never, openBench, place, priced, reply, scripted } from "./fixtures.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const rows = (item = "i:0") => bench.store.calls.list(place("r1", item));

describe("ledger", () => {
  test("holds a started row with the estimate before the driver is asked", async () => {
    const driver = scripted(async () => {
      expect(await rows()).toMatchObject([{ state: "started", usd: 0.001, outputTokens: 1_000, reply: null }]);
      return reply("four");
    });
    const gateway = await bench.open(driver);
    await gateway.call(priced, ask("2+2"), place("r1"), never);
    expect(driver.seen).toHaveLength(1);
  });

  test("holds the raw reply and the real cost when the caller gets the reply", async () => {
    const gateway = await bench.open(scripted(() => reply("four", 250)));
    const got = await gateway.call(priced, ask("2+2"), place("r1"), never);
    expect(got).toMatchObject({ text: "four", usd: 0.00025, cached: false, modelId: priced });
    const [row] = await rows();
    expect(row).toMatchObject({ id: got.callId, state: "done", usd: 0.00025, outputTokens: 250 });
    expect(row?.reply?.raw).toEqual({ text: "four" });
    expect(row?.requestHash).toBe(got.requestHash);
  });

  test("sends nothing when it cannot be written", async () => {
    const driver = scripted(() => reply("four"));
    const gateway = await bench.open(driver, { cache: false });
    await bench.store.close();
    await expect(gateway.call(priced, ask("2+2"), place("r1"), never)).rejects.toThrow();
    expect(driver.seen).toHaveLength(0);
    expect(gateway.spend()).toMatchObject({ usd: 0, reservedUsd: 0, calls: 0 });
  });

  test("says the code of a failed call and charges nothing for a refusal", async () => {
    const driver = scripted(() => {
      throw failure("auth");
    });
    const gateway = await bench.open(driver);
    await expect(gateway.call(priced, ask("2+2"), place("r1"), never)).rejects.toMatchObject({ code: "model/auth" });
    expect(await rows()).toMatchObject([{ state: "failed", error: "model/auth", usd: 0 }]);
    expect(driver.seen).toHaveLength(1);
  });

  test("charges the estimate for a reply that was lost on its way", async () => {
    const gateway = await bench.open(
      scripted((_request, index) => {
        if (index === 0) throw failure("interrupted");
        return reply("four", 100);
      }),
    );
    await gateway.call(priced, ask("2+2"), place("r1"), never);
    expect((await rows()).map((row) => [row.state, row.usd])).toEqual([
      ["failed", 0.001],
      ["done", 0.0001],
    ]);
    expect(gateway.spend().usd).toBeCloseTo(0.0011, 12);
  });

  test("keeps a safety block and a cut as replies", async () => {
    const gateway = await bench.open(
      scripted((request) => ({ ...reply(""), finish: request.seed === 1 ? "safety" : "length" })),
    );
    expect((await gateway.call(priced, ask("x", { seed: 1 }), place("r1"), never)).finish).toBe("safety");
    expect((await gateway.call(priced, ask("x", { seed: 2 }), place("r1"), never)).finish).toBe("length");
    expect((await rows()).map((row) => row.state)).toEqual(["done", "done"]);
  });
});

describe("cache", () => {
  test("gives the stored reply for nothing, in a later run too", async () => {
    const driver = scripted(() => reply("four"));
    const first = await bench.open(driver);
    const bought = await first.call(priced, ask("2+2"), place("r1"), never);
    const second = await bench.open(driver, { run: "r2" });
    const found = await second.call(priced, ask("2+2"), place("r2"), never);
    expect(found).toMatchObject({ text: "four", cached: true, usd: 0, callId: bought.callId });
    expect(found.raw).toEqual(bought.raw);
    expect(driver.seen).toHaveLength(1);
    expect(second.spend()).toMatchObject({ usd: 0, calls: 1, cached: 1, outputTokens: 0 });
    expect(await bench.store.calls.list(place("r2"))).toMatchObject([
      { cached: true, state: "done", usd: 0, reply: null },
    ]);
  });

  test("still finds the original after it was reused", async () => {
    const driver = scripted(() => reply("four"));
    const gateway = await bench.open(driver);
    for (let i = 0; i < 3; i++) await gateway.call(priced, ask("2+2"), place("r1", `i:${i}`), never);
    expect(driver.seen).toHaveLength(1);
  });

  test("off asks again, also while the same request is on its way", async () => {
    const driver = scripted((_request, index) => reply(`answer ${index}`));
    const gateway = await bench.open(driver, { cache: false });
    const both = [ask("2+2"), ask("2+2")].map((request) => gateway.call(priced, request, place("r1"), never));
    expect((await Promise.all(both)).map(({ text }) => text)).toEqual(["answer 0", "answer 1"]);
  });

  test("does not keep an empty reply or one that ended for an unknown reason", async () => {
    const driver = scripted((_request, index) =>
      index === 0 ? { ...reply(""), finish: "stop" } : index === 1 ? { ...reply("x"), finish: "other" } : reply("four"),
    );
    const gateway = await bench.open(driver);
    const texts = [];
    for (let i = 0; i < 4; i++) texts.push((await gateway.call(priced, ask("2+2"), place("r1"), never)).text);
    expect(texts).toEqual(["", "x", "four", "four"]);
  });

  test.each<[string, Parameters<typeof ask>[1], boolean]>([
    ["the seed", { seed: 2 }, true],
    ["the agent", { agent: "reviewer/judge" }, true],
    ["the temperature", { temperature: 0.5 }, true],
    ["the output limit", { maxOutputTokens: 999 }, true],
    ["the schema", { outputSchema: { type: "object" } }, true],
    ["the tools", { tools: [{ name: "t", description: "d", parameters: {} }] }, true],
    ["the messages", { messages: [{ role: "user", content: "3+3" }] }, true],
    ["the input, which a language model does not read", { input: { text: "other" } }, false],
  ])("tells requests apart by %s", async (_what, change, apart) => {
    const driver = scripted(() => reply("four"));
    const gateway = await bench.open(driver);
    await gateway.call(priced, ask("2+2"), place("r1"), never);
    await gateway.call(priced, ask("2+2", change), place("r1"), never);
    expect(driver.seen).toHaveLength(apart ? 2 : 1);
  });

  test("tells requests to the offline expert apart by the input, not by the messages", async () => {
    const driver = scripted(() => reply("four"), "input");
    const gateway = await bench.open(driver);
    await gateway.call(priced, ask("a", { input: { cell: 1 } }), place("r1"), never);
    await gateway.call(priced, ask("b", { input: { cell: 1 } }), place("r1"), never);
    await gateway.call(priced, ask("a", { input: { cell: 2 } }), place("r1"), never);
    expect(driver.seen).toHaveLength(2);
  });
});

describe("single flight", () => {
  test("sends equal requests once and charges once", async () => {
    const driver = scripted(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return reply("four");
    });
    const gateway = await bench.open(driver);
    const calls = Array.from({ length: 5 }, (_, i) => gateway.call(priced, ask("2+2"), place("r1", `i:${i}`), never));
    const replies = await Promise.all(calls);
    expect(driver.seen).toHaveLength(1);
    expect(replies.map(({ cached }) => cached)).toEqual([false, true, true, true, true]);
    expect(gateway.spend()).toMatchObject({ usd: 0.0001, calls: 5, cached: 4 });
  });

  test("lets the others go on when the one that asked is stopped", async () => {
    const leader = new AbortController();
    const driver = scripted((_request, index, signal) =>
      index === 0
        ? new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))))
        : reply("four"),
    );
    const gateway = await bench.open(driver);
    const first = gateway.call(priced, ask("2+2"), place("r1", "i:0"), leader.signal);
    const second = gateway.call(priced, ask("2+2"), place("r1", "i:1"), never);
    await expect.poll(() => driver.seen.length).toBe(1);
    leader.abort();
    await expect(first).rejects.toMatchObject({ code: "run/aborted" });
    expect((await second).text).toBe("four");
  });

  test("lets one that waits leave without disturbing the one that asked", async () => {
    const follower = new AbortController();
    let answer = (): void => {};
    const driver = scripted(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(reply("four"));
        }),
    );
    const gateway = await bench.open(driver);
    const first = gateway.call(priced, ask("2+2"), place("r1", "i:0"), never);
    const second = gateway.call(priced, ask("2+2"), place("r1", "i:1"), follower.signal);
    await expect.poll(() => driver.seen.length).toBe(1);
    follower.abort();
    await expect(second).rejects.toMatchObject({ code: "run/aborted" });
    answer();
    expect((await first).text).toBe("four");
  });
});

describe("turns", () => {
  test.each([
    ["items that began earlier before later ones", 1_000, ["q:a:0", "i:2", "i:8", "i:9"]],
    ["the last items, as many as there are places, as they come", 10, ["q:a:0", "i:2", "i:9", "i:8"]],
  ])("serves what many wait for, then %s", async (_what, items, order) => {
    let answer = (): void => {};
    const served: string[] = [];
    const driver = scripted((request, index) => {
      if (index > 1) served.push(request.messages[0]!.content);
      return index > 1
        ? reply("four")
        : new Promise((resolve) => {
            const before = answer;
            answer = () => {
              before();
              resolve(reply("four"));
            };
          });
    });
    const gateway = await bench.open(driver, { callConcurrency: 2 });
    gateway.expect(items);
    const call = (item: string) => gateway.call(priced, ask(item), place("r1", item), never);
    const first = [call("i:0"), call("i:1")];
    await expect.poll(() => driver.seen.length).toBe(2);
    const waiting = ["i:9", "i:8", "i:2", "q:a:0"].map(call);
    await expect.poll(async () => (await rows("q:a:0")).length).toBe(1);
    answer();
    await Promise.all([...first, ...waiting]);
    expect(served).toEqual(order);
  });
});

describe("stopping", () => {
  test("rejects at once, closes the driver's signal, charges the estimate and warns of nothing", async () => {
    const user = new AbortController();
    let closed = false;
    const driver = scripted((_request, _index, signal) => {
      signal.addEventListener("abort", () => {
        closed = true;
      });
      return new Promise(() => {});
    });
    const gateway = await bench.open(driver);
    const call = gateway.call(priced, ask("2+2"), place("r1"), user.signal);
    await expect.poll(() => driver.seen.length).toBe(1);
    user.abort();
    await expect(call).rejects.toMatchObject({ code: "run/aborted", retryable: false });
    expect(closed).toBe(true);
    expect(await rows()).toMatchObject([{ state: "failed", error: "run/aborted", usd: 0.001 }]);
    expect(gateway.spend()).toMatchObject({ usd: 0.001, reservedUsd: 0 });
    await gateway.close();
    expect(bench.events).toEqual([]);
  });

  test("takes a waiting call out of the queue without a row", async () => {
    const user = new AbortController();
    const driver = scripted(() => new Promise(() => {}));
    const gateway = await bench.open(driver, { callConcurrency: 1 });
    const busy = gateway.call(priced, ask("busy"), place("r1", "i:0"), user.signal);
    await expect.poll(() => driver.seen.length).toBe(1);
    const waiting = gateway.call(priced, ask("waiting"), place("r1", "i:1"), user.signal);
    user.abort();
    await expect(waiting).rejects.toMatchObject({ code: "run/aborted" });
    await expect(busy).rejects.toMatchObject({ code: "run/aborted" });
    expect(await rows("i:1")).toEqual([]);
  });

  test("refuses calls after close, and close waits for those under way", async () => {
    let answer = (): void => {};
    const driver = scripted(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(reply("four"));
        }),
    );
    const gateway = await bench.open(driver);
    const call = gateway.call(priced, ask("2+2"), place("r1"), never);
    await expect.poll(() => driver.seen.length).toBe(1);
    const closing = gateway.close();
    await expect(gateway.call(priced, ask("3+3"), place("r1"), never)).rejects.toMatchObject({ code: "run/closed" });
    answer();
    expect((await call).text).toBe("four");
    await closing;
  });
});

describe("resume", () => {
  test("counts what earlier sittings spent, calls cut off at their estimate included", async () => {
    const first = await bench.open(scripted(() => reply("four", 400)));
    await first.call(priced, ask("2+2"), place("r1"), never);
    const dead = scripted(() => new Promise(() => {}));
    const killed = await bench.open(dead);
    void killed.call(priced, ask("3+3"), place("r1"), never).catch(() => undefined);
    await expect.poll(() => dead.seen.length).toBe(1);

    const resumed = await bench.open(scripted(() => reply("six", 100)));
    expect(resumed.spend()).toMatchObject({ reservedUsd: 0, calls: 2 });
    expect(resumed.spend().usd).toBeCloseTo(0.0004 + 0.001, 12);
    await resumed.call(priced, ask("4+4"), place("r1"), never);
    const totals = await bench.store.calls.totals("r1");
    expect(resumed.spend().usd).toBeCloseTo(totals.usd, 12);
    expect(resumed.spend().outputTokens).toBe(totals.outputTokens);
  });
});

describe("refusals", () => {
  test("an unknown driver is named with those there are", async () => {
    const open = bench.open(
      scripted(() => reply("x")),
      { modelIds: ["other/model"] },
    );
    await expect(open).rejects.toMatchObject({ code: "config/model", hint: expect.stringContaining("scripted") });
  });

  test("a model without a price is refused at the start when there is a budget", async () => {
    const open = bench.open(
      scripted(() => reply("x")),
      { modelIds: ["scripted/new"], budgetUsd: 1 },
    );
    await expect(open).rejects.toMatchObject({ code: "config/price" });
  });

  test("a model without a price is used without a budget, at no counted cost and with a warning", async () => {
    const gateway = await bench.open(
      scripted(() => reply("x")),
      { modelIds: ["scripted/new"] },
    );
    expect((await gateway.call("scripted/new", ask("2+2"), place("r1"), never)).usd).toBe(0);
    expect(bench.events).toMatchObject([{ type: "warning", code: "config/price" }]);
  });

  test("a fault of our own is thrown as it is, and written down", async () => {
    const gateway = await bench.open(
      scripted(() => {
        throw new TypeError("a bug");
      }),
    );
    const error = await gateway.call(priced, ask("2+2"), place("r1"), never).catch((caught: unknown) => caught);
    expect(isAssayError(error)).toBe(false);
    expect(await rows()).toMatchObject([{ state: "failed", error: "model/unexpected" }]);
  });
});
