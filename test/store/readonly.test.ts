import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type EngineName, enginesHere } from "../../src/store/engines/index.ts";
import { openStore } from "../../src/store/index.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { someRun } from "./fixtures.ts";

/** Permissions do not bind the superuser. */
function asSomebodyElse(): void {
  if (process.getuid?.() !== 0) return;
  process.seteuid!(65_534);
  onTestFinished(() => process.seteuid!(0));
}

/** A database with one run, in a folder of its own, and an empty folder for temporary files. */
async function place(engine: EngineName) {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const scratch = join(folder, "scratch");
  mkdirSync(scratch);
  chmodSync(scratch, 0o777);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = scratch;
  onTestFinished(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  mkdirSync(join(folder, "kept"));
  const location = join(folder, "kept", "assay.db");
  const store = await openStore(location, { engine });
  await store.runs.create(someRun("kept"));
  await store.close();
  return { location, folder: join(folder, "kept"), scratch };
}

describe.each(enginesHere())("a database that cannot be written, opened by %s", (engine) => {
  test.each([
    ["the file", 0o444, 0o777],
    ["the folder", 0o644, 0o555],
    ["both", 0o444, 0o555],
  ])("because of %s: what is in it is read, and nothing is written", async (_what, file, around) => {
    const { location, folder, scratch } = await place(engine);
    chmodSync(location, file);
    chmodSync(folder, around);
    onTestFinished(() => chmodSync(folder, 0o755));
    asSomebodyElse();

    const store = await openStore(location, { engine, mustExist: true });
    expect(store.location).toBe(location);
    expect(await store.runs.get("kept")).toEqual(someRun("kept"));
    await expect(store.runs.create(someRun("new"))).rejects.toMatchObject({ code: "store/unreadable" });
    await store.close();
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("is refused to whoever may not read it, and to whoever wants to write", async () => {
    const { location, folder } = await place(engine);
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    asSomebodyElse();
    await expect(openStore(location, { engine })).rejects.toMatchObject({ code: "store/unreadable" });
    process.geteuid?.() === 65_534 && process.seteuid!(0);
    chmodSync(location, 0o600);
    asSomebodyElse();
    await expect(openStore(location, { engine, mustExist: true })).rejects.toMatchObject({ code: "store/unreadable" });
    expect(existsSync(location)).toBe(true);
  });
});

test("the rows of a database that cannot be written are exported whole, and again where it is told to replace", async () => {
  const folder = temporaryFolder();
  const kept = join(folder, "kept");
  const out = join(folder, "out");
  for (const each of [kept, out]) mkdirSync(each);
  const db = join(kept, "assay.db");
  const { run } = await openAssay({ db, seed: 2, count: 3, type: "sft", domain: "physics" }).generate("three rows");
  for (const [each, mode] of [
    [folder, 0o755],
    [kept, 0o555],
    [out, 0o777],
  ] as const) {
    chmodSync(each, mode);
  }
  onTestFinished(() => chmodSync(kept, 0o755));
  const reader = openAssay({ db });
  asSomebodyElse();

  expect((await reader.export(run, { out })).files).toMatchObject([{ rows: 3 }]);
  await expect(reader.export(run, { out })).rejects.toMatchObject({ hint: expect.stringContaining("--overwrite") });
  expect((await reader.export(run, { out, overwrite: true })).files).toMatchObject([{ rows: 3 }]);
}, 30_000);
