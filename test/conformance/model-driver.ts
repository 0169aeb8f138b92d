import { describe, expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import { type ModelDriver, type ModelRequest, Usage } from "../../schema/model.ts";

export interface DriverSubject {
  open(): ModelDriver | Promise<ModelDriver>;
  /** A request with an output schema that the driver can answer. */
  request: ModelRequest;
  /** Checks the parsed answer to `request`. */
  accepts(answer: unknown): boolean;
  /** Whether equal requests give equal replies. */
  deterministic: boolean;
}

/** What every model driver keeps to, whatever is behind it. */
export function testModelDriver(name: string, { open, request, accepts, deterministic }: DriverSubject): void {
  const idle = (): AbortSignal => new AbortController().signal;

  describe(`model driver ${name}`, () => {
    test("is called by its name and says what it reads", async () => {
      const driver = await open();
      expect(driver.name).toBe(name);
      expect(["messages", "input"]).toContain(driver.reads);
    });

    test("answers a structured request with JSON of that structure", async () => {
      const reply = await (await open()).generate(request, idle());
      expect(reply.finish).toBe("stop");
      expect(reply.toolCalls).toEqual([]);
      expect(accepts(JSON.parse(reply.text))).toBe(true);
      expect(reply.model).not.toBe("");
    });

    test("counts tokens in whole numbers, thinking within output and cached within input", async () => {
      const { usage } = await (await open()).generate(request, idle());
      expect(Usage.parse(usage)).toEqual(usage);
      expect(usage.thinkingTokens).toBeLessThanOrEqual(usage.outputTokens);
      expect(usage.cachedTokens).toBeLessThanOrEqual(usage.inputTokens);
    });

    test("gives a reply that survives JSON unchanged", async () => {
      const reply = await (await open()).generate(request, idle());
      expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    });

    test("leaves the request as it was", async () => {
      const before = structuredClone(request);
      await (await open()).generate(request, idle());
      expect(request).toEqual(before);
    });

    test("answers many requests at a time, each its own", async () => {
      const driver = await open();
      const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
      const replies = await Promise.all(seeds.map((seed) => driver.generate({ ...request, seed }, idle())));
      for (const reply of replies) expect(accepts(JSON.parse(reply.text))).toBe(true);
      if (!deterministic) return;
      const again = await Promise.all(seeds.map((seed) => driver.generate({ ...request, seed }, idle())));
      expect(again.map(({ text }) => text)).toEqual(replies.map(({ text }) => text));
    });

    test("does not answer when it was stopped before it began", async () => {
      const stopped = AbortSignal.abort();
      const driver = await open();
      const outcome = await driver.generate(request, stopped).catch((error: unknown) => error);
      expect(isAssayError(outcome) && outcome.code).toBe("run/aborted");
    });
  });
}
