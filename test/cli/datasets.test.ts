import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/text.ts";
import { startHubEmulator } from "../emulators/hub/index.mjs";
import { createPlace, type Place } from "./process.ts";

let place: Place;
let hub: Awaited<ReturnType<typeof startHubEmulator>>;
let account: Record<string, string>;

beforeAll(async () => {
  place = createPlace();
  hub = await startHubEmulator({ lfsAbove: 1_000 });
  account = { HF_TOKEN: "hf_writer", HF_ENDPOINT: hub.url };
  await place.run(["generate", "4 GRPO examples for chemistry", "--quiet"]);
  await place.run(["export", "--out", "rows", "--quiet"]);
  mkdirSync(join(place.folder, "none"));
  writeFileSync(join(place.folder, "none", "train.jsonl"), "");
});
afterAll(async () => {
  place.remove();
  await hub.close();
});

const tooWide = (text: string, width = 80): string[] => text.split("\n").filter((line) => displayWidth(line) > width);

describe("stats", () => {
  test("describes the newest run and its export, at 80 and at 40 columns", async () => {
    for (const word of [[], ["rows"]]) {
      const { code, out, error } = await place.run(["stats", ...word]);
      expect([code, error]).toEqual([0, ""]);
      for (const title of ["verdict", "sub-topic", "licence", "CC0-1.0", "distribution", "evenness"])
        expect(out).toContain(title);
      expect(tooWide(out)).toEqual([]);
      expect(tooWide((await place.run(["stats", ...word], { COLUMNS: "40" })).out, 40)).toEqual([]);
    }
    const { statistics, cost } = JSON.parse((await place.run(["stats", "--json"])).out);
    expect(statistics.rows).toBe(4);
    expect(cost.usdPerApprovedRow).toBe(0);
  });

  test("of no row says so", async () => {
    const { code, out } = await place.run(["stats", "none"]);
    expect(code).toBe(0);
    expect(out).toContain("There is no row to describe.");
  });
});

describe("report", () => {
  test("writes one page, and every chart where they are wanted", async () => {
    const { code, out } = await place.run(["report", "--out", "r/page.html", "--svg", "charts", "--samples", "2"]);
    expect(code).toBe(0);
    expect(tooWide(out)).toEqual([]);
    const html = readFileSync(join(place.folder, "r", "page.html"), "utf8");
    expect(html.match(/<article>/g)).toHaveLength(2);
    expect(existsSync(join(place.folder, "charts", "sub-topics.svg"))).toBe(true);
  });
});

describe("diff", () => {
  test("says equal or what differs; only --exit-code makes it the exit code", async () => {
    const same = await place.run(["diff", "rows", "rows", "--exit-code"]);
    expect([same.code, same.out.trimEnd().split("\n").at(-1)]).toEqual([0, "Equal: 4 rows on both sides."]);
    const other = await place.run(["diff", "rows", "none"]);
    expect(other.code).toBe(0);
    expect(other.out).toMatch(/^removed +4 +only in A$/m);
    expect(tooWide(other.out)).toEqual([]);
    expect(tooWide((await place.run(["diff", "rows", "none"], { COLUMNS: "40" })).out, 40)).toEqual([]);
    expect(await place.run(["diff", "rows", "none", "--exit-code", "--quiet"])).toEqual({
      code: 3,
      out: "",
      error: "",
    });
    expect(JSON.parse((await place.run(["diff", "rows", "none", "--json"])).out)).toMatchObject({
      equal: false,
      rows: { removed: 4 },
    });
  });
});

describe("push", () => {
  test("looks first, sends then, and has nothing to send after that", async () => {
    const look = await place.run(["push", "team/chemistry", "--dry-run"], account);
    expect(look.code).toBe(0);
    expect(look.out).toContain("Nothing was sent.");
    expect(tooWide(look.out)).toEqual([]);
    const sent = await place.run(["push", "team/chemistry"], account);
    expect([sent.code, tooWide(sent.out)]).toEqual([0, []]);
    expect(sent.out).toMatch(/files of .* went up in commit [0-9a-f]{12}\./);
    expect(sent.error).toContain("Uploading");
    const again = await place.run(["push", "team/chemistry", "--json"], account);
    expect(JSON.parse(again.out)).toMatchObject({ commit: null, private: true, created: false, locked: true });
    expect(sent.out + sent.error + again.error).not.toContain("hf_writer");
  });

  test("Ctrl-C ends it with 130 and commits nothing", async () => {
    hub.fault({ on: /^PUT \/lfs/, kind: "slow", milliseconds: 20_000, times: 1 });
    writeFileSync(join(place.folder, "rows", "README.md"), "# Rows\n");
    const { child, ended } = place.start(["push", "rows", "team/stopped"], account);
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        if (hub.log.some((entry) => entry.includes("team/stopped.git/info/lfs"))) {
          clearInterval(timer);
          setTimeout(done, 300);
        }
      }, 20);
    });
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect([...hub.store.get("team/stopped")!.commits.values()].map((commit) => commit.title)).toEqual([
      "initial commit",
    ]);
  });
});

describe("what the user can mend ends with 2 and one line", () => {
  test.each([
    [["stats", "no-such-run"], "run/not-found"],
    [["stats", "./no/such/folder"], "run/not-found"],
    [["stats", "rows", "rows"], "config/extra-word"],
    [["report", "--samples", "many"], "config/bad-value"],
    [["report", "--out", ""], "config/bad-value"],
    [["report", "--out", "assay.db/x.html"], "export/unwritable"],
    [["diff"], "config/missing-word"],
    [["diff", "rows"], "config/missing-word"],
    [["diff", "rows", "no-such-run"], "run/not-found"],
    [["push"], "config/missing-word"],
    [["push", "chemistry"], "config/repository"],
    [["push", "team/chemistry"], "config/token"],
    [["push", "none", "team/chemistry", "--branch", "a..b"], "config/bad-value"],
    [["push", "no-such-run", "team/chemistry", "--dry-run"], "run/not-found"],
    [["push", "none/train.jsonl", "team/chemistry", "--dry-run"], "export/unreadable"],
  ])("assay %j", async (args, code) => {
    const ended = await place.run(args);
    expect(ended.code).toBe(2);
    expect(ended.out).toBe("");
    const lines = ended.error
      .trimEnd()
      .split("\n")
      .filter((line) => line.startsWith("assay:"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(code);
  });
});
