import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulation, HostHandler } from "./emulation.ts";
import { faults } from "./faults.ts";
import { emulations } from "./index.ts";

/** What a test may set. */
export interface EmulatorState {
  /** The licence that the wiki declares for all its text. */
  wikiRights: { url: string; text: string };
  /** A further paragraph at the end of every article of a wiki and of Europe PMC; none where empty. */
  addendum: string;
}

export interface SourcesEmulator {
  /** For `openResearch({ baseUrls })`. */
  baseUrls: Record<string, string>;
  /** Every request so far: host and path with query. */
  requests: { host: string; path: string; headers: IncomingMessage["headers"] }[];
  state: EmulatorState;
  close(): Promise<void>;
}

const all: Record<string, Emulation> = emulations;
const handlers: Record<string, HostHandler> = Object.assign({}, ...Object.values(all).map(({ hosts }) => hosts));

/** The research sources on loopback, each host under a path of its own; all texts are written for these tests. */
export async function startSourcesEmulator(): Promise<SourcesEmulator> {
  const requests: SourcesEmulator["requests"] = [];
  const state: EmulatorState = {
    wikiRights: {
      url: "https://creativecommons.org/licenses/by-sa/4.0/deed.en",
      text: "Creative Commons Attribution-Share Alike 4.0",
    },
    addendum: "",
  };
  const counts = new Map<string, number>();

  const server = createServer((request, response) => {
    const whole = new URL(request.url ?? "/", "http://emulator.invalid");
    const host = Object.keys(handlers).find((name) => whole.pathname.startsWith(`/${name}/`));
    if (!host) return void response.writeHead(404).end();
    const path = whole.pathname.slice(host.length + 1) + whole.search;
    requests.push({ host, path, headers: request.headers });
    const fault = Object.keys(faults).find((name) => decodeURIComponent(path).toLowerCase().includes(name));
    if (fault !== undefined) {
      const count = (counts.get(path) ?? 0) + 1;
      counts.set(path, count);
      if (faults[fault]!(request, response, count)) return;
    }
    handlers[host]!(new URL(path, `https://${host}`), response, state);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrls: Object.fromEntries(Object.keys(handlers).map((host) => [host, `${origin}/${host}`])),
    requests,
    state,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
