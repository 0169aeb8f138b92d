import { canonicalJson, sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { ToolChange } from "../../schema/source.ts";

/** What a tool said of itself when it was trusted. */
export interface ToolPin {
  /** Of name, description and input schema. */
  sha256: string;
  description: string;
  inputSchema: unknown;
}

/** Remembers the tools of every server as they were trusted. Kept by the host. */
export interface PinStore {
  get(server: string): Promise<Record<string, ToolPin> | undefined>;
  set(server: string, pins: Record<string, ToolPin>): Promise<void>;
}

/** How a tool of a server is called among those of all servers. */
export const namespaced = (server: string, tool: string): string => `${server}__${tool}`;

/** Pins for as long as the process lives, where the host keeps none. */
export function memoryPins(): PinStore {
  const kept = new Map<string, Record<string, ToolPin>>();
  return {
    get: async (server) => kept.get(server),
    set: async (server, pins) => void kept.set(server, pins),
  };
}

export function pinOf(tool: { name: string; description?: string; inputSchema: unknown }): ToolPin {
  const { name, description = "", inputSchema } = tool;
  return { sha256: sha256(canonicalJson({ name, description, inputSchema })), description, inputSchema };
}

/** The tools that changed since they were trusted. A tool is trusted when it is first used: the user named its server. */
export function changesOf(
  server: string,
  known: Readonly<Record<string, ToolPin>>,
  current: Readonly<Record<string, ToolPin>>,
): ToolChange[] {
  const told = ({ description, inputSchema }: ToolPin): ToolChange["after"] => ({ description, inputSchema });
  return Object.entries(current).flatMap(([tool, pin]) => {
    const before = Object.hasOwn(known, tool) ? known[tool]! : undefined;
    if (!before || before.sha256 === pin.sha256) return [];
    return [{ tool: namespaced(server, tool), before: told(before), after: told(pin) }];
  });
}

export function changedError(server: string, tool: string): AssayError {
  const message = `The tool ${namespaced(server, tool)} describes itself otherwise than when it was trusted.`;
  return new AssayError("source/changed", message, {
    hint: `It is off until you have looked at the change: assay sources approve "${server}".`,
  });
}
