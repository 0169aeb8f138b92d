import { eq, sql } from "drizzle-orm";
import { sha256 } from "../../schema/canonical.ts";
import type { Snapshot } from "../../schema/source.ts";
import type { Store } from "../../schema/store.ts";
import type { Driver } from "./driver.ts";
import type { Operation } from "./statement.ts";
import { command, placeholders, query, run } from "./statement.ts";

const insertText = command((database, tables) =>
  database.insert(tables.texts).values(placeholders(tables, "texts")).onConflictDoNothing(),
);

const selectText = query((database, { texts }) =>
  database
    .select({ text: texts.text })
    .from(texts)
    .where(eq(texts.sha256, sql.placeholder("sha256"))),
);

const upsertSnapshot = command((database, tables) => {
  const values = placeholders(tables, "snapshots");
  const { key: _key, ...set } = values;
  return database.insert(tables.snapshots).values(values).onConflictDoUpdate({ target: tables.snapshots.key, set });
});

const selectSnapshot = query((database, { snapshots, texts }) =>
  database
    .select({
      key: snapshots.key,
      url: snapshots.url,
      status: snapshots.status,
      headers: snapshots.headers,
      body: texts.text,
      fetchedAt: snapshots.fetchedAt,
      checkedAt: snapshots.checkedAt,
    })
    .from(snapshots)
    .innerJoin(texts, eq(texts.sha256, snapshots.bodySha256))
    .where(eq(snapshots.key, sql.placeholder("key"))),
);

const number = (name: string) => sql`cast(${sql.placeholder(name)} as double precision)`;

/** One statement, so that no two processes can take the same turn. `latest` is the latest arrival that is still taken. */
const takeTurn = query((database, tables) =>
  database
    .insert(tables.quotas)
    .values({ ...placeholders(tables, "quotas"), arrival: sql`${number("now")} + ${number("interval")}` })
    .onConflictDoUpdate({
      target: tables.quotas.key,
      set: {
        arrival: sql`case when ${tables.quotas.arrival} > ${number("now")} then ${tables.quotas.arrival} else ${number("now")} end + ${number("interval")}`,
        rate: sql.placeholder("rate") as unknown as number,
        burst: sql.placeholder("burst") as unknown as number,
      },
      setWhere: sql`${tables.quotas.arrival} <= ${number("latest")}`,
    })
    .returning({ arrival: tables.quotas.arrival }),
);

function* keepText(text: string): Operation<string> {
  const hash = sha256(text);
  yield* run(insertText, { sha256: hash, text });
  return hash;
}

/** Keeps documents by their hashes; part of a stage's writes. */
export function* writeTexts(texts: readonly string[]): Operation<void> {
  for (const text of texts) yield* keepText(text);
}

function* keepSnapshot({ body, ...rest }: Snapshot): Operation<void> {
  yield* run(upsertSnapshot, { ...rest, bodySha256: yield* keepText(body) });
}

/** What was read from outside, and how often one may ask for more. */
export function archiveOf(driver: Driver): Pick<Store, "texts" | "snapshots" | "quotas"> {
  return {
    texts: {
      get: async (hash) => (await driver.read(() => run(selectText, { sha256: hash })))[0]?.text,
    },
    snapshots: {
      get: async (key) => (await driver.read(() => run(selectSnapshot, { key })))[0],
      set: (snapshot) => driver.writeSoon(() => keepSnapshot(snapshot)),
    },
    quotas: {
      async reserve(key, { intervalMs, burst, now, longestWaitMs }) {
        const [interval, seconds] = [intervalMs / 1_000, now / 1_000];
        // GCRA: with an arrival of `a` this turn waits until a - (burst - 1) × interval.
        const slack = (burst - 1) * interval;
        const values = { key, rate: 1 / interval, burst, arrival: 0, now: seconds, interval };
        const latest = seconds + slack + longestWaitMs / 1_000;
        const [taken] = await driver.write(() => run(takeTurn, { ...values, latest }));
        return taken ? Math.max(0, Math.round((taken.arrival - interval - slack - seconds) * 1_000)) : null;
      },
    },
  };
}
