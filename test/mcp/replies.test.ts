import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Asking, createNetwork, type Network, type NetworkOptions } from "../../mcp/http/network.ts";
import { openStore } from "../../src/store/index.ts";
import { temporaryFolder } from "../support/assay.ts";

const never = new AbortController().signal;
const host = "pages.assay-tests.org";
const source: Asking = { name: "pages", hosts: [host], limits: { group: "replies-test", minGapMs: 0, concurrency: 4 } };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let routes: Record<string, Answer>;
let requests: IncomingMessage[];
let base: string;
let close: () => void;
const networks: Network[] = [];
beforeEach(async () => {
  routes = {};
  requests = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const answer = routes[new URL(request.url!, "http://x").pathname];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(async () => {
  for (const network of networks.splice(0)) await network.close();
  close();
});

function open(options: Partial<NetworkOptions> = {}): Network {
  const network = createNetwork({
    contact: "tests@example.org",
    now: () => new Date(),
    baseUrls: { [host]: base },
    limits: { backoffMs: 5 },
    ...options,
  });
  networks.push(network);
  return network;
}
const text =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(200, { "content-type": "text/plain", ...headers }).end(body);

describe("replies that are kept", () => {
  test("are asked for again by their validators when they are a day old, and kept on when nothing changed", async () => {
    const store = await openStore(join(temporaryFolder(), "a.db"));
    let time = Date.parse("2026-11-01T00:00:00Z");
    let version = "one";
    routes["/page"] = (request, response) => {
      const etag = `"${version}"`;
      const same = request.headers["if-none-match"] === etag;
      response
        .writeHead(same ? 304 : 200, { "content-type": "text/plain", etag, "set-cookie": "track=me" })
        .end(same ? undefined : version);
    };
    const ask = () =>
      open({ archive: store.snapshots, now: () => new Date(time) }).get(source, `${base}/page`, {}, never);
    expect((await ask()).text).toBe("one");
    time += 25 * 3_600_000;
    const same = await ask();
    expect([same.text, same.headers["assay-fetched-at"]]).toEqual(["one", "2026-11-01T00:00:00.000Z"]);
    expect(requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"one"']);
    time += 3_600_000;
    await ask();
    expect(requests).toHaveLength(2);
    version = "two";
    time += 25 * 3_600_000;
    expect((await ask()).text).toBe("two");
    const key = JSON.stringify([`https://${host}/page`, null, null]);
    expect(await store.snapshots.get(key)).toMatchObject({ body: "two", headers: { etag: '"two"' } });
    expect(JSON.stringify(await store.snapshots.get(key))).not.toMatch(/cookie|track/);
    await store.close();
  });

  test("hold bytes as they came", async () => {
    const store = await openStore(join(temporaryFolder(), "a.db"));
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    routes["/file"] = (_request, response) => response.writeHead(200, { "content-type": "application/pdf" }).end(bytes);
    const ask = () =>
      open({ archive: store.snapshots }).get(
        source,
        `${base}/file`,
        { binary: true, accept: "application/pdf" },
        never,
      );
    expect((await ask()).bytes).toEqual(bytes);
    expect((await ask()).bytes).toEqual(bytes);
    expect(requests).toHaveLength(1);
    await store.close();
  });
});

describe("a provider's key", () => {
  const keyed: Asking = {
    ...source,
    auth: { variable: "PAGES_KEY", required: true, query: (key) => ({ key }), headers: (key) => ({ "x-key": key }) },
  };
  const environment = { PAGES_KEY: "very-secret" };

  test("goes to the source's host, and stands in no URL, error or snapshot", async () => {
    const store = await openStore(join(temporaryFolder(), "a.db"));
    routes["/a"] = (_request, response) => response.writeHead(302, { location: "/b?x=1" }).end();
    routes["/b"] = text("fine");
    const network = open({ environment, archive: store.snapshots });
    const reply = await network.get(keyed, `${base}/a?q=2`, {}, never);
    expect(requests.map(({ url }) => url)).toEqual(["/a?q=2&key=very-secret", "/b?x=1&key=very-secret"]);
    expect(requests[1]!.headers["x-key"]).toBe("very-secret");
    expect(JSON.stringify(reply)).not.toContain("secret");
    const key = JSON.stringify([`https://${host}/a?q=2`, null, null]);
    expect(JSON.stringify(await store.snapshots.get(key))).not.toContain("secret");
    routes["/c"] = (_request, response) => response.writeHead(403).end();
    await expect(network.get(keyed, `${base}/c`, {}, never)).rejects.toSatisfy(
      (error) => !String((error as Error).stack).includes("secret"),
    );
    await store.close();
  });

  test("does not follow a redirect to another origin", async () => {
    const other = createServer((request, response) => {
      requests.push(request);
      text("elsewhere")(request, response);
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    routes["/a"] = (_request, response) => response.writeHead(302, { location: `${elsewhere}/x` }).end();
    const both = { ...keyed, hosts: [host, "other.assay-tests.org"] };
    const network = open({ environment, baseUrls: { [host]: base, "other.assay-tests.org": elsewhere } });
    await network.get(both, `${base}/a`, { headers: { "x-extra": "1" } }, never);
    other.close();
    expect(requests[1]!.url).toBe("/x");
    expect(requests[1]!.headers).not.toHaveProperty("x-key");
    expect(requests[1]!.headers).not.toHaveProperty("x-extra");
  });

  test("that is needed and missing is asked for by its name", async () => {
    await expect(open().get(keyed, `${base}/a`, {}, never)).rejects.toMatchObject({
      code: "source/auth",
      hint: "Set PAGES_KEY.",
    });
    expect(requests).toEqual([]);
  });
});

describe("robots.txt", () => {
  const page = (path: string, network = open()) => network.get(source, `${base}${path}`, { robots: true }, never);
  beforeEach(() => {
    routes["/open"] = text("open");
    routes["/closed/x"] = text("closed");
  });

  test("is asked once and kept to, for our own name before all names", async () => {
    routes["/robots.txt"] = text("User-agent: *\nDisallow: /\n\nUser-agent: assay\nDisallow: /closed/\n");
    const network = open();
    expect((await page("/open", network)).text).toBe("open");
    await expect(page("/closed/x", network)).rejects.toMatchObject({
      code: "source/blocked",
      message: expect.stringContaining("robots.txt forbids it"),
    });
    expect(requests.map(({ url }) => url)).toEqual(["/robots.txt", "/open"]);
  });

  test("is kept to where a redirect leads, at the same host and at another", async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url!);
      text(request.url === "/robots.txt" ? "User-agent: *\nDisallow: /shut" : "elsewhere")(request, response);
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const to =
      (location: string): Answer =>
      (_request, response) =>
        response.writeHead(302, { location }).end();
    routes["/robots.txt"] = text("User-agent: *\nDisallow: /closed/\n");
    routes["/inside"] = to("/closed/x");
    routes["/outside"] = to(`${elsewhere}/page`);
    routes["/shut"] = to(`${elsewhere}/shut`);
    routes["/round"] = to("/round");
    const both = { ...source, hosts: [host, "other.assay-tests.org"] };
    const network = open({ baseUrls: { [host]: base, "other.assay-tests.org": elsewhere } });
    const follow = (path: string) => network.get(both, `${base}${path}`, { robots: true }, never);
    for (const path of ["/inside", "/shut"]) {
      await expect(follow(path)).rejects.toMatchObject({ message: expect.stringContaining("robots.txt forbids it") });
    }
    expect(requests.map(({ url }) => url)).not.toContain("/closed/x");
    expect(await follow("/outside")).toMatchObject({ text: "elsewhere", url: "https://other.assay-tests.org/page" });
    expect(asked).toEqual(["/robots.txt", "/page"]);
    await expect(follow("/round")).rejects.toMatchObject({ message: expect.stringContaining("redirects") });
    other.close();
  });

  test("and redirects are kept as pages are, so that a second run asks for nothing", async () => {
    const store = await openStore(join(temporaryFolder(), "a.db"));
    routes["/robots.txt"] = text("User-agent: *\nDisallow: /closed/\n");
    routes["/old"] = (_request, response) => response.writeHead(301, { location: "/open" }).end();
    const ask = () => page("/old", open({ archive: store.snapshots }));
    expect(await ask()).toMatchObject({ text: "open", url: `https://${host}/open` });
    const asked = requests.map(({ url }) => url);
    expect(asked).toEqual(["/robots.txt", "/old", "/open"]);
    expect(await ask()).toMatchObject({ text: "open", url: `https://${host}/open` });
    expect(requests).toHaveLength(asked.length);
    await store.close();
  });

  test.each(["http://", "https://[::1", "//a b/"])(
    "a redirect to %j is no address, and asked for once",
    async (location) => {
      routes["/robots.txt"] = text("");
      routes["/lost"] = (_request, response) => response.writeHead(302, { location }).end();
      await expect(page("/lost")).rejects.toMatchObject({ message: expect.stringContaining("no address") });
      await expect(open().get(source, `${base}/lost`, {}, never)).rejects.toMatchObject({
        code: "source/upstream",
        retryable: false,
      });
      expect(requests.filter(({ url }) => url === "/lost")).toHaveLength(2);
    },
  );

  test.each([404, 401, 403, 451])("answered %i allows everything", async (status) => {
    routes["/robots.txt"] = (_request, response) => response.writeHead(status).end();
    expect((await page("/closed/x")).text).toBe("closed");
  });

  test("that cannot be read forbids everything", async () => {
    routes["/robots.txt"] = (_request, response) => response.writeHead(500).end();
    await expect(page("/open")).rejects.toMatchObject({ code: "source/blocked" });
  });

  test("is not asked for an API", async () => {
    routes["/robots.txt"] = text("User-agent: *\nDisallow: /");
    expect((await open().get(source, `${base}/open`, {}, never)).text).toBe("open");
    expect(requests).toHaveLength(1);
  });
});

describe("a source of any host", () => {
  const any: Asking = { ...source, hosts: ["*"] };

  test("reaches stand-ins and nothing private", async () => {
    routes["/x"] = text("x");
    const network = open();
    expect((await network.get(any, `${base}/x`, {}, never)).url).toBe(`https://${host}/x`);
    for (const url of [
      "http://127.0.0.1/",
      "http://192.168.0.1/",
      "http://[::1]/",
      "http://localhost/",
      "ftp://a.org/",
    ]) {
      await expect(network.get(any, url, {}, never), url).rejects.toMatchObject({ code: "source/blocked" });
    }
  });
});

describe("turns shared with other processes", () => {
  test("the day's number is counted in the database, and used up says so", async () => {
    const store = await openStore(join(temporaryFolder(), "a.db"));
    const limits = { group: "shared-test", minGapMs: 0, concurrency: 1, perDay: 2 };
    // Not a stand-in's URL, so that the turns count; the name resolves to nothing.
    const resolve = async (): Promise<never> => {
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    };
    const ask = (path: string) =>
      open({ reserve: store.quotas.reserve, resolve, baseUrls: {}, limits: { attempts: 1 } }).get(
        { ...source, limits },
        `https://${host}/${path}`,
        {},
        never,
      );
    await expect(ask("1")).rejects.toMatchObject({ code: "source/upstream" });
    await expect(ask("2")).rejects.toMatchObject({ code: "source/upstream" });
    await expect(ask("3")).rejects.toMatchObject({
      code: "source/rate-limited",
      message: "The day's requests to pages are used up.",
    });
    await store.close();
  });
});
