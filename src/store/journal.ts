import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Store } from "../../schema/store.ts";
import type { Driver } from "./driver.ts";
import { checkOut } from "./shape.ts";
import type { NewRow, Operation } from "./statement.ts";
import { inserter, placeholders, query, run } from "./statement.ts";

const insertNext = query((database, tables) =>
  database
    .insert(tables.events)
    .values({
      ...placeholders(tables, "events"),
      sequence: sql`(select coalesce(max(earlier.sequence), 0) + 1 from events earlier
        where earlier.run_id = ${sql.placeholder("runId")})`,
    })
    .onConflictDoNothing()
    .returning({ sequence: tables.events.sequence }),
);

const selectAfter = query((database, { events }) =>
  database
    .select({ sequence: events.sequence, at: events.at, type: events.type, body: events.body })
    .from(events)
    .where(and(eq(events.runId, sql.placeholder("run")), gt(events.sequence, sql.placeholder("after"))))
    .orderBy(asc(events.sequence))
    .limit(sql.placeholder("limit")),
);

const insertExport = inserter("exports");

const selectExports = query((database, { exports }) =>
  database
    .select()
    .from(exports)
    .where(eq(exports.runId, sql.placeholder("run")))
    .orderBy(asc(exports.createdAt), asc(exports.id)),
);

const Body = z.record(z.string(), z.unknown());

/** Takes the next number of the run; another process may have taken it meanwhile. */
function* append(row: NewRow<"events">): Operation<void> {
  while ((yield* run(insertNext, row)).length === 0);
}

/** What happened, and what left the house. */
export function journalOf(driver: Driver): Pick<Store, "events" | "exports"> {
  return {
    events: {
      append: (runId, event) => driver.writeInOrder(() => append({ runId, sequence: 0, ...event })),
      async list(id, after, limit) {
        const rows = await driver.read(() => run(selectAfter, { run: id, after, limit }));
        return rows.map((row) => ({ ...row, body: checkOut(Body, row.body, `event ${row.sequence}`) }));
      },
    },
    exports: {
      async record(entry) {
        await driver.write(() => insertExport(entry));
      },
      list: (id) => driver.read(() => run(selectExports, { run: id })),
    },
  };
}
