import { randomBytes } from "node:crypto";
import type { Answer, AskLimits, HardenedChild } from "./hardened-child.ts";
import { createSlots } from "./slots.ts";

/**
 * After so many requests, or above so many resident megabytes, a child is replaced. Resident memory was flat over 1,000
 * requests, and a new child costs a second of CPU against 4 ms for a request.
 */
const MAX_RUNS = 1_000;
const MAX_RESIDENT_MB = 600;

export interface Pool {
  /** Runs `task` when fewer than the pool's size are running. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** One request to one child; a nonce is added. `ready` is what the child said at its start. */
  ask<T extends { nonce: string; fatal?: string }>(
    request: object,
    limits: AskLimits,
  ): Promise<{ answer: Answer<T>; ready: string | undefined }>;
  close(): Promise<void>;
}

/** At most `size` tasks at a time, each with one child in hand; children start when first needed. */
export function createPool(size: number, open: () => Promise<HardenedChild>): Pool {
  const slots = createSlots(size);
  const idle: HardenedChild[] = [];
  const all = new Set<HardenedChild>();
  let closed = false;

  const retire = async (child: HardenedChild) => {
    all.delete(child);
    await child.kill();
  };

  const borrow = async () => {
    const known = idle.pop();
    if (known) return known;
    const child = await open();
    all.add(child);
    if (closed) await retire(child);
    return child;
  };

  return {
    run: (task, signal) => slots.run(task, signal),
    async ask<T extends { nonce: string; fatal?: string }>(request: object, limits: AskLimits) {
      const child = await borrow().catch((error: Error) => error);
      if (child instanceof Error) {
        return { answer: { kind: "lost", reason: child.message } satisfies Answer<T>, ready: undefined };
      }
      let usable = false;
      try {
        const answer = await child.ask<T>({ ...request, nonce: randomBytes(16).toString("hex") }, limits);
        usable = answer.kind === "result" && answer.value.fatal === undefined;
        return { answer, ready: child.ready };
      } finally {
        const worn = child.runs >= MAX_RUNS || child.residentMegabytes() > MAX_RESIDENT_MB;
        if (usable && !worn && !closed) idle.push(child);
        else await retire(child);
      }
    },
    async close() {
      closed = true;
      await Promise.all([...all].map(retire));
    },
  };
}
