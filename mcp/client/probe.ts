import { isAssayError } from "../../schema/error.ts";
import type { SourceHealth } from "../../schema/source.ts";
import * as protocol from "../protocol.ts";
import type { Connection } from "./connection.ts";
import type { Member } from "./members.ts";

const probeTimeoutMs = 10_000;
type Turn = (
  signal: AbortSignal,
  work: (connection: Connection) => Promise<Omit<SourceHealth, "source" | "title" | "latencyMs">>,
) => Promise<Omit<SourceHealth, "source" | "title" | "latencyMs">>;

/** How a source answers: a known item for one of the house, a sign of life and a look at its tools for a configured server. */
export async function probe(
  { summary, source }: Member,
  inTurn: Turn,
  now: () => Date,
  signal: AbortSignal,
): Promise<SourceHealth> {
  const started = now().getTime();
  const limited = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]);
  const found = await inTurn(limited, async (connection) => {
    if (source) {
      const input = { query: source.probe.query, limit: 1 };
      const { hits } = await connection.call("search", input, protocol.SearchOutput, limited);
      return hits.length > 0
        ? { state: "ready", detail: "The source answers.", tools: [] }
        : { state: "down", detail: "A known query found nothing.", tools: [] };
    }
    const { tools, changes } = await connection.ping(limited);
    if (changes.length > 0) {
      const which = changes.map(({ tool }) => tool).join(", ");
      const todo = `off until you look and approve: assay sources approve "${summary.name}"`;
      return { state: "down", detail: `${which} changed since it was trusted; ${todo}`, tools };
    }
    return connection.state() === "degraded"
      ? { state: "degraded", detail: "The server answers, and failed within the last ten minutes.", tools }
      : { state: "ready", detail: `The server answers; in use: ${tools.join(", ")}.`, tools };
  }).catch((error: unknown) => {
    if (!isAssayError(error)) throw error;
    if (error.code !== "source/cancelled") return { state: "down" as const, detail: error.line, tools: [] };
    if (signal.aborted) throw error;
    return { state: "down" as const, detail: `No answer within ${probeTimeoutMs} ms.`, tools: [] };
  });
  const latencyMs = Math.max(0, now().getTime() - started);
  return { source: summary.name, title: summary.title, ...found, latencyMs };
}
