import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../schema/store.ts";
import { openStore } from "../../src/store/index.ts";
import { someCall, someQuestion, someReceipt, someRun, someSample } from "../store/fixtures.ts";
import { commitUntilKilled } from "../store/kill.ts";
import { indexesOf, item, placeOf, run, type StoreUnderTest, settle } from "./store-setting.ts";

/** What every store must do when it is damaged, closed, opened again or killed. */
export function storeLifeConformance(name: string, { fresh, tamper, options = {} }: StoreUnderTest): void {
  describe(`life of a store on ${name}`, () => {
    let location: string;
    let store: Store;

    beforeEach(async () => {
      location = await fresh();
      store = await openStore(location, options);
      await store.runs.create(someRun(run));
    });
    afterEach(() => store.close());

    test.each([
      ["a row", `update synthetic_data_grpo set prompt = ''`, (one: Store) => one.samples.find(someSample(run, 0).id)],
      ["a run", `update specs set difficulty = '{"easy": 2}'`, (one: Store) => one.runs.get(run)],
      ["a verdict", `update stage_results set verdict = 'odd'`, undefined],
      [
        "a question",
        `update questions set status = 'odd'`,
        (one: Store) => one.questions.get(run, someQuestion(run, 0).id),
      ],
      ["a column", `update receipts set limits = '{"timeoutMs": "x"}'`, (one: Store) => one.receipts.list(item)],
      ["a reply", `update llm_calls set reply = '[]'`, (one: Store) => one.calls.list(item)],
    ] as const)("says that %s was damaged", async (_what, statement, read) => {
      await settle(store, [0]);
      await store.calls.start(someCall(run, "a"));
      const place = { ...item, stage: "verify", attempt: 1 };
      await store.stages.commit(place, {}, { receipts: [{ place, receipt: someReceipt("a") }] });
      await tamper(location, statement);
      if (read)
        await expect(read(store)).rejects.toMatchObject({
          code: "store/corrupt",
          message: expect.not.stringContaining("\n"),
        });
      else expect((await store.runs.counts(run)).approved).toBe(0);
    });

    test("refuses everything after close, which may be called twice and waits for writes", async () => {
      const write = store.stages.commit(placeOf(0), { verdict: "failed" });
      await Promise.all([store.close(), store.close()]);
      expect(await write).toBe("written");
      await expect(store.stages.load(item)).rejects.toMatchObject({ code: "store/closed" });
      await expect(store.stages.commit(placeOf(1), {})).rejects.toMatchObject({ code: "store/closed" });
    });

    test("opens for reading only", async () => {
      const reader = await openStore(location, { ...options, readonly: true });
      expect((await reader.runs.get(run))?.id).toBe(run);
      await expect(reader.runs.update(run, { status: "done" })).rejects.toMatchObject({ code: "store/unreadable" });
      await reader.close();
    });

    test("opens a new database from several places at once", async () => {
      const empty = await fresh();
      const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(empty, options)));
      await stores[0]?.runs.create(someRun(run));
      expect(await Promise.all(stores.map(async (one) => (await one.runs.get(run))?.id))).toEqual(Array(5).fill(run));
      await Promise.all(stores.map((one) => one.close()));
    });

    test("has every acknowledged commit after the process was killed", async () => {
      const acknowledged = await commitUntilKilled(location, run, 300, options.engine);
      expect(acknowledged.length).toBeGreaterThanOrEqual(300);
      const settled = await store.stages.settled(run, 0, 1_000_000);
      const rows = new Set(await indexesOf(store));
      const events = new Set((await store.events.list(run, 0, 1_000_000)).map(({ body }) => body.index));
      for (const index of acknowledged) {
        expect([settled.has(index), rows.has(index), events.has(index)]).toEqual([true, true, true]);
      }
      expect(rows.size).toBe(settled.size);
      await settle(store, [999_999]);
    });
  });
}
