import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { balanceEquation } from "../../tools/chemistry/balance.ts";
import { parseSpecies } from "../../tools/chemistry/formula.ts";

const balanced: [equation: string, result: string][] = [
  ["H2 + O2 -> H2O", "2 H2 + O2 → 2 H2O"],
  ["C3H8 + O2 → CO2 + H2O", "C3H8 + 5 O2 → 3 CO2 + 4 H2O"],
  ["2 C3H8 + 10 O2 = 6 CO2 + 8 H2O", "C3H8 + 5 O2 → 3 CO2 + 4 H2O"],
  ["H₂+O₂⟶H₂O", "2 H2 + O2 → 2 H2O"],
  ["Fe + O2 --> Fe2O3", "4 Fe + 3 O2 → 2 Fe2O3"],
  ["Ca3(PO4)2 + SiO2 + C -> CaSiO3 + CO + P4", "2 Ca3(PO4)2 + 6 SiO2 + 10 C → 6 CaSiO3 + 10 CO + P4"],
  ["KMnO4 + HCl -> KCl + MnCl2 + H2O + Cl2", "2 KMnO4 + 16 HCl → 2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2"],
  ["MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O", "MnO4^- + 5 Fe^2+ + 8 H^+ → Mn^2+ + 5 Fe^3+ + 4 H2O"],
  ["MnO4⁻ + Fe²⁺ + H⁺ → Mn²⁺ + Fe³⁺ + H2O", "MnO4^- + 5 Fe^2+ + 8 H^+ → Mn^2+ + 5 Fe^3+ + 4 H2O"],
  ["MnO4- + Fe2+ + H+ -> Mn2+ + Fe3+ + H2O", "MnO4- + 5 Fe2+ + 8 H+ → Mn2+ + 5 Fe3+ + 4 H2O"],
  ["Cr2O7^{2-} + H+ + e- -> Cr^{3+} + H2O", "Cr2O7^2- + 14 H+ + 6 e- → 2 Cr^3+ + 7 H2O"],
  ["Ag+ + Cu -> Ag + Cu^2+", "2 Ag+ + Cu → 2 Ag + Cu^2+"],
  ["CuSO4·5H2O -> CuSO4 + H2O", "CuSO4·5H2O → CuSO4 + 5 H2O"],
  ["NaOH(aq) + H2SO4(aq) -> Na2SO4(aq) + H2O(l)", "2 NaOH + H2SO4 → Na2SO4 + 2 H2O"],
  ["Al + Fe3O4 -> Al2O3 + Fe", "8 Al + 3 Fe3O4 → 4 Al2O3 + 9 Fe"],
  ["[Fe(CN)6]^4- + Cl2 -> [Fe(CN)6]^3- + Cl-", "2 [Fe(CN)6]^4- + Cl2 → 2 [Fe(CN)6]^3- + 2 Cl-"],
  [
    "K4Fe(CN)6 + KMnO4 + H2SO4 -> KHSO4 + Fe2(SO4)3 + MnSO4 + HNO3 + CO2 + H2O",
    "10 K4Fe(CN)6 + 122 KMnO4 + 299 H2SO4 → 162 KHSO4 + 5 Fe2(SO4)3 + 122 MnSO4 + 60 HNO3 + 60 CO2 + 188 H2O",
  ],
];

describe("balanceEquation", () => {
  test.each(balanced)("%s", (equation, result) =>
    expect(balanceEquation(equation)).toMatchObject({ equation: result }),
  );

  test.each([
    ["H2 + O2 -> H2O + NaCl", "Na stands on one side only"],
    ["H2O -> H2O2", "no coefficients"],
    ["Fe^2+ -> Fe^3+", "no coefficients"],
    ["H2 + O2 -> H2O + H2O2", "no unique balance"],
    ["H2O + O2 -> H2 ", "O stands on one side only"],
    ["CO2 + H2O + O2 -> C6H12O6", "other side"],
    ["H2 + O2", "one arrow"],
    ["H2 -> O2 -> H2O", "one arrow"],
    ["Xx + O2 -> XxO", "no element"],
    ["H2 + -> H2O", "no formula"],
    ["C(H2 + O2 -> CH2O", "bracket"],
    ["water -> steam", "no formula"],
    ["", "one arrow"],
  ])("%s is refused: %s", (equation, reason) => {
    const result = balanceEquation(equation);
    expect(result).toBeTypeOf("string");
    expect(result).toContain(reason);
  });

  test("whatever it balances conserves every element and the charge", () => {
    const species = fc.constantFrom(
      "H2",
      "O2",
      "H2O",
      "CO2",
      "CO",
      "CH4",
      "Fe^2+",
      "Fe^3+",
      "e-",
      "H+",
      "OH-",
      "MnO4^-",
      "Mn^2+",
    );
    const side = fc.uniqueArray(species, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(side, side, (left, right) => {
        const result = balanceEquation(`${left.join(" + ")} -> ${right.join(" + ")}`);
        if (typeof result === "string") return;
        const totals = new Map<string, number>();
        [...left, ...right].forEach((text, index) => {
          const one = parseSpecies(text);
          if (typeof one === "string") throw new Error(one);
          const count = result.coefficients[index]! * (index < left.length ? 1 : -1);
          expect(result.coefficients[index]).toBeGreaterThan(0);
          for (const [element, atoms] of [...one.atoms, ["charge", one.charge] as const]) {
            totals.set(element, (totals.get(element) ?? 0) + count * atoms);
          }
        });
        expect([...totals.values()].every((total) => total === 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void balanceEquation(text)));
    const parts = fc.constantFrom(
      "H",
      "2",
      "(",
      ")",
      "[",
      "]",
      "+",
      "-",
      "^",
      "->",
      " ",
      "O",
      "·",
      "e-",
      "=",
      "{",
      "}",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (text) => void balanceEquation(text.join(""))),
      { numRuns: 500 },
    );
  });
});
