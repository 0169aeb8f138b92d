import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { z } from "zod";
import { AssayError, isAssayError } from "../../schema/error.ts";
import { cancelled } from "../http/limiter.ts";
import { Failure, failureKey, fromFailure, type ToolName } from "../protocol.ts";

/** A connected MCP client and how to end it. */
export interface Link {
  client: Client;
  close(): Promise<void>;
}
/** Makes a new link; calls `onClosed` when the other side goes away. */
export type OpenLink = (onClosed: () => void) => Promise<Link>;

/** A persistent, supervised connection to one research server. */
export interface Connection {
  call<Output>(
    tool: ToolName,
    input: Record<string, unknown>,
    output: z.ZodType<Output>,
    signal: AbortSignal,
  ): Promise<Output>;
  ping(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Restarts in a row before the connection rests; then the first call after the rest tries again. */
const mostRestarts = 5;
const restMs = 60_000;
const firstBackoffMs = 100;
const longestBackoffMs = 5_000;

/**
 * Supervises a link: opens it on the first call and again after a crash, with a growing wait, and rests after five failures
 * in a row. A call that found the link broken is sent once more, for research tools only read.
 */
export function superviseConnection(name: string, open: OpenLink, { timeoutMs }: { timeoutMs: number }): Connection {
  let opening: Promise<Link> | undefined;
  let failures = 0;
  let ended = false;

  const closedError = (message: string, cause?: unknown): AssayError =>
    new AssayError("source/closed", message, { retryable: !ended && failures < mostRestarts, cause });

  function fail(): void {
    opening = undefined;
    failures += 1;
    if (failures >= mostRestarts) {
      setTimeout(() => {
        failures = Math.min(failures, mostRestarts - 1);
      }, restMs).unref();
    }
  }

  async function start(): Promise<Link> {
    if (failures > 0) await sleep(Math.min(longestBackoffMs, firstBackoffMs * 2 ** (failures - 1)));
    let lost = false;
    const link = await open(() => {
      lost = true;
      if (opening === attempt) fail();
    });
    if (lost) throw closedError(`The MCP server "${name}" closed at once.`);
    return link;
  }

  let attempt: Promise<Link> | undefined;
  function ready(): Promise<Link> {
    if (ended) return Promise.reject(closedError(`The research client is closed.`));
    if (opening) return opening;
    if (failures >= mostRestarts) {
      return Promise.reject(
        closedError(`The MCP server "${name}" failed ${failures} times in a row and rests for a minute.`),
      );
    }
    const starting = start();
    opening = starting;
    attempt = starting;
    starting.catch(() => {
      if (opening === starting) fail();
    });
    return starting;
  }

  function translate(error: unknown, signal: AbortSignal): AssayError {
    if (signal.aborted) return cancelled();
    if (isAssayError(error)) return error;
    const code = (error as { code?: unknown }).code;
    const message = error instanceof Error ? error.message : String(error);
    // -32001 is the SDK's timeout, -32000 its closed connection; an HTTP server answers 404 to a lost session.
    if (code === -32001) {
      const text = `The MCP server "${name}" did not answer within ${timeoutMs} ms.`;
      return new AssayError("source/timeout", text, { retryable: true, cause: error });
    }
    if (code === 401 || code === 403) return new AssayError("source/auth", `The MCP server "${name}" wants a login.`);
    const isClosed = code === -32000 || code === 404 || message === "Not connected" || isSocketCode(error);
    if (isClosed) return closedError(`The connection to the MCP server "${name}" was lost.`, error);
    if (code === "ENOENT") return closedError(`The command of the MCP server "${name}" was not found.`, error);
    return new AssayError("source/upstream", `The MCP server "${name}" failed: ${message}`, { cause: error });
  }

  async function use<Result>(work: (link: Link) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      let link: Link | undefined;
      const current = ready();
      try {
        link = await untilAborted(current, signal);
        const result = await work(link);
        failures = 0;
        return result;
      } catch (error) {
        const ours = translate(error, signal);
        if (ours.code !== "source/closed" || !link) throw ours;
        if (opening === current) fail();
        void link.close().catch(() => undefined);
        if (tried > 1 || !ours.retryable) throw ours;
      }
    }
  }

  return {
    call: (tool, input, output, signal) =>
      use(async ({ client }) => {
        const options = { signal, timeout: timeoutMs, maxTotalTimeout: timeoutMs };
        const result = await client.callTool({ name: tool, arguments: input }, undefined, options);
        return readResult(name, tool, result as CallToolResult, output);
      }, signal),
    ping: (signal) =>
      use(async ({ client }) => {
        await client.ping({ signal, timeout: timeoutMs });
      }, signal),
    async close() {
      ended = true;
      const link = await opening?.catch(() => undefined);
      opening = undefined;
      await link?.close();
    },
  };
}

function isSocketCode(error: unknown): boolean {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  return typeof cause?.code === "string" && /^(?:ECONN|EPIPE|UND_ERR_SOCKET)/.test(cause.code);
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled());
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The result of a tool in our shape; nothing a foreign server says is believed before it has been parsed. */
function readResult<Output>(name: string, tool: string, result: CallToolResult, output: z.ZodType<Output>): Output {
  if (result.isError) {
    const failure = Failure.safeParse(result._meta?.[failureKey]);
    if (failure.success) throw fromFailure(failure.data);
    const first = result.content?.[0];
    const text = first?.type === "text" ? first.text.slice(0, 300) : "no text";
    throw new AssayError("source/upstream", `The tool "${tool}" of "${name}" failed: ${text}`);
  }
  const parsed = output.safeParse(result.structuredContent);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const detail = `${issue?.path.join(".") || "the result"}: ${issue?.message ?? "unreadable"}`;
  throw new AssayError("source/upstream", `The tool "${tool}" of "${name}" gave another shape than ours (${detail}).`);
}
