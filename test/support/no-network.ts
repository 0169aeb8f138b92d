import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { isIP, Socket } from "node:net";

/**
 * Tests never touch the network: a name that is not this machine's does not resolve, and an address that is not this
 * machine's is not connected to. What asks all the same fails with this message. Set up for every test file.
 */
function refuse(host: string): Error {
  return Object.assign(new Error(`A test asked the network for ${host}; use a stand-in.`), { code: "ENOTFOUND" });
}

const local = (host: string): boolean =>
  host === "localhost" ||
  host === "" ||
  host === "::1" ||
  host === "0.0.0.0" ||
  /^127\./.test(host) ||
  /^::ffff:127\./.test(host);

const lookup = dns.lookup;
const lookupPromise = dns.promises.lookup;
dns.lookup = ((host: string, ...rest: unknown[]) => {
  if (local(host) || isIP(host) !== 0) return (lookup as (...all: unknown[]) => unknown)(host, ...rest);
  const callback = rest.at(-1) as (error: Error) => void;
  process.nextTick(() => callback(refuse(host)));
}) as typeof dns.lookup;
dns.promises.lookup = (async (host: string, ...rest: unknown[]) => {
  if (!local(host) && isIP(host) === 0) throw refuse(host);
  return (lookupPromise as (...all: unknown[]) => unknown)(host, ...rest);
}) as typeof dns.promises.lookup;
syncBuiltinESMExports();

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...all: unknown[]): Socket {
  const given = (Array.isArray(all[0]) ? all[0][0] : all[0]) as { host?: string; path?: string } | number | string;
  const host = typeof given === "object" ? (given.host ?? "") : typeof all[1] === "string" ? all[1] : "";
  if (isIP(host) !== 0 && !local(host)) {
    process.nextTick(() => this.destroy(refuse(host)));
    return this;
  }
  return (connect as (...rest: unknown[]) => Socket).apply(this, all);
} as typeof connect;
