import type { AnyColumn } from "drizzle-orm";
import { and, asc, count, desc, eq, isNotNull, sql } from "drizzle-orm";
import { AssayError } from "../../schema/error.ts";
import type { CallRecord, Store } from "../../schema/store.ts";
import type { Driver } from "./driver.ts";
import { checkIn, checkOut, Reply } from "./shape.ts";
import type { NewRow } from "./statement.ts";
import { inserter, placeholdersOf, query, run } from "./statement.ts";

const insertCall = inserter("llm_calls");

const finish = query((database, { llm_calls: calls }) =>
  database
    .update(calls)
    .set(
      placeholdersOf<NewRow<"llm_calls">>(["state", "usd", "inputTokens", "outputTokens", "reply", "error", "endedAt"]),
    )
    .where(eq(calls.id, sql.placeholder("id")))
    .returning({ id: calls.id }),
);

const selectReply = query((database, { llm_calls: calls }) =>
  database
    .select({ id: calls.id, reply: calls.reply })
    .from(calls)
    .where(and(eq(calls.requestHash, sql.placeholder("hash")), eq(calls.state, "done"), isNotNull(calls.reply)))
    .orderBy(desc(calls.endedAt), desc(calls.id))
    .limit(1),
);

const selectItem = query((database, { llm_calls: calls }) =>
  database
    .select()
    .from(calls)
    .where(and(eq(calls.runId, sql.placeholder("run")), eq(calls.item, sql.placeholder("item"))))
    .orderBy(asc(calls.startedAt), asc(calls.id)),
);

const selectTotals = query((database, { llm_calls: calls }) => {
  const sum = (column: AnyColumn) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);
  return database
    .select({
      usd: sum(calls.usd),
      inputTokens: sum(calls.inputTokens),
      outputTokens: sum(calls.outputTokens),
      calls: count(),
    })
    .from(calls)
    .where(eq(calls.runId, sql.placeholder("run")));
});

const checkReply = (reply: unknown, id: string) => (reply === null ? null : checkIn(Reply, reply, `reply of ${id}`));

/** The ledger of model calls. */
export function callsOf(driver: Driver): Store["calls"] {
  return {
    async start({ run: runId, ...call }) {
      const reply = checkReply(call.reply, call.id);
      await driver.write(() => insertCall({ ...call, runId, reply }));
    },
    async finish(id, result) {
      const reply = checkReply(result.reply, id);
      const found = await driver.write(() => run(finish, { ...result, reply, id }));
      if (found.length === 0) throw new AssayError("store/missing", `there is no model call ${id}.`);
    },
    async reply(hash) {
      const [row] = await driver.read(() => run(selectReply, { hash }));
      return row && { id: row.id, reply: checkOut(Reply, row.reply, `reply of ${row.id}`) };
    },
    async list({ run: id, item }) {
      const rows = await driver.read(() => run(selectItem, { run: id, item }));
      return rows.map(({ runId, ...row }): CallRecord => {
        const reply = row.reply === null ? null : checkOut(Reply, row.reply, `reply of ${row.id}`);
        return { ...row, run: runId, reply };
      });
    },
    async totals(id) {
      const [sums] = await driver.read(() => run(selectTotals, { run: id }));
      return sums ?? { usd: 0, inputTokens: 0, outputTokens: 0, calls: 0 };
    },
  };
}
