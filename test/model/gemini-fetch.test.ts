import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { ModelRequest } from "../../schema/model.ts";
import { models } from "../../schema/models.ts";
import { createGemini } from "../../src/model/gemini.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";

const request: ModelRequest = {
  agent: "generation",
  input: {},
  model: "gemini-2.5-flash",
  tier: "standard",
  messages: [{ role: "user", content: "How many moles are in 18 g of water?" }],
  tools: [],
  seed: 7,
  maxOutputTokens: 1_000,
};

/** What a call ends in when the API's address is a server that answers as told. */
async function failureBehind(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const geminiBaseUrl = `http://127.0.0.1:${port}`;
  const driver = createGemini({ geminiApiKey: "test-key-0123456789", geminiBaseUrl, table: models });
  return driver.generate(request, new AbortController().signal).catch((caught: unknown) => caught);
}

test.each([301, 302, 303, 307, 308])(
  "a redirect (%d) gets no key: that goes to the address given alone",
  async (status) => {
    const elsewhere = await startGeminiEmulator();
    onTestFinished(() => elsewhere.close());
    const failure = await failureBehind((_, response) => response.writeHead(status, { location: elsewhere.url }).end());
    expect(failure).toMatchObject({
      code: "model/redirected",
      retryable: false,
      message: expect.stringContaining(new URL(elsewhere.url).host),
      hint: expect.stringContaining("GOOGLE_GEMINI_BASE_URL"),
    });
    expect(elsewhere.count()).toBe(0);
  },
);

test.each([200, 500])("a reply with status %d that never ends is found out", async (status) => {
  let sent = 0;
  const failure = await failureBehind((_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    const piece = "x".repeat(1_000_000);
    const more = (): void => {
      sent += 1;
      if (!response.destroyed) response.write(piece, () => setImmediate(more));
    };
    more();
  });
  expect(failure).toMatchObject({ code: "model/too-long", retryable: false });
  expect(sent).toBeLessThan(60);
});
