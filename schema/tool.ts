import type { z } from "zod";
import type { Executor } from "./execution.ts";
import type { ResearchClient } from "./source.ts";

/** What a tool may reach; everything else is out of its hands. */
export interface ToolContext {
  executor: Executor;
  research: ResearchClient;
  signal: AbortSignal;
}

export interface ToolResult {
  /** What the model reads. */
  content: string;
  /** True when the model asked for something impossible; it may try again. */
  isError?: boolean;
}

/** One tool an agent may call. `execute` never throws for what the model did wrong: it says so in the result. */
export interface Tool<Name extends string = string, Input = unknown> {
  name: Name;
  description: string;
  input: z.ZodType<Input>;
  execute(input: Input, context: ToolContext): Promise<ToolResult>;
}

/** Checks the declaration's types; returns it unchanged. */
export function defineTool<const Name extends string, Input>(tool: Tool<Name, Input>): Tool<Name, Input> {
  return tool;
}
