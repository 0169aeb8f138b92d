import type { LookupAddress } from "node:dns";
import { describe, expect, test } from "vitest";
import { assertPublicUrl, isPublicAddress } from "../../mcp/http/address.ts";
import { guardedLookup, type ResolvedAddress } from "../../mcp/http/lookup.ts";
import { createNetwork } from "../../mcp/http/network.ts";

const refusedUrls = [
  // other schemes and no URLs
  "file:///etc/passwd",
  "ftp://source.org/file",
  "gopher://source.org/",
  "data:text/plain,hello",
  "javascript:alert(1)",
  "//source.org/",
  "not a url",
  "",
  // users and ports
  "https://user@source.org/",
  "https://user:secret@source.org/",
  "https://source.org@127.0.0.1/",
  "http://source.org:22/",
  "http://source.org:6379/",
  "https://source.org:8443/",
  // IPv4 in all its forms
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.0.0.1./",
  "http://0.0.0.0/",
  "http://0/",
  "http://10.1.2.3/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://169.254.1.1/",
  "http://100.64.0.1/",
  "http://192.0.2.1/",
  "http://198.18.0.1/",
  "http://198.51.100.7/",
  "http://203.0.113.7/",
  "http://224.0.0.1/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "http://①②⑦.0.0.1/",
  // IPv6
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[64:ff9b:1::1]/",
  "http://[2002:7f00:1::]/",
  "http://[2001::1]/",
  "http://[fe80::1]/",
  "http://[fec0::1]/",
  "http://[fc00::1]/",
  "http://[fd12:3456::1]/",
  "http://[ff02::1]/",
  "http://[2001:db8::1]/",
  "http://[3fff::1]/",
  "http://[5f00::1]/",
  "http://[100::1]/",
  "http://[4000::1]/",
  // names
  "http://localhost/",
  "http://LOCALHOST./",
  "http://a.localhost/",
  "http://printer.local/",
  "http://db.internal/",
  "http://intranet/",
  "http://router.localdomain/",
  "http://vault.service.consul/",
  "http://host.docker/",
  "http://nas.private/",
];

describe("URL rules", () => {
  test.each(refusedUrls)("%j is refused", (url) => {
    expect(() => assertPublicUrl(url)).toThrow(expect.objectContaining({ code: "source/blocked", retryable: false }));
  });

  test.each([
    "https://en.wikipedia.org/w/api.php?x=1",
    "http://source.org:80/",
    "https://8.8.8.8/",
    "https://[2001:4860:4860::8888]/",
  ])("%j is let through", (url) => {
    expect(assertPublicUrl(url).href).toBe(new URL(url).href);
  });

  test("a refusal never repeats a password", () => {
    expect(() => assertPublicUrl("https://user:hunter2@source.org/")).toThrow(/^(?!.*hunter2)/);
  });

  test("a platform address that reads as public is not", () => {
    expect(isPublicAddress("168.63.129.16")).toBe(false);
    expect(isPublicAddress("::ffff:168.63.129.16")).toBe(false);
    expect(isPublicAddress("nonsense")).toBe(false);
    expect(isPublicAddress("93.184.215.14")).toBe(true);
  });
});

function lookup(addresses: ResolvedAddress[], all: boolean): Promise<string | LookupAddress[]> {
  return new Promise((resolve, reject) => {
    guardedLookup(async () => addresses)("source.org", { all }, (error, address) =>
      error ? reject(error) : resolve(address),
    );
  });
}
const publicAddress = { address: "93.184.215.14", family: 4 };

describe("DNS guard", () => {
  test.each([
    ["loopback", [{ address: "127.0.0.1", family: 4 }]],
    ["link-local, as metadata services have", [{ address: "169.254.0.1", family: 4 }]],
    ["private", [{ address: "10.0.0.1", family: 4 }]],
    ["shared", [{ address: "100.64.0.1", family: 4 }]],
    ["IPv6 loopback", [{ address: "::1", family: 6 }]],
    ["mapped loopback", [{ address: "::ffff:127.0.0.1", family: 6 }]],
    ["unique local", [{ address: "fd00::1", family: 6 }]],
    ["NAT64 of loopback", [{ address: "64:ff9b::7f00:1", family: 6 }]],
    ["one private among public", [publicAddress, { address: "192.168.0.1", family: 4 }]],
  ])("a name that resolves to %s is refused", async (_what, addresses) => {
    await expect(lookup(addresses, true)).rejects.toMatchObject({ code: "source/blocked" });
    await expect(lookup(addresses, false)).rejects.toMatchObject({ code: "source/blocked" });
  });

  test("the socket gets the very addresses that were judged, resolved once", async () => {
    let asked = 0;
    const resolve = async (): Promise<ResolvedAddress[]> => {
      asked += 1;
      return asked === 1 ? [publicAddress] : [{ address: "127.0.0.1", family: 4 }];
    };
    const guarded = guardedLookup(resolve);
    const given = await new Promise((done) => guarded("source.org", { all: true }, (_error, address) => done(address)));
    expect(given).toEqual([publicAddress]);
    expect(asked).toBe(1);
    const rebound = new Promise((done, fail) =>
      guarded("source.org", { all: true }, (error) => (error ? fail(error) : done(0))),
    );
    await expect(rebound).rejects.toMatchObject({ code: "source/blocked" });
  });

  test("a name without addresses is an error of the network, not a crash", async () => {
    await expect(lookup([], true)).rejects.toMatchObject({ code: "ENOTFOUND" });
  });

  test("the guarded client refuses a listed host that resolves to a private address, before any connection", async () => {
    const network = createNetwork({
      contact: "tests@example.org",
      now: () => new Date(),
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    const source = {
      name: "rebound",
      hosts: ["source.org"],
      limits: { group: "rebound", minGapMs: 0, concurrency: 1 },
    };
    for (const url of ["https://source.org/", "http://source.org/"]) {
      await expect(network.get(source, url, {}, new AbortController().signal)).rejects.toMatchObject({
        code: "source/blocked",
      });
    }
    await network.close();
  });
});
