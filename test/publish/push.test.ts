import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Assay, PushProgress } from "../../src/index.ts";
import { startHubEmulator } from "../emulators/hub/index.mjs";
import { hurriedClock, openAssay, temporaryFolder } from "../support/assay.ts";
import { heldMemory } from "../support/memory.ts";

type Emulator = Awaited<ReturnType<typeof startHubEmulator>>;
type EmulatorOptions = Parameters<typeof startHubEmulator>[0];
const name = "team/chemistry";

async function openHub(options: EmulatorOptions = {}): Promise<Emulator> {
  const hub = await startHubEmulator(options);
  onTestFinished(() => hub.close());
  return hub;
}

const assayFor = (hub: Emulator, token: string | undefined = "hf_writer", db?: string): Assay =>
  openAssay(db === undefined ? {} : { db }, {
    clock: hurriedClock,
    environment: { HF_ENDPOINT: `${hub.url}/`, ...(token === undefined ? {} : { HF_TOKEN: token }) },
  });

const line = (id: string, licence = "CC0-1.0", sources: object[] = []): string =>
  `${JSON.stringify({ prompt: `Question ${id}`, completion: "A", provenance: { id, licence, sources } })}\n`;

/** A folder with rows, a large file and an empty one. */
function folder(rows = line("r1") + line("r2")): string {
  const place = temporaryFolder();
  mkdirSync(join(place, "sft"));
  writeFileSync(join(place, "sft", "train.jsonl"), rows);
  writeFileSync(join(place, "README.md"), "# Rows\n");
  writeFileSync(join(place, "large.bin"), Buffer.alloc(200_000, "assay"));
  writeFileSync(join(place, "empty.txt"), "");
  return place;
}

const headOf = (hub: Emulator, branch = "main") => hub.store.at(hub.store.get(name)!, branch)!;
const sha = (content: Buffer): string => createHash("sha256").update(content).digest("hex");
const requests = (hub: Emulator, pattern: RegExp): string[] => hub.log.filter((entry) => pattern.test(entry));

/** A lock file over the folder's rows. */
function lock(place: string): void {
  const content = readFileSync(join(place, "sft", "train.jsonl"));
  const files = [{ path: "sft/train.jsonl", rows: 2, bytes: content.length, sha256: sha(content) }];
  writeFileSync(join(place, "assay.lock.json"), JSON.stringify({ version: 1, files }));
}

describe("what arrives", () => {
  test("every file byte for byte, large ones by LFS, in one commit in a new private repository", async () => {
    const hub = await openHub({ lfsAbove: 100_000 });
    const place = folder();
    const seen: PushProgress[] = [];
    const result = await assayFor(hub).push(place, name, {
      message: "First rows",
      onProgress: (step) => seen.push(step),
    });
    expect(result).toMatchObject({ private: true, created: true, dryRun: false, locked: false, branch: "main" });
    const head = headOf(hub);
    expect(result.commit).toBe(head.id);
    expect(head.title).toBe("First rows");
    expect(hub.store.get(name)!.private).toBe(true);
    for (const path of ["sft/train.jsonl", "README.md", "large.bin", "empty.txt"]) {
      const content = readFileSync(join(place, path));
      expect(sha(head.files.get(path)!.content!), path).toBe(sha(content));
      expect(head.files.get(path)!.lfs).toBe(path === "large.bin");
      expect(result.files.find((file) => file.path === path)).toMatchObject({ action: "add", sha256: sha(content) });
    }
    expect(seen.at(-1)).toMatchObject({ phase: "done" });
    expect(requests(hub, /\/commit\//)).toHaveLength(1);
  });

  test("a second push sends only what differs, and nothing when nothing does", async () => {
    const hub = await openHub({ lfsAbove: 100_000 });
    const place = folder();
    const assay = assayFor(hub);
    const first = await assay.push(place, name);
    expect(await assay.push(place, name)).toMatchObject({ commit: null, created: false, parent: first.commit });
    appendFileSync(join(place, "sft", "train.jsonl"), line("r3"));
    const third = await assay.push(place, name);
    expect(third.files.filter((file) => file.action !== "keep").map((file) => file.path)).toEqual(["sft/train.jsonl"]);
    expect(requests(hub, /^PUT /)).toHaveLength(1);
  });

  test("files of an earlier push that are gone are removed; files of others stay", async () => {
    const hub = await openHub();
    const place = folder();
    lock(place);
    const assay = assayFor(hub);
    await assay.push(place, name);
    const repository = hub.store.get(name)!;
    const theirs = { oid: "1", size: 1, lfs: false, content: Buffer.from("x") };
    hub.store.commit(repository, "main", "by hand", new Map(headOf(hub).files).set("notes.md", theirs));
    const next = temporaryFolder();
    writeFileSync(join(next, "train.jsonl"), line("r9"));
    const result = await assay.push(next, name);
    expect(result.files.filter((file) => file.action === "remove").map((file) => file.path)).toEqual([
      "sft/train.jsonl",
    ]);
    expect([...headOf(hub).files.keys()]).toEqual(
      expect.arrayContaining(["notes.md", "train.jsonl", ".gitattributes"]),
    );
    expect(headOf(hub).files.has("sft/train.jsonl")).toBe(false);
  });

  test("a branch is made when missing, and main stays as it is", async () => {
    const hub = await openHub();
    await assayFor(hub).push(folder(), name, { branch: "v2" });
    expect(headOf(hub, "v2").files.has("README.md")).toBe(true);
    expect(headOf(hub, "main").files.has("README.md")).toBe(false);
  });

  test("200 MB go up without being held in memory", async () => {
    const hub = await openHub();
    const place = temporaryFolder();
    writeFileSync(join(place, "train.jsonl"), line("r1"));
    const piece = Buffer.alloc(10_000_000, "0123456789abcdef");
    for (let part = 0; part < 20; part++) appendFileSync(join(place, "large.parquet.bin"), piece);
    const before = heldMemory();
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, heldMemory() - before);
    }, 100);
    await assayFor(hub)
      .push(place, name)
      .finally(() => clearInterval(timer));
    expect(headOf(hub).files.get("large.parquet.bin")).toMatchObject({ lfs: true, size: 200_000_000 });
    expect(most).toBeLessThan(60_000_000);
  });
});

describe("a run", () => {
  let db: string;
  beforeAll(async () => {
    const { createAssay } = await import("../../src/index.ts");
    const { mkdtempSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    db = join(mkdtempSync(join(tmpdir(), "assay-push-test-")), "assay.db");
    const assay = createAssay({ db }, { environment: {} });
    await assay.generate("4 SFT examples for chemistry");
    await assay.close();
  });
  afterAll(async () => {
    const { rmSync } = await import("node:fs");
    rmSync(join(db, ".."), { recursive: true, force: true });
  });

  test("goes up as the hf folder with card, licence and lock file, and again without a change", async () => {
    const hub = await openHub();
    const assay = assayFor(hub, "hf_writer", db);
    const result = await assay.push(undefined, name);
    const paths = [...headOf(hub).files.keys()];
    expect(paths).toEqual(
      expect.arrayContaining(["README.md", "LICENSE", "assay.lock.json", "sft/train-00000-of-00001.parquet"]),
    );
    expect(result).toMatchObject({ locked: true, withheld: {} });
    expect((await assay.push(undefined, name)).commit).toBeNull();
  });
});

describe("what is refused, with nothing sent", () => {
  const share = { title: "Mole", url: "https://a.example/mole", license: "CC-BY-SA-4.0" };
  const other = { title: "Chemistry", url: "https://b.example/c", license: "CC-BY-NC-4.0" };

  test("two licences in conflict, by the names of both sources", async () => {
    const hub = await openHub();
    const place = folder(line("r1") + line("r2", "NONE", [share, other]));
    const refused = assayFor(hub).push(place, name);
    await expect(refused).rejects.toMatchObject({ code: "export/licence" });
    await expect(refused).rejects.toThrow(/Row r2.*"Chemistry".*"Mole"/);
    expect(hub.log).toEqual([]);
  });

  test.each([
    ["no licence at all", line("r1", "")],
    ["an unknown one", line("r1", "LicenseRef-who-knows")],
    ["one that forbids derivatives", line("r1", "NONE", [{ ...share, license: "CC-BY-ND-4.0" }])],
  ])("%s, except with the private policy into a private repository", async (_name, rows) => {
    const hub = await openHub();
    const assay = assayFor(hub);
    await expect(assay.push(folder(rows), name)).rejects.toMatchObject({ code: "export/licence" });
    await expect(assay.push(folder(rows), name, { licencePolicy: "any" })).rejects.toMatchObject({
      code: "export/licence",
    });
    await expect(assay.push(folder(rows), name, { licencePolicy: "private", public: true })).rejects.toThrow(
      "--public",
    );
    expect(hub.log).toEqual([]);
    expect(await assay.push(folder(rows), name, { licencePolicy: "private" })).toMatchObject({ private: true });
  });

  test("files that are not what was exported, and files that are gone", async () => {
    const hub = await openHub();
    const place = folder();
    lock(place);
    appendFileSync(join(place, "sft", "train.jsonl"), line("r3"));
    await expect(assayFor(hub).push(place, name)).rejects.toThrow(/train\.jsonl is not the file that was exported/);
    const gone = folder();
    lock(gone);
    const { rmSync } = await import("node:fs");
    rmSync(join(gone, "sft", "train.jsonl"));
    await expect(assayFor(hub).push(gone, name)).rejects.toThrow(/is missing, though it stands in/);
    expect(hub.log).toEqual([]);
  });

  test("a public repository, unless --public is given", async () => {
    const hub = await openHub();
    const assay = assayFor(hub);
    expect(await assay.push(folder(), name, { public: true })).toMatchObject({ private: false });
    await expect(assay.push(folder(line("r8")), name)).rejects.toMatchObject({ code: "export/hub-public" });
  });

  test.each(["one", "a/b/c", "-a/b", "a/..", "a/b--c", "a/b.git", "a b/c", ""])(
    "the repository %j",
    async (repository) => {
      await expect(openAssay().push(folder(), repository)).rejects.toMatchObject({ code: "config/repository" });
    },
  );

  test.each([
    [{}, "config/token", "HF_TOKEN"],
    [{ HF_TOKEN: "secret" }, "config/token", "begins with hf_"],
    [{ HF_TOKEN: "hf_abc", HF_ENDPOINT: "ftp://hub" }, "config/endpoint", "http"],
    [{ HF_TOKEN: "hf_abc", HF_ENDPOINT: "http://hub.example" }, "config/endpoint", "https"],
    [{ HF_TOKEN: "hf_abc", HF_ENDPOINT: "https://me:word@hub.example" }, "config/endpoint", "HF_TOKEN"],
  ])("the environment %j", async (environment, code, words) => {
    const refused = openAssay({}, { environment }).push(folder(), name);
    await expect(refused).rejects.toMatchObject({ code, line: expect.stringContaining(words) });
  });
});

describe("--dry-run", () => {
  test("says what would change, and only reads", async () => {
    const hub = await openHub();
    const assay = assayFor(hub);
    const first = await assay.push(folder(), name, { dryRun: true });
    expect(first).toMatchObject({ created: true, commit: null, dryRun: true });
    expect(first.files.every((file) => file.action === "add")).toBe(true);
    expect(requests(hub, /^(POST|PUT|DELETE) /)).toEqual([]);
    expect(hub.store.get(name)).toBeUndefined();
  });

  test("without a token asks nobody", async () => {
    const hub = await openHub();
    const result = await assayFor(hub, "").push(folder(), name, { dryRun: true });
    expect(result.notes.join(" ")).toContain("the Hub was not asked");
    expect(hub.log).toEqual([]);
  });
});

describe("when things go wrong", () => {
  test("somebody else's push in between: an error, and theirs stays", async () => {
    let meddle = false;
    const hub: Emulator = await openHub({
      beforeCommit: (repository) => {
        if (!meddle) return;
        meddle = false;
        const found = hub.store.get(repository)!;
        hub.store.commit(
          found,
          "main",
          "theirs",
          new Map(headOf(hub).files).set("theirs.md", { oid: "1", size: 0, lfs: false, content: Buffer.alloc(0) }),
        );
      },
    });
    const assay = assayFor(hub);
    const place = folder();
    await assay.push(place, name);
    meddle = true;
    appendFileSync(join(place, "sft", "train.jsonl"), line("r3"));
    const refused = assay.push(place, name);
    await expect(refused).rejects.toMatchObject({ code: "export/hub-conflict", retryable: true });
    await expect(refused).rejects.toThrow("nothing was overwritten");
    expect(headOf(hub).title).toBe("theirs");
    await assay.push(place, name);
    expect([...headOf(hub).files.keys()]).toEqual(expect.arrayContaining(["theirs.md", "README.md"]));
  });

  test.each([
    ["hf_reader", "export/hub-denied", /write/],
    ["hf_nobody1234567", "export/hub-denied", /401/],
  ])("the token %s may not write: denied, and the token is nowhere in the error", async (token, code, words) => {
    const hub = await openHub();
    const error = await assayFor(hub, token)
      .push(folder(), name)
      .catch((caught: unknown) => caught as Error & { code: string; line: string });
    expect(error).toMatchObject({ code });
    expect((error as { line: string }).line).toMatch(words);
    const told = `${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
    expect(told).not.toContain(token);
  });

  test.each([
    ["429 with Retry-After", { on: /^PUT \/lfs/, kind: "status", status: 429, retryAfter: 2, times: 2 }],
    ["500 on preupload", { on: /preupload/, kind: "status", status: 500, times: 1 }],
    ["503 on reading", { on: /^GET/, kind: "status", status: 503, times: 2 }],
    ["a connection dropped while a file goes up", { on: /^PUT \/lfs/, kind: "drop", times: 1 }],
    ["a slow server", { on: /commit/, kind: "slow", milliseconds: 300, times: 1 }],
  ] as const)("%s passes by itself", async (_name, fault) => {
    const hub = await openHub({ lfsAbove: 100_000, faults: [fault] });
    const place = folder();
    await assayFor(hub).push(place, name);
    expect(sha(headOf(hub).files.get("large.bin")!.content!)).toBe(sha(readFileSync(join(place, "large.bin"))));
  });

  test("what stays broken is an error that says to run again; then only missing files go up", async () => {
    const hub = await openHub({
      lfsAbove: 100_000,
      faults: [{ on: /\/commit\//, kind: "status", status: 500, times: 1 }],
    });
    const place = folder();
    const assay = assayFor(hub);
    const failed = assay.push(place, name);
    await expect(failed).rejects.toMatchObject({
      code: "export/hub-unavailable",
      hint: expect.stringContaining("again"),
    });
    expect(headOf(hub).files.has("README.md")).toBe(false);
    await assay.push(place, name);
    expect(requests(hub, /^PUT \/lfs/)).toHaveLength(1);
    expect(headOf(hub).files.has("large.bin")).toBe(true);
  });

  test("a commit whose answer is lost is found when the push is run again", async () => {
    const hub = await openHub({ faults: [{ on: /\/commit\//, kind: "drop-after", times: 1 }] });
    const place = folder();
    const assay = assayFor(hub);
    await expect(assay.push(place, name)).rejects.toMatchObject({ code: "export/hub-unreachable" });
    const head = headOf(hub).id;
    expect(await assay.push(place, name)).toMatchObject({ commit: null, parent: head });
  });

  test("nobody at the address", async () => {
    const hub = await startHubEmulator();
    await hub.close();
    await expect(assayFor(hub).push(folder(), name)).rejects.toMatchObject({ code: "export/hub-unreachable" });
  });

  test("Ctrl-C ends an upload, and nothing is committed", async () => {
    const hub = await openHub({ lfsAbove: 100_000, faults: [{ on: /^PUT \/lfs/, kind: "slow", milliseconds: 5_000 }] });
    const stop = new AbortController();
    const pushing = assayFor(hub).push(folder(), name, {
      signal: stop.signal,
      onProgress: ({ phase }) => phase === "uploading" && stop.abort(),
    });
    await expect(pushing).rejects.toMatchObject({ name: "AbortError" });
    expect(headOf(hub).title).toBe("initial commit");
  });
});
