import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprint, nearFingerprint, promptMark } from "../../src/review/duplicates.ts";

describe("fingerprint", () => {
  test.each([
    ["What is 2 + 3?", "what is  2 + 3"],
    ["The “mass” is 3.0 g.", 'The "mass" is 3.0 g'],
    ["It is ﬁne.", "It is fine"],
    ["x − 3", "x - 3"],
    ["10⁻⁷ mol", "10^-7 mol"],
    ["**Find** x.", "Find x."],
  ])("%s equals %s", (a, b) => expect(fingerprint(a)).toBe(fingerprint(b)));

  test.each([
    ["What is 2 + 3?", "What is 2 - 3?"],
    ["3.5 g", "35 g"],
    ["10² m", "102 m"],
    ["-5", "5"],
    ["1,2", "12"],
    ["50 %", "50"],
  ])("%s differs from %s", (a, b) => expect(fingerprint(a)).not.toBe(fingerprint(b)));
});

describe("nearFingerprint", () => {
  test.each([
    ["Calculate the mass of 2.0 mol of water.", "What is the mass of 2.0 mol water?"],
    ["Find the roots of x^2 - 3x = 4.", "Determine the root of x^2 - 3x = 4!"],
  ])("%s is near %s", (a, b) => expect(nearFingerprint(a)).toBe(nearFingerprint(b)));

  test.each([
    ["Calculate the mass of 2.0 mol of water.", "Calculate the mass of 2.1 mol of water."],
    ["Calculate the mass of 2.0 mol of water.", "Calculate the mass of 2.0 mol of propane."],
    ["What mass of NaCl forms from 2 g of HCl?", "What mass of HCl forms from 2 g of NaCl?"],
    ["3 apples cost 5 euros", "5 apples cost 3 euros"],
    ["2 + 3", "2 * 3"],
    ["Convert 5 to base 2", "Convert 5 from base 2"],
    ["a 20 m rope", "a 20 s rope"],
  ])("%s is not near %s", (a, b) => expect(nearFingerprint(a)).not.toBe(nearFingerprint(b)));
});

test("both are 64 hexadecimal digits for any text, and the same each time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const key of [fingerprint, nearFingerprint]) {
        expect(key(text)).toMatch(/^[0-9a-f]{64}$/);
        expect(key(text)).toBe(key(text));
      }
    }),
  );
});

describe("promptMark", () => {
  test("knows a problem with data through other fillers", () => {
    const mark = promptMark("Calculate the mass of 2.0 mol of water (18.015 g/mol).");
    expect(promptMark("Please find the mass of 2.0 mol of water (18.015 g/mol)")).toBe(mark);
    expect(promptMark("Calculate the mass of 2.1 mol of water (18.015 g/mol).")).not.toBe(mark);
  });

  test("keeps questions apart that differ in the word that asks, and knows their other spellings", () => {
    expect(promptMark("When did Rome fall?")).not.toBe(promptMark("How did Rome fall?"));
    expect(promptMark("Which war began in 1914?")).not.toBe(promptMark("How many wars began in 1914?"));
    expect(promptMark("When did  Rome fall")).toBe(promptMark("When did Rome fall?"));
  });
});
