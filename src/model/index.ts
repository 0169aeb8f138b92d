import { AssayError } from "../../schema/error.ts";
import type { ModelDriver } from "../../schema/model.ts";
import type { ModelFacts } from "../../schema/models.ts";
import type { AnyFamily } from "../offline/family.ts";

/** What drivers may need to open. Secrets come in here and go no further than the driver. */
export interface DriverOptions {
  /** The Gemini API key; absent when there is none. */
  geminiApiKey?: string | undefined;
  /** Another address of the Gemini API, without the version: `http://127.0.0.1:8787`. */
  geminiBaseUrl?: string | undefined;
  /** Facts of the models, for thinking budgets and limits. */
  table: readonly ModelFacts[];
  /** Problem families that the offline expert has besides its own. */
  families?: readonly AnyFamily[] | undefined;
}

type DriverFactory = (options: DriverOptions) => Promise<ModelDriver>;

/** Every model driver, one line each; the code behind a driver is loaded when it is opened. */
export const drivers = {
  gemini: async (options) => (await import("./gemini.ts")).createGemini(options),
  offline: async (options) => (await import("../offline/open.ts")).openExpert(options.families),
} satisfies Record<string, DriverFactory>;

/** Opens a driver by name. */
export async function openDriver(name: string, options: DriverOptions): Promise<ModelDriver> {
  const known: Record<string, DriverFactory> = drivers;
  const open = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!open) {
    throw new AssayError("config/model", `There is no model driver named ${name}.`, {
      hint: `The drivers are ${Object.keys(known).join(", ")}.`,
    });
  }
  return open(options);
}

/** Opens the drivers that a run needs. Those the caller brought win over ours of the same name. */
export async function openDrivers(
  names: Iterable<string>,
  options: DriverOptions,
  brought: Readonly<Record<string, ModelDriver>> = {},
): Promise<Record<string, ModelDriver>> {
  const opened: Record<string, ModelDriver> = { ...brought };
  for (const name of new Set(names)) {
    if (!Object.hasOwn(opened, name)) opened[name] = await openDriver(name, options);
  }
  return opened;
}

export { type Clock, systemClock } from "./clock.ts";
export { createGateway, type GatewayOptions } from "./gateway.ts";
