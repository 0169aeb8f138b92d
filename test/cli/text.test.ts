import { describe, expect, test } from "vitest";
import { bar, bytes, duration, money, rate } from "../../src/cli/format.ts";
import { noPaint, paint, wantsColour } from "../../src/cli/paint.ts";
import { pairs, table } from "../../src/cli/table.ts";
import { cut, displayWidth, printable, wrap } from "../../src/cli/text.ts";

describe("the width of text", () => {
  test.each([
    ["abc", 3],
    ["naïve", 5],
    ["e\u0301", 1],
    ["H₂O → x", 7],
    ["化学", 4],
    ["", 0],
  ])("of %s is %d", (text, width) => expect(displayWidth(text)).toBe(width));
});

describe("wrapping", () => {
  test.each([
    ["one two three", 8, ["one two", "three"]],
    ["  indented words here", 12, ["  indented", "  words here"]],
    ["x = 1   # note", 20, ["x = 1   # note"]],
    ["a\n\nb", 10, ["a", "", "b"]],
    ["abcdefghijkl", 8, ["abcdefgh", "ijkl"]],
    ["化学化学化学", 8, ["化学化学", "化学"]],
    ["", 10, [""]],
  ])("%j at %d", (text, width, lines) => expect(wrap(text, width)).toEqual(lines));

  test("takes away what could steer a terminal", () => {
    expect(printable("a\u001b[31mb\u0007\rc\u202e\td")).toBe("abc  d");
  });

  test("cuts with an ellipsis", () => {
    expect(cut("one two three", 8)).toBe("one two…");
    expect(cut("short", 8)).toBe("short");
  });
});

describe("tables", () => {
  const columns = [{ title: "name" }, { title: "rows", align: "right" as const }, { title: "why", least: 10 }];
  const rows = [
    ["one", "1", "because it is the first of them all and stands before the others"],
    ["twenty", "20", "later"],
  ];

  test("the widest column gives way", () => {
    expect(table(columns, rows, { width: 40 })).toEqual([
      "name    rows  why",
      "one        1  because it is the first of",
      "              them all and stands before",
      "              the others",
      "twenty    20  later",
    ]);
  });

  test("columns that do not fit stand below each other", () => {
    expect(table(columns, rows.slice(1), { width: 17 })).toEqual(["name  twenty", "rows  20", "why   later"]);
  });

  test.each([20, 24, 40, 80])("fit %d columns", (width) => {
    for (const line of [...table(columns, rows, { width }), ...pairs([["name", rows[0]![2]!]], { width })]) {
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test("are the same with colours, but for the colours", () => {
    const styled = columns.map((column) => ({ ...column, style: "cyan" as const }));
    const coloured = table(styled, rows, { width: 40, paint });
    expect(coloured.map((line) => line.replace(/\u001b\[\d+m/g, ""))).toEqual(table(columns, rows, { width: 40 }));
  });
});

describe("numbers for people", () => {
  test.each([
    [money(null), "unknown"],
    [money(0), "$0.00"],
    [money(0.00042), "$0.000420"],
    [money(0.1234), "$0.1234"],
    [money(12.3), "$12.30"],
    [duration(0), "0.0 s"],
    [duration(40.2), "41 ms"],
    [duration(1_440), "1.4 s"],
    [duration(12_400), "12 s"],
    [duration(185_000), "3 min 5 s"],
    [duration(7_800_000), "2 h 10 min"],
    [rate(0), "0.0 rows/s"],
    [rate(0.5), "30.0 rows/min"],
    [rate(12.44), "12.4 rows/s"],
    [rate(250.4), "250 rows/s"],
    [bytes(999), "999 B"],
    [bytes(1_234_567), "1.2 MB"],
    [bar(0.5, 4), "██░░"],
    [bar(7, 4), "████"],
    [bar(-1, 4), "░░░░"],
  ])("%s", (text, expected) => expect(text).toBe(expected));
});

describe("colours", () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ])("on a terminal %s with %j: %s", (tty, environment, wanted) => {
    expect(wantsColour(tty, environment)).toBe(wanted);
  });

  test("nothing is painted where none are wanted", () => expect(noPaint("red", "x")).toBe("x"));
});
