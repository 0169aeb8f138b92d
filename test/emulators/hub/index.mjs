import { createServer } from "node:http";
import { createFaults } from "./faults.mjs";
import { createRepositories } from "./repositories.mjs";
import { createRoutes } from "./routes.mjs";

/**
 * @typedef {{ port?: number, faults?: import("./faults.mjs").Fault[], lfsAbove?: number, tokens?: Record<string, "read" | "write">,
 *   beforeCommit?: (name: string) => void }} Options
 */

/**
 * A Hub on this machine: datasets with branches and commits, large files, tokens and faults. Holds everything in memory.
 * @param {Options} [options]
 */
export async function startHubEmulator({
  port = 0,
  faults: given = [],
  lfsAbove = 10_000_000,
  tokens,
  beforeCommit,
} = {}) {
  const rightsOf = tokens ?? { hf_writer: "write", hf_reader: "read" };
  const store = createRepositories();
  const faults = createFaults(given);
  const routes = createRoutes(store);
  /** `METHOD /path → status`, in the order in which they came. @type {string[]} */
  const log = [];
  let url = "";

  const server = createServer(async (incoming, outgoing) => {
    const address = new URL(incoming.url ?? "/", "http://hub");
    const method = incoming.method ?? "GET";
    const path = decodeURIComponent(address.pathname);
    const fault = faults.meet(`${method} ${path}`);
    /** @param {import("./routes.mjs").Reply} reply */
    const answer = (reply) => {
      log.push(`${method} ${path} → ${reply.status}`);
      const body = reply.raw ?? (reply.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(reply.body)));
      const type = reply.raw ? "application/octet-stream" : "application/json; charset=utf-8";
      outgoing.writeHead(reply.status, {
        "Content-Type": type,
        "X-Request-Id": `emulated-${log.length}`,
        ...reply.headers,
      });
      outgoing.end(body);
    };
    if (fault?.kind === "drop") {
      log.push(`${method} ${path} → dropped`);
      incoming.socket.destroy();
      return;
    }
    if (fault?.kind === "status") {
      incoming.resume();
      const headers = fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) };
      answer({ status: fault.status ?? 500, body: { error: fault.message ?? "emulated fault" }, headers });
      return;
    }
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds ?? 1_000));
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? "")?.[1];
    const rights = token === undefined ? "none" : rightsOf[token];
    const found = routes.find(([wanted, pattern]) => wanted === method && pattern.test(path));
    if (rights === undefined)
      answer({ status: 401, body: { error: `Invalid credentials in Authorization header: ${token}` } });
    else if (!found) answer({ status: 404, body: { error: "no such address" } });
    else {
      const [, pattern, handle] = found;
      const match = /** @type {RegExpExecArray} */ (pattern.exec(path)).slice(1);
      const request = {
        url,
        path: address.pathname,
        query: address.searchParams,
        body: incoming,
        headers: incoming.headers,
        rights,
        lfsAbove,
        beforeCommit: beforeCommit ?? (() => {}),
      };
      try {
        const reply = await handle(request, match);
        if (fault?.kind === "drop-after") {
          log.push(`${method} ${path} → dropped after ${reply.status}`);
          incoming.socket.destroy();
        } else answer(reply);
      } catch {
        log.push(`${method} ${path} → cut off`);
        incoming.socket.destroy();
      }
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
  return {
    url,
    log,
    store,
    fault: faults.add,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
