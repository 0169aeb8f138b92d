import { describe, expect, test } from "vitest";
import { configFields, configHelp, configTable, definitions, didYouMean, nearest } from "../../src/config/index.ts";

const widest = (text: string): number => Math.max(...text.split("\n").map((line) => line.length));

describe("the table of settings", () => {
  test("has one row for every setting, with four cells", () => {
    const lines = configTable().split("\n");
    expect(lines).toHaveLength(configFields().length + 2);
    for (const line of lines) expect(line.replaceAll("\\|", "").split("|")).toHaveLength(6);
  });

  test("names flag, variable, default and meaning", () => {
    expect(configTable()).toContain("| `--db` | `ASSAY_DB` | `assay.db` | SQLite file or postgres:// URL |");
    expect(configTable()).toContain("`mcpServers` |  |  |");
  });
});

describe("the help of settings", () => {
  test.each([80, 60, 40])("fits %d columns", (width) => {
    expect(widest(configHelp(undefined, width))).toBeLessThanOrEqual(width);
  });

  test("shows the chosen ones only, with their default", () => {
    expect(configHelp(["seed"])).toBe("  --seed N  seed of every random choice (default 0)");
  });

  test("shows how a switch is turned off", () => {
    expect(configHelp(["cache"])).toContain("--[no-]cache");
  });

  test("a long term stands on a line of its own", () => {
    expect(definitions([["--a-very-long-flag-name TEXT", "what it means"]], 40)).toBe(
      `  --a-very-long-flag-name TEXT\n${" ".repeat(20)}what it means`,
    );
  });
});

describe("the nearest word", () => {
  const words = ["count", "concurrency", "domain", "difficulty", "db"];
  test.each([
    ["cuont", "count"],
    ["counts", "count"],
    ["dificulty", "difficulty"],
    ["Count", "count"],
    ["concur", "concurrency"],
    ["bd", "db"],
    ["zebra", undefined],
    ["c", undefined],
    ["", undefined],
  ])("to %s is %s", (word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  test("is asked for as a question", () => {
    expect(didYouMean("cuont", words)).toBe("Did you mean count?");
    expect(didYouMean("zebra", words)).toBeUndefined();
  });
});
