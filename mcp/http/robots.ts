import robotsParser from "robots-parser";
import { isAssayError } from "../../schema/error.ts";
import type { SourceResponse } from "../../schema/source.ts";
import { blocked } from "./address.ts";

/** Its types describe the module as ESM, which it is not. */
const parse = robotsParser as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, name: string): boolean | undefined; getCrawlDelay(name: string): number | undefined };

/** The name under which sites may address us in robots.txt. */
export const robotsName = "assay";

/** robots.txt longer than this is cut: RFC 9309, 2.5 asks for at least 500 KiB. */
const longest = 512_000;

/** Gives the text of robots.txt of an origin. */
export type LoadRobots = (url: string) => Promise<SourceResponse>;

/**
 * Refuses a page that its host's robots.txt closes to us, and gives the gap in milliseconds that it asks for. As RFC 9309,
 * 2.3.1 has it: no robots.txt (4xx) allows everything, one that cannot be read (5xx, no answer) nothing.
 */
export async function assertRobots(url: string, shown: string, load: LoadRobots): Promise<number> {
  const address = `${new URL(url).origin}/robots.txt`;
  let text: string;
  try {
    text = (await load(address)).text.slice(0, longest);
  } catch (error) {
    if (!isAssayError(error)) throw error;
    if (["source/not-found", "source/auth"].includes(error.code)) return 0;
    // 403 and 451 are answers of 400 and more, which allow; what our own guard refused stays refused.
    if (error.code === "source/blocked" && /answered 4\d\d/.test(error.message)) return 0;
    if (["source/cancelled", "source/blocked"].includes(error.code)) throw error;
    throw blocked(shown, "its robots.txt could not be read, which forbids everything (RFC 9309)");
  }
  const robots = parse(address, text);
  if (robots.isAllowed(url, robotsName) === false) throw blocked(shown, "robots.txt forbids it");
  const delay = robots.getCrawlDelay(robotsName);
  return delay === undefined || !Number.isFinite(delay) ? 0 : Math.min(Math.max(0, delay * 1_000), 60_000);
}
