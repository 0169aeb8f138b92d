import ipaddr from "ipaddr.js";
import { AssayError } from "../../schema/error.ts";

/** Addresses that read as public unicast but belong to a cloud's own machinery (reference/sources.md, 5.2). */
const platformAddresses = new Set(["168.63.129.16"]);

/**
 * Names that never belong to the public Internet (RFC 6761, RFC 6762, RFC 9476, ICANN's .internal), and the ones that
 * networks give themselves. Others are judged by the address that they resolve to.
 */
const privateNames =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|intra|private|lan|home|corp|domain|workgroup|consul|docker|alt|test|invalid|example|onion|arpa)$/;

/** Whether an address is one of the public Internet: global unicast and nothing else. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || platformAddresses.has(parsed.toString())) return false;
  // 2000::/3 is all that is given out; ipaddr.js also calls ::/96 and other unassigned space unicast.
  return parsed.kind() === "ipv4" || ((parsed as ipaddr.IPv6).parts[0]! & 0xe000) === 0x2000;
}

export function blocked(url: string, reason: string): AssayError {
  return new AssayError("source/blocked", `Refused to fetch ${url}: ${reason}.`);
}

/**
 * The rules for a URL, before any connection: http or https, no user, port 80 or 443, no private name, no literal address
 * that is not public. WHATWG parsing folds `2130706433`, `0x7f.1` and `[::ffff:7f00:1]` to literals first.
 */
export function assertPublicUrl(input: string): URL {
  if (!URL.canParse(input)) throw blocked(input.slice(0, 200), "it is not a URL");
  const url = new URL(input);
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  if (url.protocol !== "http:" && url.protocol !== "https:") throw blocked(shown, "only http and https are allowed");
  if (url.username !== "" || url.password !== "") throw blocked(shown, "it carries a user or password");
  if (url.port !== "" && url.port !== "80" && url.port !== "443")
    throw blocked(shown, `port ${url.port} is not allowed`);
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (ipaddr.isValid(host)) {
    if (!isPublicAddress(host)) throw blocked(shown, "the address is not public");
  } else if (!host.includes(".") || privateNames.test(host)) {
    throw blocked(shown, "the name is not public");
  }
  return url;
}
