import { hostname } from "node:os";
import type { Config } from "../schema/config.ts";
import type { Executor } from "../schema/execution.ts";
import type { ModelGateway, Tier } from "../schema/model.ts";
import { type ModelFacts, models, parseModelId } from "../schema/models.ts";
import { createRandom } from "../schema/random.ts";
import type { ResearchClient, Source } from "../schema/source.ts";
import type { Store } from "../schema/store.ts";
import type { Tool } from "../schema/tool.ts";
import { type AnyTrainingType, trainingTypes } from "../schema/training/index.ts";
import type { AssayOptions } from "./api.ts";
import type { RunContext } from "./engine/context.ts";
import { withPlugins } from "./plugins.ts";
import { geminiKey, type Roles, resolveRoles, resolveTiers } from "./tiers.ts";
import { version } from "./version.ts";

/**
 * Everything of an Assay that has to be opened: each part on first use, once, and closed together. The heavy ones are
 * imported only then.
 */
export interface Session {
  readonly config: Config;
  readonly clock: RunContext["clock"];
  readonly modelTable: readonly ModelFacts[];
  /** `host:pid`, by which a run knows its worker. */
  readonly owner: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  options(): Promise<AssayOptions>;
  readonly trainingTypes: Record<string, AnyTrainingType>;
  tools(): Promise<Record<string, Tool>>;
  tiers(config?: Config): Promise<Record<Tier, string>>;
  roles(config: Config): Promise<Roles>;
  store(): Promise<Store>;
  /** The same store, for methods that only read: a database that is not there is an error and is not made. */
  existingStore(): Promise<Store>;
  executor(): Promise<Executor>;
  research(): Promise<ResearchClient>;
  /** For the models of the tiers and roles; for those of `only` where given. */
  gateway(
    run: string,
    config: Config,
    emit: RunContext["emit"],
    seed: number,
    only?: readonly string[],
  ): Promise<ModelGateway>;
  close(): Promise<void>;
}

/** Calls `make` at most once; a failure is not remembered. */
function once<T>(make: () => Promise<T>): { (): Promise<T>; opened(): Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return Object.assign(get, { opened: () => made });
}

export function createSession(
  config: Config,
  given: AssayOptions,
  environment: Readonly<Record<string, string | undefined>>,
  clock: RunContext["clock"],
): Session {
  const modelTable = [
    ...config.models,
    ...models.filter(({ driver, model }) => !config.models.some((own) => own.driver === driver && own.model === model)),
  ];
  const options = once(() => withPlugins(config.plugins, given));
  const openStore = async (mustExist: boolean) =>
    (await import("./store/index.ts")).openStore(config.db, { mustExist });
  const store = once(() => openStore(false));
  const existing = once(() => openStore(true));
  const executor = once(async () =>
    (await import("./sandbox/index.ts")).openExecutor({
      executor: config.executor,
      minTier: config.minTier as 0 | 1 | 2 | 3,
    }),
  );
  const research = once(async () => {
    const [{ openResearch }, { configuredServers, storedPins }, { assertContact }, { sources: house }] =
      await Promise.all([
        import("../mcp/pool.ts"),
        import("./mcp-servers.ts"),
        import("../mcp/http/contact.ts"),
        import("../mcp/sources/index.ts"),
      ]);
    const { sources: brought, sourceBaseUrls } = await options();
    const builtin: Record<string, Source> = house;
    // A source that was asked for by name and cannot work is the user's to mend, before anything is spent.
    for (const name of config.sources ?? []) {
      const source = { ...builtin, ...brought }[name];
      if (source && !source.offline) assertContact(config.contact, name);
    }
    return openResearch({
      sources: config.sources,
      servers: configuredServers(config, environment),
      pins: storedPins(
        () => existing.opened() ?? store(),
        () => clock.now(),
      ),
      supervision: { sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) },
      contact: config.contact,
      version,
      brought,
      baseUrls: sourceBaseUrls,
      now: () => clock.now(),
      timeoutMs: config.timeout * 1000,
      environment,
      archive: {
        get: async (key) => (await opened())?.snapshots.get(key),
        set: async (snapshot) => (await opened())?.snapshots.set(snapshot),
      },
      reserve: async (key, rate) => {
        const shared = await opened();
        return shared ? shared.quotas.reserve(key, rate) : 0;
      },
    });
  });
  /** The store, where a command has opened one; research alone does not make a database. */
  const opened = async () => store.opened() ?? existing.opened();
  const tiers = async (of: Config = config) =>
    resolveTiers(of, environment, modelTable, Object.keys((await options()).drivers ?? {}));
  const roles = async (of: Config) =>
    resolveRoles(of, await tiers(of), modelTable, Object.keys((await options()).drivers ?? {}));
  const gateways: ModelGateway[] = [];

  return {
    config,
    clock,
    modelTable,
    owner: `${hostname()}:${process.pid}`,
    environment,
    options,
    trainingTypes,
    tools: async () => ({ ...(await import("../tools/index.ts")).tools, ...(await options()).tools }),
    tiers,
    roles,
    store: () => existing.opened() ?? store(),
    existingStore: () => store.opened() ?? existing(),
    executor,
    research,
    async gateway(run, of, emit, seed, only) {
      const [{ openDrivers }, { createGateway }] = await Promise.all([
        import("./model/index.ts"),
        import("./model/gateway.ts"),
      ]);
      const { families, drivers: brought = {} } = await options();
      const ofRun = async (): Promise<string[]> => {
        const { derivation, judges, attempts } = await roles(of);
        return [...Object.values(await tiers(of)), ...(derivation ? [derivation] : []), ...judges, attempts];
      };
      const modelIds = [...new Set(only ?? (await ofRun()))];
      const gateway = await createGateway({
        run,
        store: await (existing.opened() ?? store()),
        drivers: await openDrivers(
          modelIds.map((id) => parseModelId(id).driver),
          {
            geminiApiKey: geminiKey(environment),
            geminiBaseUrl: environment.GOOGLE_GEMINI_BASE_URL,
            table: modelTable,
            families,
          },
          brought,
        ),
        table: modelTable,
        modelIds,
        budgetUsd: of.budget,
        callConcurrency: of.callConcurrency,
        timeoutMs: of.timeout * 1000,
        retries: of.retries,
        cache: of.cache,
        clock,
        random: createRandom(seed),
        onEvent: emit,
      });
      gateways.push(gateway);
      return gateway;
    },
    async close() {
      for (const gateway of gateways.splice(0)) await gateway.close();
      await Promise.allSettled([executor.opened()?.then((e) => e.close()), research.opened()?.then((r) => r.close())]);
      await (store.opened() ?? existing.opened())?.then((opened) => opened.close());
    },
  };
}
