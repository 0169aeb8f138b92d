import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssayError } from "../../schema/error.ts";
import type { RunEvent } from "../../schema/event.ts";
import { type CallPlace, type ModelDriver, type ModelReply, type ModelRequest, noUsage } from "../../schema/model.ts";
import type { ModelFacts } from "../../schema/models.ts";
import { createRandom } from "../../schema/random.ts";
import type { Store } from "../../schema/store.ts";
import { type Clock, systemClock } from "../../src/model/clock.ts";
import { createGateway, type GatewayOptions } from "../../src/model/gateway.ts";
import { openStore } from "../../src/store/index.ts";

/** A dollar is a million output tokens, so that costs can be read off. */
export const table: ModelFacts[] = [
  {
    driver: "scripted",
    model: "priced",
    inputUsd: 0,
    outputUsd: 1,
    cachedInputUsd: 0,
    contextTokens: 1_000_000,
    maxOutputTokens: 8_192,
    thinkingBudget: null,
    concurrency: 4,
  },
];

export const priced = "scripted/priced";

export type AskedRequest = Omit<ModelRequest, "model">;

export function ask(text: string, more: Partial<AskedRequest> = {}): AskedRequest {
  return {
    agent: "question",
    input: { text },
    tier: "fast",
    messages: [{ role: "user", content: text }],
    tools: [],
    seed: 1,
    maxOutputTokens: 1_000,
    ...more,
  };
}

export function place(run: string, item = "i:0"): CallPlace {
  return { run, item, stage: "generate", attempt: 0 };
}

export function reply(text: string, outputTokens = 100): ModelReply {
  return {
    text,
    toolCalls: [],
    finish: "stop",
    usage: { ...noUsage, outputTokens },
    model: "priced-1",
    raw: { text },
  };
}

export interface ScriptedDriver extends ModelDriver {
  seen: ModelRequest[];
}

/** A real driver whose replies are given by a function of the request, the number of the call and its signal. */
export function scripted(
  respond: (request: ModelRequest, index: number, signal: AbortSignal) => ModelReply | Promise<ModelReply>,
  reads: ModelDriver["reads"] = "messages",
): ScriptedDriver {
  const seen: ModelRequest[] = [];
  return {
    name: "scripted",
    reads,
    seen,
    generate: async (request, signal) => respond(request, seen.push(request) - 1, signal),
  };
}

/** A clock that jumps to the next alarm whenever the machine has nothing else to do for a moment. */
export function jumpingClock(): Clock & { slept: number[] } {
  let now = Date.UTC(2026, 0, 1);
  const alarms = new Set<{ at: number; ring: () => void }>();
  const slept: number[] = [];
  let idle: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(idle);
    if (alarms.size === 0) return;
    idle = setTimeout(() => {
      const next = Math.min(...[...alarms].map((alarm) => alarm.at));
      now = Math.max(now, next);
      for (const alarm of [...alarms]) if (alarm.at <= now) alarm.ring();
      watch();
    }, 10);
  };
  return {
    slept,
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        slept.push(ms);
        const ring = (): void => {
          alarms.delete(alarm);
          signal.removeEventListener("abort", ring);
          resolve();
          watch();
        };
        const alarm = { at: now + ms, ring };
        alarms.add(alarm);
        signal.addEventListener("abort", ring);
        watch();
      }),
  };
}

export interface Bench {
  store: Store;
  file: string;
  events: RunEvent[];
  open(driver: ModelDriver, options?: Partial<GatewayOptions>): ReturnType<typeof createGateway>;
  close(): Promise<void>;
}

/** A gateway's surroundings: a real SQLite file, a clock, and the events it sent. */
export async function openBench(makeClock: () => Clock = () => systemClock): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "assay-model-"));
  const file = join(folder, "ledger.db");
  const store = await openStore(file);
  const events: RunEvent[] = [];
  return {
    store,
    file,
    events,
    open: (driver, options = {}) =>
      createGateway({
        run: "r1",
        store,
        drivers: { [driver.name]: driver },
        table,
        timeoutMs: 60_000,
        retries: 3,
        cache: true,
        clock: makeClock(),
        random: createRandom(7),
        onEvent: (event) => events.push(event),
        ...options,
      }),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function failure(code: "rate-limited" | "unavailable" | "connection" | "auth" | "interrupted", wait?: number) {
  return new AssayError(`model/${code}`, "scripted failure.", {
    retryable: code !== "auth",
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}

export const never = new AbortController().signal;
