import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { z } from "zod";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { ToolChange } from "../../schema/source.ts";
import { cancelled } from "../http/limiter.ts";
import type { ToolName } from "../protocol.ts";
import type { Dialect } from "./dialects.ts";
import { createSupervisor, type LinkState, type Supervision } from "./supervisor.ts";
import type { ReviewedTools } from "./tools.ts";

/** A connected MCP client and how to end it. */
export interface Link {
  client: Client;
  /** Absent for a server of the house, whose tools are our own. */
  tools?: ReviewedTools;
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
  /** Asks for a sign of life; gives the tools in use and those of them that are off, none for a server of the house. */
  ping(signal: AbortSignal): Promise<{ tools: string[]; changes: ToolChange[] }>;
  /** Trusts the tools as they describe themselves now; gives what had changed. */
  approve(signal: AbortSignal): Promise<ToolChange[]>;
  state(): LinkState;
  close(): Promise<void>;
}

/**
 * Supervises a link: opens it on the first call and again after a crash, with a growing wait (`createSupervisor`). A call
 * that found the link broken is sent once more, for research tools only read. A server that is unsuitable stays so.
 */
export function superviseConnection(
  name: string,
  open: OpenLink,
  {
    timeoutMs,
    dialect,
    supervision,
    secrets = [],
  }: { timeoutMs: number; dialect: Dialect; supervision: Supervision; secrets?: readonly string[] },
): Connection {
  const supervisor = createSupervisor(supervision);
  let opening: Promise<Link> | undefined;
  let isConnected = false;
  let unsuitable: AssayError | undefined;
  let ended = false;
  const closing = new AbortController();

  const closedError = (message: string, cause?: unknown): AssayError =>
    new AssayError("source/closed", message, { retryable: !ended && !supervisor.isOpen(), cause });

  function fail(): void {
    opening = undefined;
    isConnected = false;
    supervisor.failed();
  }

  async function start(): Promise<Link> {
    await supervisor.backoff(closing.signal).catch((error: unknown) => {
      if (!ended) throw error;
    });
    if (ended) throw closedError("The research client is closed.");
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
    if (unsuitable) return Promise.reject(unsuitable);
    if (opening) return opening;
    const rest = supervisor.restMs();
    if (rest > 0) {
      const told = `The MCP server "${name}" failed ${supervisor.failures()} times in ten minutes and rests`;
      return Promise.reject(closedError(`${told} for ${Math.ceil(rest / 1_000)} s.`));
    }
    const starting = start();
    opening = starting;
    attempt = starting;
    starting.then(
      () => {
        isConnected = opening === starting;
      },
      (error: unknown) => {
        if (opening !== starting) return;
        if (isAssayError(error) && error.code === "source/unsuitable") unsuitable = error;
        fail();
      },
    );
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

  /** A server may repeat what it was given; no message does. */
  function concealed(error: AssayError): AssayError {
    const conceal = (text: string): string => secrets.reduce((told, secret) => told.replaceAll(secret, "…"), text);
    const { code, message, hint, retryable, retryAfterMs } = error;
    if (conceal(message) === message && (hint === undefined || conceal(hint) === hint)) return error;
    return new AssayError(code, conceal(message), { hint: hint && conceal(hint), retryable, retryAfterMs });
  }

  async function use<Result>(work: (link: Link) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      let link: Link | undefined;
      const current = ready();
      try {
        link = await untilAborted(current, signal);
        const result = await work(link);
        supervisor.succeeded();
        return result;
      } catch (error) {
        const ours = concealed(translate(error, signal));
        if (ours.code !== "source/closed" || !link) throw ours;
        if (opening === current) fail();
        void link.close().catch(() => undefined);
        if (tried > 1 || !ours.retryable) throw ours;
      }
    }
  }

  return {
    call: (tool, input, output, signal) =>
      use(async ({ client, tools }) => {
        const options = { signal, timeout: timeoutMs, maxTotalTimeout: timeoutMs };
        const request = async (theirs: string, given: Record<string, unknown>): Promise<CallToolResult> => {
          await tools?.assertTrusted(theirs);
          return (await client.callTool({ name: theirs, arguments: given }, undefined, options)) as CallToolResult;
        };
        return dialect.call(request, tool, input, output);
      }, signal),
    ping: (signal) =>
      use(async ({ client, tools }) => {
        await client.ping({ signal, timeout: timeoutMs });
        return { tools: tools?.names ?? [], changes: tools?.changes() ?? [] };
      }, signal),
    approve: (signal) => use(async ({ tools }) => (await tools?.approve()) ?? [], signal),
    state() {
      if (unsuitable || supervisor.isOpen()) return "down";
      if (!isConnected) return opening || !supervisor.isFailing() ? "connecting" : "down";
      return supervisor.failures() > 0 ? "degraded" : "ready";
    },
    async close() {
      ended = true;
      closing.abort();
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
