import { describe, expect, test } from "vitest";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { work } from "../../src/offline/family.ts";
import { reviewChecks } from "../../src/review/index.ts";
import { harmless, personal, unclear } from "./personal-data-lines.ts";
import { subjectOf } from "./subjects.ts";

const good = subjectOf(work(stoichiometry, "medium", 7));
const find = (response: string, prompt = "What follows?") =>
  reviewChecks["personal-data"].run({ ...good, text: { prompt, response } });

describe("personal data", () => {
  test.each(harmless)("are not in: %s", (line) => {
    expect(find(line)).toMatchObject({ status: "passed", fatal: false });
  });

  test.each(personal)("are in: %s", (line) => {
    expect(find(line)).toMatchObject({ status: "failed", fatal: true });
    expect(find("So be it.", `Mind this. ${line}`)).toMatchObject({ status: "failed", fatal: true });
  });

  test.each(unclear)("may be in, neither right nor wrong: %s", (line) => {
    expect(find(line)).toMatchObject({ status: "unchecked", fatal: false });
  });

  test("are found behind something unclear", () => {
    expect(find(`${unclear[0]} ${personal[0]}`)).toMatchObject({ fatal: true });
  });

  const hostile = [
    " ",
    "+",
    "+1 ",
    "1",
    "12 34 ",
    "a.",
    "a@",
    "x@a.",
    "AB12",
    "A1 ",
    "212-",
    "tel: 0 ",
    "4111 1111 ",
    "(",
    "\t",
  ];
  test.each(hostile)("are looked for in 200,000 characters of %j soon", (piece) => {
    find(`1234 @ ${piece.repeat(200_000 / piece.length)}`);
  });
});
