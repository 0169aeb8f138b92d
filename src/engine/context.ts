import type { Config } from "../../schema/config.ts";
import type { RunEvent } from "../../schema/event.ts";
import type { Executor } from "../../schema/execution.ts";
import type { ModelGateway, Tier } from "../../schema/model.ts";
import type { ModelFacts } from "../../schema/models.ts";
import type { ResearchClient } from "../../schema/source.ts";
import type { Store } from "../../schema/store.ts";
import type { Tool } from "../../schema/tool.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { Roles } from "../tiers.ts";

/** Clock of a run: real in life, steered in tests. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Everything a run touches besides pure functions. Made once, by createAssay; nothing else reaches outside. */
export interface RunContext {
  run: string;
  seed: number;
  config: Config;
  trainingType: AnyTrainingType;
  /** Model id by tier. */
  tiers: Record<Tier, string>;
  /** Model ids of single tasks. */
  roles: Roles;
  modelTable: readonly ModelFacts[];
  store: Store;
  gateway: ModelGateway;
  executor: Executor;
  research: ResearchClient;
  tools: Record<string, Tool>;
  clock: Clock;
  emit(event: RunEvent): void;
}
