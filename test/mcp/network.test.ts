import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLimiter } from "../../mcp/http/limiter.ts";
import { createNetwork, type NetworkOptions } from "../../mcp/http/network.ts";
import type { ReplyArchive } from "../../mcp/http/replies.ts";
import type { Snapshot } from "../../schema/source.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";

const host = "en.wikipedia.org";
const limits = { group: "network-test", minGapMs: 0, concurrency: 4 };
const source = { name: "wikipedia", hosts: [host], limits };
const never = new AbortController().signal;
const noName = async (): Promise<never> => {
  throw new Error("a test asked the network");
};

let emulator: SourcesEmulator;
let opened: { close(): Promise<void> }[];
beforeEach(async () => {
  emulator = await startSourcesEmulator();
  opened = [];
});
afterEach(async () => {
  for (const network of opened) await network.close();
  await emulator.close();
});

function open(options: Partial<NetworkOptions> = {}) {
  const network = createNetwork({
    contact: "tests@example.org",
    now: () => new Date(),
    baseUrls: emulator.baseUrls,
    resolve: noName,
    ...options,
    limits: { backoffMs: 5, maxBytes: 1_000_000, totalMs: 1_500, ...options.limits },
  });
  opened.push(network);
  const ask = (title: string, accept: string | undefined = "application/json", signal = never) =>
    network.get(
      source,
      `${network.baseUrl(host)}/w/api.php?action=query&titles=${encodeURIComponent(title)}`,
      { accept },
      signal,
    );
  return { network, ask };
}

describe("the guarded client", () => {
  test("tells who asks and gives the real address, not the stand-in's", async () => {
    const { ask } = open({ version: "9.9" });
    const reply = await ask("Whiffle rate");
    expect(reply.url).toBe(`https://${host}/w/api.php?action=query&titles=Whiffle%20rate`);
    expect(emulator.requests[0]?.headers["user-agent"]).toBe("assay/9.9 (mailto:tests@example.org)");
  });

  test.each([undefined, "", "me", "evil\r\nx: y@z.org", "a b@c.org"])(
    "contact %j is refused with the way to set one",
    async (contact) => {
      await expect(open({ contact }).ask("Whiffle rate")).rejects.toMatchObject({
        code: "source/contact",
        hint: expect.stringMatching(/--contact .*ASSAY_CONTACT/),
      });
      expect(emulator.requests).toEqual([]);
    },
  );

  test("a packed file comes only from where its source says that they come from", async () => {
    const { network } = open();
    const arxiv = { name: "arxiv", hosts: ["export.arxiv.org"], limits, archives: ["export.arxiv.org/e-print/"] };
    const url = `${network.baseUrl("export.arxiv.org")}/e-print/2402.00001v1`;
    const request = { accept: "application/gzip", binary: true };
    const { bytes } = await network.get(arxiv, url, request, never);
    expect([...bytes!.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const other = open().network;
    for (const archives of [undefined, [], ["export.arxiv.org/src/"], ["arxiv.org/e-print/"]]) {
      await expect(other.get({ ...arxiv, archives }, url, request, never)).rejects.toMatchObject({
        code: "source/blocked",
        message: expect.stringContaining("packed file"),
      });
    }
    const small = { ...request, maxBytes: 100 };
    await expect(open().network.get(arxiv, url, small, never)).rejects.toThrow(/larger than 100 bytes/);
  });

  test.each([
    ["gone", "source/not-found", false],
    ["forbidden", "source/blocked", false],
    ["login", "source/auth", false],
    ["wrong-type", "source/upstream", false],
    ["error-page", "source/upstream", false],
    ["oversize", "source/upstream", false],
    ["bomb", "source/upstream", false],
    ["truncated", "source/upstream", true],
    ["dropped", "source/upstream", true],
    ["slow", "source/timeout", true],
    ["broken-once", "source/upstream", true],
    ["busy-long", "source/rate-limited", true],
    ["redirect-private", "source/blocked", false],
    ["redirect-literal", "source/blocked", false],
    ["redirect-foreign", "source/blocked", false],
    ["redirect-loop", "source/blocked", false],
  ])("%s gives %s, retryable %s", async (fault, code, retryable) => {
    const length = open()
      .ask(`Fault ${fault}`)
      .then(({ text }) => text.length);
    await expect(length).rejects.toMatchObject({ code, retryable });
  });

  test("what passes by itself is tried again: 429 after the time asked for, and 503", async () => {
    const { ask } = open();
    const started = performance.now();
    expect((await ask("Fault busy-once")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(950);
    expect((await ask("Fault away-once")).status).toBe(200);
    expect(emulator.requests).toHaveLength(4);
  });

  test("broken sockets are tried again, a refusal is not", async () => {
    await expect(open().ask("Fault dropped")).rejects.toThrow();
    expect(emulator.requests).toHaveLength(3);
    await expect(open().ask("Fault forbidden")).rejects.toThrow();
    expect(emulator.requests).toHaveLength(4);
  });

  test("asked to wait for an hour it gives up at once and says how long", async () => {
    await expect(open().ask("Fault busy-long")).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(emulator.requests).toHaveLength(1);
  });

  test("a cancelled call says so, and not that it timed out", async () => {
    const controller = new AbortController();
    const call = open().ask("Fault slow", undefined, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(call).rejects.toMatchObject({ code: "source/cancelled" });
  });

  test("reaches the hosts of its source only, and no other port of this machine", async () => {
    const { network } = open();
    const origin = new URL(network.baseUrl(host)).origin;
    for (const url of [
      "https://elsewhere.org/",
      `https://${host}.evil.org/`,
      `https://user@${host}/`,
      `http://${host}:8080/`,
      origin.replace("127.0.0.1", "localhost"),
      "http://127.0.0.1:9/",
    ]) {
      await expect(network.get(source, url, {}, never), url).rejects.toMatchObject({ code: "source/blocked" });
    }
    const other = { ...source, name: "other", hosts: ["other.org"] };
    await expect(network.get(other, `${origin}/${host}/w/api.php`, {}, never)).rejects.toMatchObject({
      code: "source/blocked",
    });
    expect(emulator.requests).toEqual([]);
  });

  test("equal requests are answered from memory for a day, then asked again", async () => {
    let time = Date.parse("2026-11-01T00:00:00Z");
    const { ask } = open({ now: () => new Date(time) });
    const first = await ask("Whiffle rate");
    time += 23 * 3_600_000;
    expect(await ask("Whiffle rate")).toEqual(first);
    expect(first.headers["assay-fetched-at"]).toBe("2026-11-01T00:00:00.000Z");
    time += 2 * 3_600_000;
    await ask("Whiffle rate");
    expect(emulator.requests).toHaveLength(2);
  });

  test("a persistent store saves the next process the request", async () => {
    const stored = new Map<string, Snapshot>();
    const archive: ReplyArchive = {
      get: async (key) => stored.get(key),
      set: async (snapshot) => void stored.set(snapshot.key, snapshot),
    };
    const first = await open({ archive }).ask("Whiffle rate");
    expect(JSON.stringify([...stored])).not.toContain("127.0.0.1");
    expect((await open({ archive }).ask("Whiffle rate")).text).toBe(first.text);
    expect(emulator.requests).toHaveLength(1);
  });
});

describe("the limiter", () => {
  test("keeps the gap between starts and the number at once, in order of asking", async () => {
    const limiter = createLimiter({ minGapMs: 40, concurrency: 2 });
    const starts: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      [0, 1, 2, 3].map(async (index) => {
        const release = await limiter.acquire(never);
        starts[index] = performance.now();
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 100));
        running -= 1;
        release();
        release();
      }),
    );
    expect(most).toBe(2);
    for (let index = 1; index < starts.length; index += 1)
      expect(starts[index]! - starts[index - 1]!).toBeGreaterThan(20);
  });

  test("a cancelled waiter leaves the queue and takes no turn", async () => {
    const limiter = createLimiter({ minGapMs: 0, concurrency: 1 });
    const release = await limiter.acquire(never);
    const controller = new AbortController();
    const left = limiter.acquire(controller.signal);
    const next = limiter.acquire(never);
    controller.abort();
    await expect(left).rejects.toMatchObject({ code: "source/cancelled" });
    release();
    (await next)();
  });

  test("a pause holds everybody", async () => {
    const limiter = createLimiter({ minGapMs: 0, concurrency: 4 });
    limiter.pause(60);
    const started = performance.now();
    (await limiter.acquire(never))();
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});
