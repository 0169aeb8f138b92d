import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { toToolServer } from "../../mcp/serve-tools.ts";
import type { Assay } from "../../src/api.ts";
import { createAssay } from "../../src/assay.ts";

import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { createAllowance } from "../../src/served/allowance.ts";
import { servedTools } from "../../src/served/tools.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { hurriedClock, temporaryFolder } from "../support/assay.ts";
import { openSqliteFile } from "../support/sqlite.ts";

interface Result {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
  content: { text: string }[];
}

let emulator: Awaited<ReturnType<typeof startGeminiEmulator>>;
beforeEach(async () => {
  emulator = await startGeminiEmulator({ reply: createTutor({ families, workProblem: work }) });
});

/** A client of assay's own tools, with models that cost money. */
async function openClient(settings: { budget?: number }) {
  const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const db = join(temporaryFolder(), "spending.db");
  const assay = createAssay({ ...settings, db, concurrency: 2 }, { environment, clock: hurriedClock });
  const resumedWith: unknown[] = [];
  const resume: Assay["resume"] = (id, options) => {
    resumedWith.push(options?.budget);
    return assay.resume(id, options);
  };
  const server = toToolServer(
    servedTools({ ...assay, resume }, () => Promise.reject(new Error("no research here"))),
    "1",
  );
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "tests", version: "1" });
  await Promise.all([server.connect(far), client.connect(near)]);
  onTestFinished(async () => {
    await client.close();
    await assay.close();
    await emulator.close();
  });
  const call = async (name: string, input: Record<string, unknown> = {}): Promise<Result> =>
    (await client.callTool({ name, arguments: input }, undefined, { timeout: 60_000 })) as unknown as Result;
  const spentBeforeRuns = (): number => {
    const file = openSqliteFile(db, { readonly: true });
    const [{ usd }] = file.prepare("select sum(usd) as usd from llm_calls where run_id like 'plan-%'").all() as [
      { usd: number },
    ];
    file.close();
    return usd;
  };
  return { assay, call, resumedWith, spentBeforeRuns };
}

const limitOf = async (assay: Assay) => (await assay.status()).run.config.budget;

test("what leads to a price has one small allowance, which consent to a price renews", async () => {
  const { assay, call, spentBeforeRuns } = await openClient({ budget: 0.2 });
  let calls = 0;
  let refused: Result | undefined;
  const tokens: unknown[] = [];
  while (!refused && calls < 400) {
    const name = ["interpret", "plan", "quote"][calls % 3]!;
    const result = await call(name, { request: `Generate ${2 + calls} GRPO examples for chemistry` });
    if (result.structuredContent?.token) tokens.push(result.structuredContent.token);
    if (result.isError) refused = result;
    calls += 1;
  }
  expect(refused?.content[0]?.text).toContain("$0.2 together");
  expect(calls).toBeGreaterThan(3);
  expect((await call("quote", { request: "Generate 3 GRPO examples for physics" })).isError).toBe(true);
  const spent = spentBeforeRuns();
  expect(spent).toBeGreaterThan(0.01);
  expect(spent).toBeLessThanOrEqual(0.2);
  await call("generate", { token: tokens[0] });
  expect((await call("interpret", { request: "Generate 3 GRPO examples for algebra" })).isError).toBeUndefined();
  expect(await limitOf(assay)).toBeLessThanOrEqual(0.2);
});

test("a run that is gone on with keeps to the price that it was begun at", async () => {
  const { assay, call, resumedWith } = await openClient({});
  const handle = assay.generate("Generate 12 GRPO examples for chemistry");
  for await (const event of handle) if (event.type === "sample") handle.stop();
  expect((await handle).status).toBe("interrupted");
  const { run } = await assay.status();
  const resumed = await call("resume");
  expect(resumed.structuredContent).toMatchObject({ run: run.id, approved: 12 });
  expect(run.plan.quote.upperUsd).toBeGreaterThan(0);
  expect(resumedWith).toEqual([run.plan.quote.upperUsd]);
});

test("an allowance is spent once, whoever asks at the same time, and also by calls that fail", async () => {
  const allowance = createAllowance(undefined);
  const budgets: number[] = [];
  const spend = (usd: number, fails = false) =>
    allowance.spend(async ({ budget, onSpend }) => {
      budgets.push(budget!);
      await Promise.resolve();
      onSpend!(usd);
      if (fails) throw new Error("broken");
      return usd;
    });
  const results = await Promise.allSettled([spend(0.25), spend(0.5, true), spend(0.125)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(budgets).toEqual([1, 0.75, 0.25]);
  expect(createAllowance(0.2).usd).toBe(0.2);
});
