import { connect } from "node:net";
import { expect, test } from "vitest";

test("an accidental call of the network fails the test and names the host", async () => {
  await expect(fetch("https://en.wikipedia.org/")).rejects.toMatchObject({
    cause: { message: expect.stringContaining("en.wikipedia.org") },
  });
  const failed = await new Promise<Error>((resolve) => connect(443, "192.0.2.1").once("error", resolve));
  expect(failed.message).toContain("192.0.2.1");
});
