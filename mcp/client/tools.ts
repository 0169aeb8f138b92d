import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { type Tool, ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { AssayError } from "../../schema/error.ts";
import type { ToolChange } from "../../schema/source.ts";
import { toolNames } from "../protocol.ts";
import type { ResearchMapping } from "./mapping.ts";
import { changedError, changesOf, namespaced, type PinStore, pinOf, type ToolPin } from "./pins.ts";

/** The tools of a foreign server that are in use, and whether they still are what they were when they were trusted. */
export interface ReviewedTools {
  /** `<server>__<tool>` */
  names: string[];
  changes(): ToolChange[];
  /** Throws `source/changed` for a tool that is off, `source/unsuitable` where the server lost one that is needed. */
  assertTrusted(tool: string): Promise<void>;
  /** Trusts what the tools say of themselves now; gives what had changed. */
  approve(): Promise<ToolChange[]>;
}

/** A tool that is needed, and the inputs it must have. */
interface Need {
  tool: string;
  inputs: string[];
}

function needsOf(mapping: ResearchMapping | undefined): Need[] {
  if (!mapping?.search || !mapping.fetch) {
    return toolNames.map((tool) => ({ tool, inputs: [tool === "search" ? "query" : "id"] }));
  }
  const { search, fetch } = mapping;
  return [
    { tool: search.tool, inputs: [search.query, ...(search.limit === undefined ? [] : [search.limit])] },
    { tool: fetch.tool, inputs: [fetch.id] },
  ];
}

/**
 * Lists the tools of a server, refuses it unless it has those it is used for, with the inputs they need, read-only or listed
 * by name, and compares them with what was trusted. Looks again when the server says that its tools changed.
 */
export async function reviewTools(
  name: string,
  client: Client,
  mapping: ResearchMapping | undefined,
  { timeoutMs, pins }: { timeoutMs: number; pins: PinStore },
): Promise<ReviewedTools> {
  const needs = needsOf(mapping);
  let problem: AssayError | undefined;
  let current: Record<string, ToolPin> = {};
  let changes: ToolChange[] = [];

  async function look(): Promise<void> {
    const tools = await listTools(client, timeoutMs);
    problem = unsuitability(name, needs, tools, mapping?.tools);
    if (problem) return;
    const used = needs.map(({ tool }) => tools.find((candidate) => candidate.name === tool)!);
    current = Object.fromEntries(used.map((tool) => [tool.name, pinOf(tool)]));
    const known = (await pins.get(name)) ?? {};
    changes = changesOf(name, known, current);
    if (Object.keys(current).some((tool) => !Object.hasOwn(known, tool)))
      await pins.set(name, { ...current, ...known });
  }

  await look();
  if (problem) throw problem;
  let looking: Promise<void> = Promise.resolve();
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    looking = looking.then(look).catch((cause: unknown) => {
      const message = `The tools of the MCP server "${name}" changed and cannot be listed again.`;
      problem = new AssayError("source/unsuitable", message, { cause });
    });
  });

  return {
    names: needs.map(({ tool }) => namespaced(name, tool)),
    changes: () => changes,
    async assertTrusted(tool) {
      await looking;
      if (problem) throw problem;
      if (changes.some((change) => change.tool === namespaced(name, tool))) throw changedError(name, tool);
    },
    async approve() {
      await look();
      if (problem) throw problem;
      const approved = changes;
      await pins.set(name, { ...(await pins.get(name)), ...current });
      changes = [];
      return approved;
    },
  };
}

const mostPages = 20;

async function listTools(client: Client, timeout: number): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const listed = await client.listTools(cursor === undefined ? undefined : { cursor }, { timeout });
    tools.push(...listed.tools);
    cursor = listed.nextCursor;
    if (cursor === undefined) break;
  }
  return tools;
}

function unsuitability(
  name: string,
  needs: readonly Need[],
  tools: readonly Tool[],
  allowed: readonly string[] | undefined,
): AssayError | undefined {
  for (const { tool, inputs } of needs) {
    const found = tools.find((candidate) => candidate.name === tool);
    const missing = inputs.find((input) => !Object.hasOwn(found?.inputSchema.properties ?? {}, input));
    if (!found) {
      const have = tools.slice(0, 20).map((candidate) => candidate.name);
      return new AssayError("source/unsuitable", `The MCP server "${name}" has no tool "${tool}".`, {
        hint: `It has ${have.join(", ") || "none"}. Say which one searches and which one fetches: assay.search.tool and assay.fetch.tool; without them it needs search, fetch and licence as assay serves them.`,
      });
    }
    if (missing !== undefined) {
      const have = Object.keys(found.inputSchema.properties ?? {});
      const message = `The MCP server "${name}" has a tool "${tool}" without the input "${missing}".`;
      return new AssayError("source/unsuitable", message, { hint: `Its inputs are ${have.join(", ") || "none"}.` });
    }
    if (allowed && !allowed.includes(tool)) {
      return new AssayError("source/unsuitable", `The tool ${namespaced(name, tool)} is not in the list assay.tools.`);
    }
    if (!allowed && found.annotations?.readOnlyHint !== true) {
      const message = `The MCP server "${name}" has a tool "${tool}" that is not marked read-only.`;
      return new AssayError("source/unsuitable", message, {
        hint: `If you know that it only reads, list it: "assay": {"tools": ["${tool}", …]}.`,
      });
    }
  }
  return undefined;
}
