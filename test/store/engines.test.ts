import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import { engineNames, enginesHere, findEngine } from "../../src/store/engines/index.ts";
import { explain } from "../../src/store/failure.ts";
import { openStore } from "../../src/store/index.ts";
import { openSqliteFile } from "../support/sqlite.ts";
import { someQuestion, someRun, someSample } from "./fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-engines-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The store's code for what an action throws. */
function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const explained = explain(error, "x.db");
    return isAssayError(explained) ? explained.code : String(error);
  }
  return "no error";
}

describe.each(enginesHere())("SQLite by %s", (name) => {
  const engine = findEngine(name);
  const at = (file: string) => join(folder, `${name.replace(":", "-")}-${file}`);
  const connect = (file: string, readonly = false) => engine.connect(at(file), { readonly, busyMs: 50 });

  test("says which version it is", () => {
    expect(engine.title).toMatch(/\d+\.\d+\.\d+ \(SQLite 3\.\d+\.\d+\)$/);
  });

  test("keeps numbers, nothing, and text with a zero byte, as objects and as arrays", () => {
    const connection = connect("values.db");
    connection.exec("CREATE TABLE t (a INTEGER, b REAL, c TEXT, d TEXT)");
    const insert = connection.prepare("INSERT INTO t VALUES (?, ?, ?, ?) RETURNING *");
    const row = { a: 2 ** 53 - 1, b: 0.1, c: "a\0ü😀", d: null };
    expect(insert.all(2 ** 53 - 1, 0.1, "a\0ü😀", undefined)).toEqual([row]);
    expect(connection.prepare("SELECT * FROM t").get()).toEqual(row);
    expect(connection.prepare("SELECT * FROM t").raw().all()).toEqual([Object.values(row)]);
    expect(connection.prepare("SELECT * FROM t WHERE a = 0").get()).toBeUndefined();
    connection.close();
  });

  test("knows whether a transaction is open, also after one was undone", () => {
    const connection = connect("transaction.db");
    connection.exec("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    const seen = [connection.inTransaction];
    for (const statement of ["BEGIN IMMEDIATE", "INSERT INTO t VALUES (1)", "ROLLBACK"]) {
      connection.prepare(statement).run();
      seen.push(connection.inTransaction);
    }
    expect(seen).toEqual([false, true, true, false]);
    expect(connection.prepare("SELECT count(*) AS n FROM t").get()).toEqual({ n: 0 });
    connection.close();
  });

  test("names what goes wrong as the store does", () => {
    const [one, other] = [connect("faults.db"), connect("faults.db")];
    one.exec("PRAGMA foreign_keys = ON; CREATE TABLE t (a INTEGER PRIMARY KEY, b REFERENCES t (a), c TEXT)");
    one.exec("INSERT INTO t VALUES (1, NULL, '')");
    one.exec("BEGIN IMMEDIATE");
    expect(codeOf(() => other.exec("INSERT INTO t VALUES (2, NULL, '')"))).toBe("store/busy");
    one.exec("ROLLBACK");
    expect(codeOf(() => one.prepare("INSERT INTO t VALUES (?, NULL, '')").run(1))).toBe("store/conflict");
    expect(codeOf(() => one.prepare("INSERT INTO t VALUES (3, 9, '')").run())).toBe("store/conflict");
    expect(codeOf(() => one.prepare("SELECT absent FROM t"))).toBe("store/corrupt");
    one.exec("PRAGMA max_page_count = 3");
    const large = one.prepare("INSERT INTO t VALUES (NULL, NULL, ?)");
    expect(codeOf(() => large.run("x".repeat(100_000)))).toBe("store/full");
    for (const connection of [one, other]) connection.close();

    const reader = connect("faults.db", true);
    expect(codeOf(() => reader.exec("DELETE FROM t"))).toBe("store/unreadable");
    reader.close();
    expect(codeOf(() => connect("missing.db", true))).toBe("store/unreadable");
    writeFileSync(at("diary.txt"), "This is my diary.\n".repeat(500));
    const diary = connect("diary.txt");
    expect(codeOf(() => diary.exec("PRAGMA journal_mode = WAL"))).toBe("store/corrupt");
    diary.close();
  });

  test("writes files that every engine here reads the same", async () => {
    const file = at("shared.db");
    const written = await openStore(file, { engine: name });
    expect(written.library).toBe(engine.title);
    await written.runs.create(someRun("run"));
    const samples = [someSample("run", 0), someSample("run", 1, { systemPrompt: "ü\0😀", qualityScore: 0.1 + 0.2 })];
    const questions = [someQuestion("run", 0), someQuestion("run", 1)];
    await written.stages.commit({ run: "run", item: "i:0", stage: "settle", attempt: 1 }, {}, { questions, samples });
    await written.close();
    for (const other of enginesHere()) {
      const store = await openStore(file, { engine: other });
      expect(await store.runs.get("run")).toEqual(someRun("run"));
      const read: unknown[] = [];
      for await (const sample of store.samples.iterate("run", "grpo")) read.push(sample);
      expect(read).toEqual(samples);
      await store.close();
    }
  });
});

test("the first engine that works is taken, and one that does not says why and what to do", () => {
  const [best] = enginesHere();
  expect(findEngine()).toBe(findEngine(best));
  for (const absent of engineNames.filter((name) => !enginesHere().includes(name))) {
    let line = "";
    try {
      findEngine(absent);
    } catch (error) {
      if (isAssayError(error)) line = error.line;
    }
    expect(line).toMatch(/^store\/engine: expected a library that opens SQLite files; .+: .+\. Use Node 24, or run/);
    expect(line).not.toContain("\n");
  }
});

test("a whole number that JavaScript cannot hold is never given back as another", async () => {
  const file = join(folder, "huge.db");
  const store = await openStore(file);
  await store.runs.create(someRun("run"));
  const other = openSqliteFile(file);
  other.exec("update runs set seed = 9007199254740993");
  other.close();
  await expect(store.runs.get("run")).rejects.toMatchObject({ code: "store/corrupt" });
  await store.close();
});
