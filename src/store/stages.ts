import { and, asc, countDistinct, eq, gte, lt, sql } from "drizzle-orm";
import type { ItemPlace, StageWrites, Store } from "../../schema/store.ts";
import type { Driver } from "./driver.ts";
import { writeRecords } from "./records.ts";
import { insertSample } from "./samples.ts";
import type { NewRow, Operation } from "./statement.ts";
import { placeholders, query, run } from "./statement.ts";

const insertFirst = query((database, tables) => {
  const { stage_results: results } = tables;
  return database
    .insert(results)
    .values({
      ...placeholders(tables, "stage_results"),
      position: sql`(select coalesce(max(earlier.position), 0) + 1 from stage_results earlier
        where earlier.run_id = ${sql.placeholder("runId")} and earlier.item = ${sql.placeholder("item")})`,
    })
    .onConflictDoNothing()
    .returning({ stage: results.stage });
});

const selectItem = query((database, { stage_results: results }) =>
  database
    .select({ stage: results.stage, attempt: results.attempt, output: results.output })
    .from(results)
    .where(and(eq(results.runId, sql.placeholder("run")), eq(results.item, sql.placeholder("item"))))
    .orderBy(asc(results.position), asc(results.stage), asc(results.attempt)),
);

const selectSettled = query((database, { stage_results: results }) =>
  database
    .select({ index: results.itemIndex, output: results.output })
    .from(results)
    .where(
      and(
        eq(results.runId, sql.placeholder("run")),
        eq(results.stage, "settle"),
        gte(results.itemIndex, sql.placeholder("from")),
        lt(results.itemIndex, sql.placeholder("to")),
      ),
    )
    .orderBy(asc(results.itemIndex), asc(results.attempt)),
);

const selectProgress = query((database, { stage_results: results }) =>
  database
    .select({ stage: results.stage, items: countDistinct(results.item) })
    .from(results)
    .where(eq(results.runId, sql.placeholder("run")))
    .groupBy(results.stage)
    .orderBy(asc(results.stage)),
);

/** The number in `i:17`; null for items that stand for something else. */
function itemIndex(item: string): number | null {
  return /^i:\d{1,15}$/.test(item) ? Number(item.slice(2)) : null;
}

function verdictOf(output: unknown): string | null {
  const verdict = typeof output === "object" && output !== null && "verdict" in output ? output.verdict : null;
  return typeof verdict === "string" ? verdict : null;
}

function* commit(row: NewRow<"stage_results">, writes: StageWrites): Operation<"written" | "already"> {
  const won = yield* run(insertFirst, row);
  if (won.length === 0) return "already";
  yield* writeRecords(writes);
  for (const sample of writes.samples ?? []) yield* insertSample(sample);
  return "written";
}

/** Results of stages: what is done, and done once only. */
export function stagesOf(driver: Driver): Store["stages"] {
  return {
    load: ({ run: id, item }: ItemPlace) => driver.read(() => run(selectItem, { run: id, item })),
    async settled(id, from, to) {
      const rows = await driver.read(() => run(selectSettled, { run: id, from, to }));
      return new Map(rows.map(({ index, output }) => [index as number, output]));
    },
    commit({ run: runId, item, stage, attempt }, output, writes = {}) {
      const row = {
        runId,
        item,
        stage,
        attempt,
        position: 0,
        itemIndex: itemIndex(item),
        verdict: stage === "settle" ? verdictOf(output) : null,
        output: output ?? null,
      };
      return driver.write(() => commit(row, writes));
    },
    async progress(id) {
      const rows = await driver.read(() => run(selectProgress, { run: id }));
      return Object.fromEntries(rows.map(({ stage, items }) => [stage, items]));
    },
  };
}
