import { beforeAll, describe, expect, test } from "vitest";
import { findQuantities } from "../../schema/quantity.ts";
import { evaluate } from "../../schema/training/chat/arithmetic.ts";
import { type Turn, unsupportedNumber } from "../../schema/training/chat/numbers.ts";
import { chat } from "../../schema/training/chat.ts";
import type { Facts } from "../../schema/training/define.ts";
import { executed, worked } from "./worked.ts";

describe("arithmetic as people write it", () => {
  test.each([
    ["93.45 g / 31.998 g/mol", 2.9205],
    ["2.920 mol × 4/5", 2.336],
    ["0.7996 V − (-0.1375 V)", 0.9371],
    ["ln(0.00240/2.95e-4)", 2.0963],
    ["-log10(1.8e-5)", 4.7447],
    ["82.7 × 47.6 / (82.7 + 47.6)", 30.211],
    ["(3.0)^3", 27],
    ["4!", 24],
    ["C(8, 2) × 3", 84],
    ["100 × 8.697 mg / 134.44 mg", 6.469],
    ["sqrt(2^2 + 3 × 4)", 4],
    ["½ × 28.5 × 3.9^2", 216.74],
    ["5 - 3", 2],
    ["2 - -3", 5],
  ])("%s", (written, value) => {
    expect(evaluate(written)).toBeCloseTo(value, 2);
  });
  test.each(["", "the mass", "2 x + 1", "(2", "2 +", "1/0", "print(2)", "constructor(2)", "200!!!", "f(2)"])(
    "“%s” is none",
    (written) => {
      expect(evaluate(written)).toBeNull();
    },
  );
});

const turns = (...contents: string[]): Turn[] =>
  contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content }));

describe("numbers of the assistant", () => {
  const question = "What is the mass of 0.500 mol of NaCl (58.44 g/mol)?";
  test("may stand in the question, in what was computed, or follow from written arithmetic", () => {
    expect(unsupportedNumber(turns(question, "You have 0.500 mol. 0.500 mol × 58.44 g/mol = 29.22 g."), "")).toBeNull();
    expect(unsupportedNumber(turns(question, "It is 29.2 g."), "Answer: 29.22 g")).toBeNull();
    expect(unsupportedNumber(turns(question, "Step 1: multiply.\nStep 2: done."), "")).toBeNull();
  });
  test("may be repeated once they were borne out", () => {
    const messages = turns(question, "0.500 × 58.44 = 29.22.", "So?", "So 29.22 g.");
    expect(unsupportedNumber(messages, "")).toBeNull();
  });
  test("from nowhere, miscalculated or with another sign are found", () => {
    expect(unsupportedNumber(turns(question, "It is 31 g."), "Answer: 29.22 g")).toEqual({ turn: 1, written: "31 g" });
    expect(unsupportedNumber(turns(question, "0.500 mol × 58.44 g/mol = 29.8 g."), "")?.written).toBe("29.8 g");
    expect(unsupportedNumber(turns(question, "The change is -29.22 kJ."), "Answer: 29.22 kJ")).not.toBeNull();
  });
  test("of the user are the user's business", () => {
    expect(unsupportedNumber(turns(question, "And you?", "I think 77 g.", "You said 77 g."), "")).toBeNull();
  });
});

describe("dialogues of all families", () => {
  const problems = worked(6);
  let facts: Facts[];
  beforeAll(async () => {
    facts = await executed(problems);
  }, 120_000);
  const rowOf = (index: number) => {
    const draw = { seed: 11, index };
    return chat.finish(chat.fromProblem(problems[index]!, { context: null, draw }), facts[index]!, draw);
  };

  test("a number changed in an assistant's turn is found", () => {
    let planted = 0;
    const missed: string[] = [];
    for (const [index, problem] of problems.entries()) {
      const row = rowOf(index);
      for (const [place, { role, content }] of row.messages.entries()) {
        if (role !== "assistant") continue;
        const { plain, found } = findQuantities(content);
        const target = found.filter(({ figures, integer }) => (figures ?? 0) >= 3 && !integer).at(-1);
        if (target === undefined) continue;
        const digits = plain.slice(target.start, target.end);
        const wrong = digits.replace(/\d(?=[^\d]*\d)/, (digit) => String((Number(digit) + 3) % 10 || 5));
        if (wrong === digits) continue;
        planted += 1;
        const changed = plain.slice(0, target.start) + wrong + plain.slice(target.end);
        const messages = row.messages.map((message, at) => (at === place ? { ...message, content: changed } : message));
        const failed = chat.verify({ ...row, messages }, facts[index]!).some(({ status }) => status === "failed");
        if (!failed) missed.push(`${problem.origin}: ${digits} → ${wrong}`);
      }
    }
    expect(planted).toBeGreaterThan(300);
    // A changed number may by chance be another one of the same problem.
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(planted / 100);
  });
  test("a tutor who calls the student's wrong result the answer is found", () => {
    for (const [index, problem] of problems.entries()) {
      const row = rowOf(index);
      const wrong = problem.misconceptions[0]!.answer;
      const messages = [
        ...row.messages,
        { role: "user" as const, content: `I have ${wrong}.` },
        { role: "assistant" as const, content: `Right, the answer is ${wrong}.` },
      ];
      const failed = chat.verify({ ...row, messages }, facts[index]!).filter(({ status }) => status === "failed");
      expect(
        failed.map(({ name }) => name),
        problem.origin,
      ).toContain("answer-is-right");
    }
  });
});
