import { lookup as dnsLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { blocked, isPublicAddress } from "./address.ts";

export interface ResolvedAddress {
  address: string;
  family: number;
}
/** Every address of a name; injected in tests. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export const systemResolve: Resolve = (hostname) => dnsLookup(hostname, { all: true, verbatim: true });

/**
 * The lookup of a socket: resolves all addresses, refuses the name if any is not public, and hands the very addresses it
 * judged to the socket, so that nothing can be rebound between check and connection.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        if (!first)
          return callback(Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" }), "", 0);
        if (!addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(blocked(hostname, "it resolves to an address that is not public"), "", 0);
        }
        if (options.all) return callback(null, addresses);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
