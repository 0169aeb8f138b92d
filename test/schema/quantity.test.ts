import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { units } from "../../schema/quantity/units.ts";
import {
  compareAnswers,
  convertUnits,
  findQuantities,
  parseQuantity,
  parseUnit,
  readAnswer,
} from "../../schema/quantity.ts";
import { comparisons } from "./quantity-cases.ts";

describe("compareAnswers", () => {
  test("the table is large", () => expect(comparisons.length).toBeGreaterThanOrEqual(100));

  test.each(comparisons)("%s against %s is %s", (claimed, computed, verdict) => {
    expect(compareAnswers(claimed, computed)).toMatchObject({ verdict, reason: expect.stringMatching(/\S/) });
  });

  test("a given tolerance takes the place of the usual one", () => {
    expect(compareAnswers("1230", "1234").verdict).toBe("different");
    expect(compareAnswers("1230", "1234", { tolerance: 0.01 }).verdict).toBe("equal");
    expect(compareAnswers("5.000 g", "5.020 g", { tolerance: 0.001 }).verdict).toBe("different");
    expect(compareAnswers("5.000 g", "5.200 g", { tolerance: 0.05 }).verdict).toBe("equal");
  });

  test("every text is equal to itself or cannot be compared", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), writtenQuantity), (text) => {
        expect(compareAnswers(text, text).verdict).not.toBe("different");
      }),
      { numRuns: 600 },
    );
  });

  test("never throws, whatever the texts", () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        expect(["equal", "different", "incomparable"]).toContain(compareAnswers(a, b).verdict);
        findQuantities(a);
        parseUnit(b);
        readAnswer(a);
      }),
      { numRuns: 1500 },
    );
  });

  test("is symmetric in numbers of one unit when the tolerance is wider than the rounding", () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0.9, max: 1.1, noNaN: true }), plainUnit, (value, ratio, unit) => {
        const [a, b] = [`${value.toPrecision(5)} ${unit}`, `${(value * ratio).toPrecision(5)} ${unit}`];
        const options = { tolerance: 0.03 };
        expect(compareAnswers(a, b, options).verdict).toBe(compareAnswers(b, a, options).verdict);
      }),
    );
  });

  test("a number is equal to itself in every prefix", () => {
    const prefix = fc.constantFrom(
      ["k", 1e-3],
      ["m", 1e3],
      ["µ", 1e6],
      ["M", 1e-6],
      ["n", 1e9],
      ["", 1],
    ) as fc.Arbitrary<[string, number]>;
    fc.assert(
      fc.property(
        size,
        fc.constantFrom("g", "mol", "L", "Pa", "J", "V", "Hz", "m"),
        prefix,
        (value, unit, [name, factor]) => {
          const [a, b] = [`${value} ${unit}`, `${value * factor} ${name}${unit}`];
          expect(compareAnswers(a, b)).toMatchObject({ verdict: "equal" });
          expect(compareAnswers(a, `${value * factor * 1.05} ${name}${unit}`)).toMatchObject({ verdict: "different" });
        },
      ),
    );
  });
});

const size = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
const plainUnit = fc.constantFrom("g", "mol/L", "kJ/mol", "m/s^2", "Pa", "Ω", "");
const writtenQuantity = fc.tuple(size, plainUnit).map(([value, unit]) => `${value.toPrecision(4)} ${unit}`);
const nasty = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        "1",
        "0",
        ".",
        ",",
        "e",
        "-",
        "+",
        "^",
        "(",
        ")",
        "/",
        "·",
        " ",
        "g",
        "mol",
        "°C",
        "%",
        "⁻",
        "²",
        "×",
        "10",
        "=",
        "$",
        "\\",
        "{",
        "}",
        "Answer:",
        "±",
        "of",
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "1".repeat(5000),
    "(".repeat(5000),
    "1e-9999",
    "9".repeat(400),
    `1 g${" g".repeat(500)}`,
    "m^".repeat(90),
  ),
);

describe("parseQuantity", () => {
  const cases: [string, Partial<ReturnType<typeof parseQuantity>> | null][] = [
    ["0.340 mol", { value: 0.34, unit: "mol", figures: 3, decimals: 3, integer: false }],
    ["1.2e-5 mol/L", { value: 1.2e-5, unit: "mol/L", figures: 2, decimals: null, integer: false }],
    ["1.20 × 10^-5", { value: 1.2e-5, unit: "", figures: 3, decimals: null }],
    ["1,234.5 kJ", { value: 1234.5, unit: "kJ", figures: 5, decimals: 1 }],
    ["-3.2 °C", { value: -3.2, unit: "°C", figures: 2, decimals: 1 }],
    ["45 %", { value: 45, unit: "%", figures: 2, decimals: 0, integer: true }],
    ["1200", { value: 1200, unit: "", figures: null, decimals: 0, integer: true }],
    ["10^-7", { value: 1e-7, figures: null, integer: false }],
    ["0.00120 g.", { value: 0.0012, figures: 3, decimals: 5 }],
    ["x = 3", { value: 3, unit: "" }],
    ["[H+] = 1.0e-7 M", { value: 1e-7, unit: "M" }],
    ["3.5 ± 0.2 g", { value: 3.5, unit: "g" }],
    ["3 degrees Celsius", { value: 3, unit: "°C" }],
    ["$12.50", { value: 12.5, unit: "USD" }],
    ["12 red marbles", { value: 12, unit: "red marbles" }],
    ["H2O", null],
    ["2x", null],
    ["5!", null],
    ["12:30", null],
    ["2:3", null],
    ["(3, 4)", null],
    ["1, 2, 3", null],
    ["3,14", null],
    ["5 to 6", null],
    ["0x1F", null],
    ["2 Na + Cl2", null],
    ["x > 3", null],
    ["", null],
    ["no number", null],
  ];
  test.each(cases)("%s", (text, expected) => {
    const quantity = parseQuantity(text);
    if (expected === null) expect(quantity).toBeNull();
    else expect(quantity).toMatchObject(expected);
  });

  test("reads back what it wrote", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), plainUnit, (value, unit) => {
        expect(parseQuantity(`${value} ${unit}`)).toMatchObject({ value: value === 0 ? 0 : value, unit });
      }),
    );
  });
});

describe("units", () => {
  test.each(units.flatMap((unit) => [...unit.symbols, ...unit.names].map((name) => [name, unit] as const)))(
    "%s is read as itself",
    (name, unit) =>
      expect(parseUnit(name)).toEqual({ factor: unit.factor, offset: unit.offset ?? 0, dimension: unit.dimension }),
  );

  test.each([
    [1, "in", "cm", 2.54],
    [1, "mi", "km", 1.609344],
    [1, "lb", "g", 453.59237],
    [1, "gal", "L", 3.785411784],
    [1, "psi", "Pa", 6894.757293168361],
    [1, "Å", "nm", 0.1],
    [1, "ha", "m^2", 1e4],
    [100, "°C", "°F", 212],
    [-40, "°F", "°C", -40],
    [0, "K", "°C", -273.15],
    [1, "ly", "m", 9.4607304725808e15],
    [60, "rpm", "rad/s", 2 * Math.PI],
    [1, "Da", "kg", 1.66053906892e-27],
    [22.4, "L·atm", "J", 2269.68],
    [1, "cubic metre", "litres", 1000],
    [1, "square kilometre", "ha", 100],
    [1, "kilowatt", "J/s", 1000],
    [3, "metres per second squared", "m/s^2", 3],
    [1, "mol/(L·min)", "M/s", 1 / 60],
  ])("%d %s in %s", (value, from, to, expected) => {
    expect(convertUnits(value, from, to)).toBeCloseTo(expected, 9 - Math.floor(Math.log10(Math.abs(expected) + 1)));
  });

  test.each([
    ["m", "s"],
    ["%", ""],
    ["rad", ""],
    ["foo", "m"],
    ["m", "m^2"],
    ["m)", "m"],
    ["(m", "m"],
    ["m/", "m"],
  ])("%s is not converted to %s", (from, to) => expect(convertUnits(1, from, to)).toBeNull());

  test("conversions round trip", () => {
    const names = units.flatMap((unit) => unit.symbols);
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        (value, a, b) => {
          const there = convertUnits(value, a, b);
          fc.pre(there !== null && Math.abs(there) < 1e200);
          const back = convertUnits(there!, b, a)!;
          expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("readAnswer", () => {
  test.each([
    ["Answer: 5 g\n", "5 g"],
    ["working\nAnswer: 5 g\nAnswer: 6 g\nbye\n", "6 g"],
    ["**Answer:** 5 g", "5 g"],
    ["answer : 5 g\r\n", "5 g"],
    ["Answer:\n", null],
    ["The Answer: 5", null],
    ["5 g", null],
    ["", null],
  ])("%j gives %s", (stdout, expected) => expect(readAnswer(stdout)).toBe(expected));
});

describe("findQuantities", () => {
  test.each([
    ["With M(CO2) = 44.009 g/mol the mass is 25.3 g.", ["44.009 g/mol", "25.3 g"]],
    ["C3H8 + 5 O2 → 3 CO2 at 10^-7 M", ["5", "3", "1e-7 M"]],
    ["x^2 + 2x - 3 = 0, so x_1 = -3 and x = 1.", ["3", "0", "-3", "1"]],
    ["It falls at 3.4 m s^-1 in total, 5 in all, in 2019.", ["3.4 m s^-1", "5", "2019"]],
    ["3 J / (g K), 8.314 J mol^-1 K^-1.", ["3 J/(g K)", "8.314 J mol^-1 K^-1"]],
    ["6 C atoms, 25 degrees Celsius, 36.0\\ \\text{g}", ["6", "25 °C", "36 g"]],
    ["`12.0 J` and **5 m2**", ["12 J", "5 m2"]],
    ["[1, 2, 3] 5/6", ["1", "2", "3", "0.8333333333333334"]],
  ])("%s", (text, expected) => {
    expect(findQuantities(text).found.map(({ value, unit }) => `${value} ${unit}`.trim())).toEqual(expected);
  });
});
