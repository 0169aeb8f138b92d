import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import type { Store } from "../../schema/store.ts";
import { openStore } from "../../src/store/index.ts";
import {
  someCall,
  someEvidence,
  someQuestion,
  someReceipt,
  someReply,
  someReview,
  someRun,
  someSample,
} from "../store/fixtures.ts";
import { indexesOf, item, placeOf, run, type StoreUnderTest, settle } from "./store-setting.ts";

/** What every store must do. */
export function storeConformance(name: string, { fresh, options = {} }: StoreUnderTest): void {
  describe(`store on ${name}`, () => {
    let location: string;
    let store: Store;

    beforeEach(async () => {
      location = await fresh();
      store = await openStore(location, options);
      await store.runs.create(someRun(run));
    });
    afterEach(() => store.close());

    const reopen = async () => {
      await store.close();
      store = await openStore(location, options);
    };
    const settleItems = (indexes: readonly number[], verdict?: string) => settle(store, indexes, verdict);
    const collect = (verdicts?: readonly string[]) => indexesOf(store, verdicts);

    test("gives a run back as it was, also after reopening", async () => {
      expect(await store.runs.get(run)).toEqual(someRun(run));
      await reopen();
      const read = await store.runs.get(run);
      expect(read).toEqual(someRun(run));
      expect(Object.keys(read?.plan.models ?? {})).toEqual(["zeta", "alpha"]);
      expect(await store.runs.get("another")).toBeUndefined();
    });

    test("keeps documents by their hash, once, and finds passages by theirs", async () => {
      const text = "Ein Satz mit Umlauten: größer. \u0000 数学 \ud800 end";
      const passage = someEvidence("e-9");
      await store.stages.commit(placeOf(0), {}, { texts: [text, text], evidence: [passage] });
      await store.stages.commit(placeOf(1), {}, { texts: [text] });
      expect(await store.texts.get(sha256(text))).toBe(text);
      expect(await store.texts.get(sha256("another"))).toBeUndefined();
      expect((await store.evidence.find(passage.sha256)).map(({ id }) => id)).toEqual([passage.id]);
      expect(await store.evidence.find("0")).toEqual([]);
    });

    test("gives the last reply to a request back as it came, also after reopening", async () => {
      const snapshot = {
        key: '["https://a.org/x",null]',
        url: "https://a.org/y",
        status: 200,
        headers: { etag: '"1"', "content-type": "text/html" },
        body: "<p>one</p>",
        fetchedAt: "2026-01-01T00:00:00.000Z",
        checkedAt: "2026-01-01T00:00:00.000Z",
      };
      await store.snapshots.set(snapshot);
      const later = {
        ...snapshot,
        headers: { etag: '"2"' },
        body: "<p>two</p>",
        checkedAt: "2026-01-02T00:00:00.000Z",
      };
      expect(await store.snapshots.get(snapshot.key)).toEqual(snapshot);
      await store.snapshots.set(later);
      await reopen();
      expect(await store.snapshots.get(snapshot.key)).toEqual(later);
      expect(await store.snapshots.get("another")).toBeUndefined();
      expect(await store.texts.get(sha256(snapshot.body))).toBe(snapshot.body);
    });

    test("deals out the turns of a shared rate, a burst at once and the rest in order", async () => {
      const now = Date.parse("2026-01-01T00:00:00Z");
      const rate = { intervalMs: 3_000, burst: 2, now, longestWaitMs: 7_000 };
      const other = await openStore(location, options);
      const waits = await Promise.all(
        [store, other, store, other, store].map(({ quotas }) => quotas.reserve("a", rate)),
      );
      await other.close();
      expect([...waits].sort()).toEqual([0, 0, 3_000, 6_000, null]);
      // What was refused took no turn, and time brings new ones.
      expect(await store.quotas.reserve("a", { ...rate, now: now + 9_000 })).toBe(0);
      expect(await store.quotas.reserve("a", { ...rate, now: now + 60_000 })).toBe(0);
      expect(await store.quotas.reserve("b", rate)).toBe(0);
    });

    test("updates what is given and leaves the rest", async () => {
      const { plan, config } = someRun(run);
      await store.runs.update(run, { status: "done", spendUsd: 1.5, plan: { ...plan, executionPlan: "other" } });
      await store.runs.update(run, { config: { ...config, count: 4 } });
      await store.runs.update(run, {});
      const expected = { status: "done", spendUsd: 1.5, config: { ...config, count: 4 } } as const;
      expect(await store.runs.get(run)).toEqual(
        someRun(run, { ...expected, plan: { ...plan, executionPlan: "other" } }),
      );
      await expect(store.runs.update("another", { status: "done" })).rejects.toThrow("no run another");
    });

    test("lists runs, newest first", async () => {
      await store.runs.create(someRun("later", { createdAt: "2026-02-01" }));
      await store.runs.create(someRun("earlier", { createdAt: "2025-02-01" }));
      expect((await store.runs.list(2)).map(({ id }) => id)).toEqual(["later", run]);
    });

    test("refuses a run that does not fit its shape, and a second one of the same id", async () => {
      await expect(store.runs.create(someRun("x", { seed: 1.5 }))).rejects.toMatchObject({ code: "store/invalid" });
      await expect(store.runs.create(someRun(run))).rejects.toMatchObject({ code: "store/conflict" });
      expect(await store.runs.get("x")).toBeUndefined();
    });

    test("keeps stage results in the order of their commits", async () => {
      for (const stage of ["research", "generate", "verify"]) {
        expect(await store.stages.commit({ ...item, stage, attempt: 1 }, { stage })).toBe("written");
      }
      await store.stages.commit({ ...item, stage: "generate", attempt: 2 }, null);
      await store.stages.commit({ run, item: "q:acids:0", stage: "question", attempt: 1 }, undefined);
      await reopen();
      expect(await store.stages.load(item)).toEqual([
        { stage: "research", attempt: 1, output: { stage: "research" } },
        { stage: "generate", attempt: 1, output: { stage: "generate" } },
        { stage: "verify", attempt: 1, output: { stage: "verify" } },
        { stage: "generate", attempt: 2, output: null },
      ]);
      expect(await store.stages.progress(run)).toEqual({ generate: 1, question: 1, research: 1, verify: 1 });
      expect(await store.stages.load({ run: "other", item: "i:0" })).toEqual([]);
    });

    test("lets the first of two commits win and writes nothing of the second, on one store and on two", async () => {
      const other = await openStore(location, options);
      try {
        for (let round = 0; round < 20; round++) {
          const place = placeOf(round);
          const outcomes = await Promise.all(
            [store, other, store, other].map((one, who) =>
              one.stages.commit(
                place,
                { verdict: "approved", who },
                {
                  questions: [someQuestion(run, round * 10 + who)],
                  samples: [someSample(run, round * 10 + who)],
                  reviews: [{ place, questionId: "q", review: someReview({ feedback: String(who) }) }],
                },
              ),
            ),
          );
          expect(outcomes.toSorted()).toEqual(["already", "already", "already", "written"]);
          const who = outcomes.indexOf("written");
          expect((await other.stages.load(place))[0]?.output).toEqual({ verdict: "approved", who });
          expect((await store.reviews.list(place)).map(({ feedback }) => feedback)).toEqual([String(who)]);
          expect((await collect()).slice(round)).toEqual([round * 10 + who]);
        }
      } finally {
        await other.close();
      }
    });

    test("undoes a commit whose writes are refused, alone", async () => {
      const outcomes = await Promise.allSettled([
        settleItems([0]),
        store.stages.commit(placeOf(1), {}, { questions: [someQuestion(run, 1)], samples: [someSample(run, 99)] }),
        store.stages.commit(placeOf(2), {}, { questions: [someQuestion(run, 2, { text: "" })] }),
        settleItems([3]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
      expect(outcomes[1]).toMatchObject({ reason: { code: "store/conflict" } });
      expect(outcomes[2]).toMatchObject({ reason: { code: "store/invalid" } });
      expect([...(await store.stages.settled(run, 0, 9)).keys()]).toEqual([0, 3]);
      expect(await store.questions.get(run, someQuestion(run, 1).id)).toBeUndefined();
      expect(await settleItems([1])).toEqual(["written"]);
    });

    test("counts verdicts and gives settled items by index", async () => {
      await settleItems([5, 1, 11, 3]);
      await settleItems([2], "rejected");
      await settleItems([4], "needs_revision");
      await store.stages.commit(placeOf(6), { verdict: "failed" });
      await store.stages.commit({ ...placeOf(7), stage: "review" }, { verdict: "approved" });
      expect(await store.runs.counts(run)).toEqual({
        approved: 4,
        needs_revision: 1,
        rejected: 1,
        unchecked: 0,
        failed: 1,
      });
      const settled = await store.stages.settled(run, 2, 11);
      expect([...settled.keys()]).toEqual([2, 3, 4, 5, 6]);
      expect(settled.get(3)).toEqual({ verdict: "approved", index: 3 });
    });

    test("keeps questions and updates parts of them", async () => {
      const question = someQuestion(run, 0, { origin: "family#easy#1" });
      await store.stages.commit({ ...item, stage: "question", attempt: 1 }, {}, { questions: [question] });
      const set = {
        status: "researched",
        groundTruthContext: "passage",
        synthesizedContext: { definitions: [{ text: "a", evidence: ["e"] }], formulas: [], examples: [] },
      } as const;
      const update = { id: question.id, runId: run, set: structuredClone(set) as never };
      await store.stages.commit({ ...item, stage: "research", attempt: 1 }, {}, { questionUpdates: [update] });
      await reopen();
      expect(await store.questions.get(run, question.id)).toEqual({ ...question, ...set });
      const missing = { id: "none", runId: run, set: { status: "done" as const } };
      await expect(
        store.stages.commit({ ...item, stage: "x", attempt: 1 }, {}, { questionUpdates: [missing] }),
      ).rejects.toMatchObject({ code: "store/missing" });
    });

    test("keeps the first of equal evidence, and gives it in the order asked for", async () => {
      const [first, second] = [someEvidence("first"), someEvidence("second", { published: "2020-01-01" })];
      const again = { ...first, accessed: "2030-01-01T00:00:00.000Z" };
      await Promise.all(
        [[first, second], [again, first], [second]].map((evidence, index) =>
          store.stages.commit({ run, item: `i:${index}`, stage: "research", attempt: 1 }, {}, { evidence }),
        ),
      );
      expect(await store.evidence.get([second.id, "none", first.id])).toMatchObject([second, { text: "first" }]);
    });

    test("keeps receipts and reviews in the order of their writing", async () => {
      for (const attempt of [1, 2]) {
        const place = { ...item, stage: "verify", attempt };
        const receipts = ["z", "a"].map((id) => ({ place, receipt: someReceipt(id, { exitCode: null }) }));
        const reviews = [{ place, questionId: "q", review: someReview({ attempt }) }];
        await store.stages.commit(place, {}, { receipts, reviews });
      }
      await reopen();
      const receipts = await store.receipts.list(item);
      expect(receipts.map(({ id, attempt }) => `${id}${attempt}`)).toEqual(["z1", "a1", "z2", "a2"]);
      expect(receipts[1]).toEqual({ ...someReceipt("a", { exitCode: null }), stage: "verify", attempt: 1 });
      expect(await store.reviews.list(item)).toEqual([someReview(), someReview({ attempt: 2 })]);
      expect(await store.receipts.list({ run, item: "i:1" })).toEqual([]);
    });

    test("streams rows by index over many pages, filtered by verdict", async () => {
      const indexes = Array.from({ length: 450 }, (_, index) => index);
      await settleItems(indexes.toReversed().filter((index) => index % 3 !== 0));
      await settleItems(
        indexes.filter((index) => index % 3 === 0),
        "rejected",
      );
      expect(await collect()).toEqual(indexes);
      expect(await collect(["approved"])).toEqual(indexes.filter((index) => index % 3 !== 0));
      expect(await collect(["unchecked", "rejected"])).toEqual(indexes.filter((index) => index % 3 === 0));
      const nonsense = store.samples.iterate(run, "nonsense")[Symbol.asyncIterator]();
      await expect(nonsense.next()).rejects.toMatchObject({ code: "store/invalid" });
    });

    test("pages through many rows of one index", async () => {
      const samples = Array.from({ length: 450 }, (_, index) =>
        someSample(run, index, { index: 7, questionId: someQuestion(run, 0).id }),
      );
      await store.stages.commit(placeOf(0), {}, { questions: [someQuestion(run, 0)], samples });
      const ids: string[] = [];
      for await (const { id } of store.samples.iterate(run, "grpo")) ids.push(id);
      expect(ids).toEqual(samples.map(({ id }) => id).sort());
    });

    test("finds a row by its id or a prefix that fits it alone, whatever its type", async () => {
      const rows = [
        someSample(run, 0, { id: "aaaaaaaa11" }),
        someSample(run, 1, { id: "aaaaaaaa22", systemPrompt: "be kind" }),
        someSample(run, 2, { id: "bbbbbbbb11", type: "sft", row: { prompt: "p", completion: "c" } }),
      ];
      const questions = rows.map((_, index) => someQuestion(run, index));
      await store.stages.commit(placeOf(0), {}, { questions, samples: rows });
      expect(await store.samples.find("aaaaaaaa22")).toEqual(rows[1]);
      expect(await store.samples.find("aaaaaaaa2")).toEqual(rows[1]);
      expect(await store.samples.find("bbbbbbbb")).toEqual(rows[2]);
      expect(await store.samples.find("aaaaaaaa")).toBeUndefined();
      for (const none of ["bbbbbbb", "cccccccc", "%%%%%%%%"]) expect(await store.samples.find(none)).toBeUndefined();
    });

    test("keeps the ledger of calls and sums it, calls under way at their estimate", async () => {
      const done = { state: "done", inputTokens: 30, outputTokens: 40, error: null } as const;
      await store.calls.start(someCall(run, "a"));
      await store.calls.start(someCall(run, "b", { startedAt: "2026-01-01T00:00:00.000Z" }));
      await store.calls.start(someCall("other", "c", { requestHash: "h" }));
      expect(await store.calls.totals(run)).toEqual({ usd: 1, inputTokens: 0, outputTokens: 0, calls: 2 });
      await store.calls.finish("a", { ...done, usd: 0.125, reply: someReply("first"), endedAt: "2026-01-03" });
      await store.calls.finish("c", { ...done, usd: 1, reply: someReply("second"), endedAt: "2026-01-04" });
      expect(await store.calls.totals(run)).toEqual({ usd: 0.625, inputTokens: 30, outputTokens: 40, calls: 2 });
      expect(await store.calls.totals("nobody")).toEqual({ usd: 0, inputTokens: 0, outputTokens: 0, calls: 0 });
      await reopen();
      const [b, a] = await store.calls.list(item);
      expect(b).toEqual(someCall(run, "b", { startedAt: "2026-01-01T00:00:00.000Z" }));
      expect(a).toMatchObject({ id: "a", state: "done", usd: 0.125, reply: someReply("first"), cached: false });
      expect(await store.calls.reply("h")).toEqual({ id: "c", reply: someReply("second") });
      await expect(store.calls.finish("none", { ...done, usd: 1, reply: null, endedAt: null })).rejects.toMatchObject({
        code: "store/missing",
      });
    });

    test("answers a request with the newest finished reply only", async () => {
      const { requestHash } = someCall(run, "a");
      const end = (id: string, state: "done" | "failed", endedAt: string) =>
        store.calls.finish(id, {
          ...{ usd: 0, inputTokens: 0, outputTokens: 0 },
          state,
          endedAt,
          error: state === "failed" ? "model/timeout" : null,
          reply: state === "failed" ? null : someReply(id),
        });
      for (const id of ["a", "b", "c", "d"]) await store.calls.start(someCall(run, id));
      expect(await store.calls.reply(requestHash)).toBeUndefined();
      await end("b", "done", "2026-01-05T00:00:00.000Z");
      await end("a", "done", "2026-01-04T00:00:00.000Z");
      await end("c", "failed", "2026-01-06T00:00:00.000Z");
      expect((await store.calls.reply(requestHash))?.reply.text).toBe("b");
    });

    test("numbers events of a run from one on in the order of the calls", async () => {
      const events = Array.from({ length: 50 }, (_, index) => ({ at: "t", type: "sample", body: { index } }));
      await Promise.all(events.map((event) => store.events.append(run, event)));
      await store.events.append("other", { at: "t", type: "sample", body: {} });
      expect(await store.events.list(run, 0, 100)).toEqual(
        events.map((event, index) => ({ ...event, sequence: index + 1 })),
      );
      expect((await store.events.list(run, 10, 2)).map(({ sequence }) => sequence)).toEqual([11, 12]);
    });

    test("appends events from two stores without a gap or a loss", async () => {
      const other = await openStore(location, options);
      const event = { at: "t", type: "x", body: {} };
      await Promise.all(Array.from({ length: 40 }, (_, index) => [store, other][index % 2]?.events.append(run, event)));
      await other.close();
      expect((await store.events.list(run, 0, 100)).at(-1)?.sequence).toBe(40);
    });

    test("records exports", async () => {
      const entry = { id: "e", runId: run, format: "trl", path: "/x", rows: 3, sha256: "0", createdAt: "t" };
      await store.exports.record(entry);
      await store.exports.record({ ...entry, id: "d", createdAt: "s" });
      expect(await store.exports.list(run)).toEqual([{ ...entry, id: "d", createdAt: "s" }, entry]);
    });

    test("keeps every character of long and odd texts", async () => {
      const odd = `\0 \u0001 "'\\ 𝒳 é\u0301 \uD800 \u2028 \uFFFFjson: 日本語 ${"ü".repeat(1_000_000)}`;
      const row = { ...someSample(run, 0).row, code: odd, completions: [{ completion: odd, reward: 0.1 }] };
      const sample = someSample(run, 0, { row, provenance: { [odd.slice(0, 9)]: odd }, systemPrompt: "\uFFFFjson:x" });
      const place = placeOf(0);
      const receipt = someReceipt("r", { stdout: odd });
      const writes = {
        questions: [someQuestion(run, 0, { text: odd })],
        samples: [sample],
        receipts: [{ place, receipt }],
      };
      await store.stages.commit(place, { odd }, writes);
      await reopen();
      expect(await store.samples.find(sample.id)).toEqual(sample);
      expect((await store.receipts.list(place))[0]?.stdout === odd).toBe(true);
      expect((await store.questions.get(run, someQuestion(run, 0).id))?.text === odd).toBe(true);
      expect((await store.stages.load(place))[0]?.output).toEqual({ odd });
    });
  });
}
