import { and, asc, desc, eq, gt, gte, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { sharedColumns } from "../../schema/db/samples.ts";
import { sampleTableName } from "../../schema/db/samples.ts";
import { AssayError } from "../../schema/error.ts";
import type { Sample, Store } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import type { Driver } from "./driver.ts";
import { checkIn, checkOut, corruptRow } from "./shape.ts";
import type { Operation, Statement, TableName, Tables } from "./statement.ts";
import { inserter, query, run } from "./statement.ts";

const pageSize = 200;
const shortestPrefix = 8;

const Shared = z.object({
  id: z.string(),
  runId: z.string(),
  questionId: z.string(),
  itemIndex: z.number().int(),
  systemPrompt: z.string().nullable(),
  topic: z.string(),
  subTopic: z.string(),
  difficulty: z.string(),
  qualityScore: z.number(),
  reviewStatus: z.string(),
  sources: z.array(z.string()),
  licence: z.string(),
  provenance: z.record(z.string(), z.unknown()),
  contentHash: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodType<Record<keyof typeof sharedColumns, unknown>>;

type SharedRow = z.infer<typeof Shared>;

/** Any sample table seen through the columns that all of them have; a select gives the type's own ones too. */
function tableOf(tables: Tables, type: AnyTrainingType) {
  return tables[sampleTableName(type.name) as "synthetic_data_sft"];
}

function statementsOf(type: AnyTrainingType) {
  return {
    insert: inserter(sampleTableName(type.name) as TableName) as (row: Record<string, unknown>) => Operation<unknown[]>,
    byId: query((database, tables) => {
      const table = tableOf(tables, type);
      return database
        .select()
        .from(table)
        .where(eq(table.id, sql.placeholder("id")))
        .orderBy(desc(table.createdAt), desc(table.runId))
        .limit(1);
    }),
    /** Ids from a text on; those with that prefix are the first of them. */
    idsFrom: query((database, tables) => {
      const table = tableOf(tables, type);
      return database
        .selectDistinct({ id: table.id })
        .from(table)
        .where(gte(table.id, sql.placeholder("id")))
        .orderBy(asc(table.id))
        .limit(2);
    }),
  };
}

const statements = Object.fromEntries(
  Object.values(trainingTypes).map((type) => [type.name, statementsOf(type)]),
) as Record<string, ReturnType<typeof statementsOf>>;

function typeOf(name: string): { type: AnyTrainingType; own: ReturnType<typeof statementsOf> } {
  const type = (trainingTypes as Record<string, AnyTrainingType>)[name];
  const own = statements[name];
  if (type && own) return { type, own };
  throw new AssayError("store/invalid", `there is no table for training type ${name}.`, {
    hint: `The types are ${Object.keys(trainingTypes).join(", ")}.`,
  });
}

/** Writes a row into the table of its type. */
export function* insertSample(sample: Sample): Operation<void> {
  const { type: name, index, row, ...shared } = sample;
  const { type, own } = typeOf(name);
  const what = `sample ${sample.id}`;
  const checked = checkIn(type.row as z.ZodType<Record<string, unknown>>, row, what);
  const columns = Object.keys(type.columns).map((key) => [key, checked[key] ?? null]);
  yield* own.insert({
    ...checkIn(Shared, { ...shared, itemIndex: index }, what),
    ...Object.fromEntries(columns),
  });
}

function toSample(type: AnyTrainingType, stored: Record<string, unknown>): Sample {
  const what = `sample ${stored.id}`;
  const { itemIndex, ...shared } = checkOut(Shared, stored, what);
  const own = Object.keys(type.columns).map((key): [string, unknown] => [key, stored[key]]);
  // A column that is null stands for a field that is null, or for one that is absent where the type knows no null.
  const full = type.row.safeParse(Object.fromEntries(own));
  const row = full.success ? full : type.row.safeParse(Object.fromEntries(own.filter(([, value]) => value !== null)));
  if (!row.success) throw corruptRow(what, "its row does not fit the training type", row.error);
  return { ...shared, type: type.name, index: itemIndex, row: row.data };
}

function pageOf(type: AnyTrainingType, verdicts: readonly string[]): Statement<SharedRow> {
  return query((database, tables) => {
    const table = tableOf(tables, type);
    const after = or(
      gt(table.itemIndex, sql.placeholder("index")),
      and(eq(table.itemIndex, sql.placeholder("index")), gt(table.id, sql.placeholder("id"))),
    );
    return database
      .select()
      .from(table)
      .where(
        and(
          eq(table.runId, sql.placeholder("run")),
          gte(table.itemIndex, sql.placeholder("index")),
          after,
          verdicts.length > 0 ? inArray(table.reviewStatus, [...verdicts]) : undefined,
        ),
      )
      .orderBy(asc(table.itemIndex), asc(table.id))
      .limit(pageSize);
  });
}

async function* iterate(driver: Driver, runId: string, name: string, verdicts: readonly string[]) {
  const { type } = typeOf(name);
  const page = pageOf(type, verdicts);
  let place = { index: -1, id: "" };
  for (;;) {
    const rows = await driver.read(() => run(page, { run: runId, ...place }));
    for (const row of rows) yield toSample(type, row);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    place = { index: last.itemIndex, id: last.id };
  }
}

function* find(idOrPrefix: string): Operation<Sample | undefined> {
  const candidates: { id: string; type: AnyTrainingType; own: ReturnType<typeof statementsOf> }[] = [];
  for (const name of Object.keys(trainingTypes)) {
    const { type, own } = typeOf(name);
    const [exact] = yield* run(own.byId, { id: idOrPrefix });
    if (exact) return toSample(type, exact);
    if (idOrPrefix.length < shortestPrefix) continue;
    for (const { id } of yield* run(own.idsFrom, { id: idOrPrefix })) {
      if (id.startsWith(idOrPrefix)) candidates.push({ id, type, own });
    }
  }
  const [only, ...others] = candidates;
  if (!only || others.length > 0) return undefined;
  const [row] = yield* run(only.own.byId, { id: only.id });
  return row && toSample(only.type, row);
}

/** Rows of the training types. */
export function samplesOf(driver: Driver): Store["samples"] {
  return {
    iterate: (runId, type, filter) => iterate(driver, runId, type, filter?.verdicts ?? []),
    find: (idOrPrefix) => driver.read(() => find(idOrPrefix)),
  };
}
