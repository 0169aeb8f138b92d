import type { Store } from "../../schema/store.ts";
import { archiveOf } from "./archive.ts";
import { callsOf } from "./calls.ts";
import type { Driver, OpenOptions } from "./driver.ts";
import { journalOf } from "./journal.ts";
import { parseLocation } from "./location.ts";
import { recordsOf } from "./records.ts";
import { runsOf } from "./runs.ts";
import { samplesOf } from "./samples.ts";
import { stagesOf } from "./stages.ts";

/** Every database driver, loaded on use. */
const drivers = {
  sqlite: async (target, options) => (await import("./sqlite.ts")).openSqlite(target, options),
  postgres: async (target, options) => (await import("./postgres.ts")).openPostgres(target, options),
} satisfies Record<string, (target: string, options: OpenOptions) => Promise<Driver>>;

/** Opens a SQLite file or a PostgreSQL URL, makes or upgrades its tables, and gives the store of it. */
export async function openStore(location: string, options: OpenOptions = {}): Promise<Store> {
  const { driver, target } = parseLocation(location);
  return createStore(await drivers[driver](target, options));
}

function createStore(driver: Driver): Store {
  return {
    location: driver.location,
    library: driver.library,
    runs: runsOf(driver),
    stages: stagesOf(driver),
    ...recordsOf(driver),
    samples: samplesOf(driver),
    calls: callsOf(driver),
    ...journalOf(driver),
    ...archiveOf(driver),
    close: () => driver.close(),
  };
}
