import { AssayError } from "../schema/error.ts";
import type { Network } from "./http/network.ts";
import type { ContextFactory } from "./server.ts";

/** The context of a source's calls; an offline source gets no network, not even a refused one. */
export function contextFactory(network: Network | undefined, now: () => Date): ContextFactory {
  return (source, signal) => ({
    signal,
    now,
    baseUrl: (host) => network?.baseUrl(host) ?? `https://${host}`,
    slowDown: (milliseconds) => network?.slowDown(source, milliseconds),
    async get(url, request = {}) {
      if (source.offline || !network) {
        throw new AssayError("source/blocked", `The source "${source.name}" is offline and may not fetch ${url}.`);
      }
      return network.get(source, url, request, signal);
    },
  });
}
