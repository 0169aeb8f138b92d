import type { ServerResponse } from "node:http";
import type { SourceFacts } from "../../conformance/source.ts";
import type { EmulatorState } from "./server.ts";

/** Answers the requests of one host: the URL without the host's prefix. */
export type HostHandler = (url: URL, response: ServerResponse, state: EmulatorState) => void;

/** One source's hosts with self-written content, and what the conformance suite may know of it. */
export interface Emulation {
  hosts: Record<string, HostHandler>;
  facts: Omit<SourceFacts, "source">;
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", ...headers }).end(JSON.stringify(body));
}

/** Answers with any text. */
export function text(response: ServerResponse, type: string, body: string, status = 200): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

/** Whether a text holds every word of a query, however it is written. */
export function holds(content: string, query: string): boolean {
  const words = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.length > 0 && words.every((word) => content.toLowerCase().includes(word));
}

/** A sentence that says nothing of the world, long enough to be a passage. */
export function made(topic: string, sentence: string): string {
  return `${topic} is written for the tests of assay and says nothing of the world. ${sentence}`;
}
