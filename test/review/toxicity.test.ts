import { describe, expect, test } from "vitest";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { work } from "../../src/offline/family.ts";
import { reviewChecks } from "../../src/review/index.ts";
import { subjectOf } from "./subjects.ts";
import { innocent, open, toxic } from "./toxicity-lines.ts";

const good = subjectOf(work(stoichiometry, "medium", 7));
const find = (response: string, prompt = "What follows?") =>
  reviewChecks.toxicity.run({ ...good, text: { prompt, response } });
const rows = (table: typeof toxic) =>
  Object.entries(table).flatMap(([kind, lines]) => lines.map((line) => [kind, line] as const));

describe("toxicity", () => {
  test.each(rows(innocent))("lets %s be: %s", (_kind, line) => {
    expect(find(line)).toMatchObject({ status: "passed", fatal: false });
    expect(find(`First. ${line} And so on.`)).toMatchObject({ status: "passed", fatal: false });
  });

  test.each(rows(toxic))("finds %s: %s", (_kind, line) => {
    expect(find(line)).toMatchObject({ status: "failed", fatal: true });
    expect(find("So be it.", `Mind this. ${line}`)).toMatchObject({ status: "failed", fatal: true });
  });

  test.each(open)("leaves to a reader, neither right nor wrong: %s", (line) => {
    expect(find(line)).toMatchObject({ status: "unchecked", fatal: false });
  });

  test("finds abuse behind something that a reader must decide", () => {
    expect(find(`${open[0]} ${toxic.threats![0]}`)).toMatchObject({ fatal: true });
  });

  const hostile = ["you ", "kill ", "go ", "the women are ", "said ", "*", "n*", "a", " ", "I will ", "you are so "];
  test.each(hostile)("ends soon on 200,000 characters of %j", (piece) => {
    find(piece.repeat(200_000 / piece.length));
  });
});
