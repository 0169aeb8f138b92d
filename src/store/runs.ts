import { count, desc, eq, isNotNull, sql } from "drizzle-orm";
import { Config } from "../../schema/config.ts";
import { AssayError } from "../../schema/error.ts";
import { Plan } from "../../schema/request.ts";
import { Run, RunCounts } from "../../schema/run.ts";
import type { Store } from "../../schema/store.ts";
import type { Driver } from "./driver.ts";
import { checkIn, checkOut } from "./shape.ts";
import type { Database, Operation, Tables } from "./statement.ts";
import { command, inserter, query, run } from "./statement.ts";

const insertRun = inserter("runs");
const insertSpec = inserter("specs");
const insertPlan = inserter("plans");

const joined = (database: Database, { runs, specs, plans }: Tables) =>
  database
    .select({ run: runs, spec: specs, plan: plans })
    .from(runs)
    .innerJoin(specs, eq(specs.runId, runs.id))
    .innerJoin(plans, eq(plans.runId, runs.id));

const selectOne = query((database, tables) =>
  joined(database, tables).where(eq(tables.runs.id, sql.placeholder("id"))),
);

const selectNewest = query((database, tables) =>
  joined(database, tables).orderBy(desc(tables.runs.createdAt), desc(tables.runs.id)).limit(sql.placeholder("limit")),
);

const selectVerdicts = query((database, { stage_results }) =>
  database
    .select({ verdict: stage_results.verdict, count: count() })
    .from(stage_results)
    .where(sql`${eq(stage_results.runId, sql.placeholder("run"))} and ${isNotNull(stage_results.verdict)}`)
    .groupBy(stage_results.verdict),
);

type Joined = typeof selectOne extends { readonly row?: infer Row } ? NonNullable<Row> : never;

function toRun({ run: row, spec, plan }: Joined): Run {
  const { origin, ...rest } = spec;
  return checkOut(Run, { ...row, spec: origin === null ? rest : spec, plan }, `run ${row.id}`);
}

function* update(id: string, set: Parameters<Store["runs"]["update"]>[1]): Operation<void> {
  const { plan, config, ...rest } = set;
  const values = { ...rest, ...(config && { config: checkIn(Config, config, "config") }) };
  const found = Object.values(values).some((value) => value !== undefined)
    ? yield* run(
        query((database, { runs }) =>
          database.update(runs).set(values).where(eq(runs.id, id)).returning({ id: runs.id }),
        ),
      )
    : yield* run(selectOne, { id });
  if (found.length === 0) throw new AssayError("store/missing", `there is no run ${id}.`);
  if (plan) {
    const checked = checkIn(Plan, plan, "plan");
    yield* run(command((database, { plans }) => database.update(plans).set(checked).where(eq(plans.runId, id))));
  }
}

/** Runs with their specs and plans. */
export function runsOf(driver: Driver): Store["runs"] {
  return {
    async create(given) {
      const { spec, plan, ...rest } = checkIn(Run, given, "run");
      await driver.write(function* () {
        yield* insertRun(rest);
        yield* insertSpec({ runId: rest.id, ...spec, origin: spec.origin ?? null });
        yield* insertPlan({ runId: rest.id, ...plan });
      });
    },
    async get(id) {
      const [row] = await driver.read(() => run(selectOne, { id }));
      return row && toRun(row);
    },
    async list(limit) {
      return (await driver.read(() => run(selectNewest, { limit }))).map(toRun);
    },
    update: (id, set) => driver.write(() => update(id, set)),
    async counts(id) {
      const rows = await driver.read(() => run(selectVerdicts, { run: id }));
      const none = { approved: 0, needs_revision: 0, rejected: 0, unchecked: 0, failed: 0 };
      const found = Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
      return checkOut(RunCounts, { ...none, ...found }, `the verdicts of run ${id}`);
    },
  };
}
