import { mkdtempSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
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
} from "./fixtures.ts";

test("speed", async () => {
  const dir = mkdtempSync("/tmp/assay-");
  const store = await openStore(process.env["SPEED_DB"] ?? `${dir}/x/y.db`);
  const r = "r" + Date.now();
  await store.runs.create(someRun(r));
  expect(await store.runs.get(r)).toEqual(someRun(r));
  for (const rich of [false, true]) {
    const n = 6400;
    let i = 0;
    const t = performance.now();
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (i < n) {
          const k = i++;
          await store.stages.commit(
            { run: r, item: `i:${k}`, stage: rich ? "settle" : "generate", attempt: 1 },
            { verdict: "approved", k },
            rich
              ? {
                  questions: [someQuestion(r, k)],
                  evidence: [someEvidence("x" + k)],
                  receipts: [
                    { place: { run: r, item: `i:${k}`, stage: "settle", attempt: 1 }, receipt: someReceipt("a") },
                  ],
                  reviews: [{ place: { run: r, item: `i:${k}` }, questionId: "x", review: someReview() }],
                  samples: [someSample(r, k)],
                }
              : {},
          );
        }
      }),
    );
    console.log(rich, (n / (performance.now() - t)) * 1000, "commits/s");
  }
  {
    const n = 6400;
    let i = 0;
    const t = performance.now();
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (i < n) {
          const k = r + i++;
          await store.calls.start(someCall(r, k));
          await store.calls.finish(k, {
            state: "done",
            usd: 0.25,
            inputTokens: 1,
            outputTokens: 2,
            reply: someReply("hi"),
            error: null,
            endedAt: "x",
          });
          await store.calls.reply("nope");
          await store.stages.load({ run: r, item: "i:" + k });
        }
      }),
    );
    console.log((n / (performance.now() - t)) * 1000, "calls (start, finish, reply, load)/s");
  }
  const t = performance.now();
  console.log(
    await store.runs.counts(r),
    await store.stages.progress(r),
    await store.calls.totals(r),
    performance.now() - t,
    (await store.calls.list({ run: r, item: "i:0" }))[0],
    await store.samples.find(someSample(r, 3).id.slice(0, 10)),
  );
  let c = 0;
  for await (const _ of store.samples.iterate(r, "grpo")) c++;
  console.log(c, performance.now() - t);
  await store.events.append(r, { at: "a", type: "b", body: {} });
  await store.events.append(r, { at: "a", type: "b", body: {} });
  console.log(await store.events.list(r, 0, 10));
  await store.close();
  rmSync(dir, { recursive: true });
});
