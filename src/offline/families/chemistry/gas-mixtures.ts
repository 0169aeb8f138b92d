import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";

/** A mixture of gases, of which the first one's partial pressure is asked. */
interface Parameters {
  unit: "mol" | "g";
  parts: readonly (readonly [string, number])[];
  pressure: number;
  pressureUnit: "kPa" | "atm";
  /** Partial pressure of the first gas is asked, or the total pressure when `pressure` is that of the first gas. */
  wanted: "partial" | "total";
}

const gases = ["N2", "O2", "Ar", "CO2", "He", "CH4", "Ne", "H2", "C2H6"] as const;
const form = (p: Parameters) => ({ unit: p.pressureUnit, tolerance: 0.01, figures: 3 });
const moles = ({ unit, parts }: Parameters): number[] =>
  parts.map(([gas, n]) => (unit === "g" ? n / molarMass(gas) : n));
const share = (numbers: readonly number[]): number => numbers[0]! / numbers.reduce((sum, n) => sum + n, 0);
const answer = ({ wanted, pressure }: Parameters, fraction: number): number =>
  wanted === "partial" ? pressure * fraction : pressure / fraction;
const listed = ({ unit, parts }: Parameters): string => {
  const words = parts.map(([gas, n]) => `${n} ${unit} of ${gas}`);
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
};

export const gasMixtures = defineFamily<Parameters>({
  name: "chemistry/gas-mixtures",
  domain: "chemistry",
  topic: "partial pressure",
  keywords: ["dalton", "gas mixture", "mole fraction", "total pressure"],
  handbook: ["chemistry/gas-mixtures", "chemistry/ideal-gas"],
  sample(random, difficulty) {
    const chosen = random.shuffle(gases).slice(0, difficulty === "easy" ? 2 : 3);
    const unit = difficulty === "easy" ? "mol" : "g";
    const amounts = chosen.map((gas, i) => {
      const n = i === 0 ? random.decimal(0.2, 0.75, 3) : random.decimal(0.95, 2, 3);
      return [gas, unit === "g" ? Number((n * molarMass(gas)).toFixed(2)) : n] as const;
    });
    const pressureUnit = difficulty === "easy" ? "kPa" : random.pick(["kPa", "atm"] as const);
    const pressure = pressureUnit === "kPa" ? random.decimal(90, 480, 1) : random.decimal(0.8, 5, 3);
    return { unit, parts: amounts, pressure, pressureUnit, wanted: difficulty === "hard" ? "total" : "partial" };
  },
  phrasings: [
    (p) =>
      p.wanted === "partial"
        ? `A mixture of ideal gases consists of ${listed(p)}. The total pressure is ${p.pressure} ${p.pressureUnit}. What is the partial pressure of ${p.parts[0]![0]} in ${p.pressureUnit}, to three significant figures?`
        : `A mixture of ideal gases consists of ${listed(p)}. The partial pressure of ${p.parts[0]![0]} is ${p.pressure} ${p.pressureUnit}. What is the total pressure in ${p.pressureUnit}, to three significant figures?`,
    (p) =>
      p.wanted === "partial"
        ? `A steel cylinder at ${p.pressure} ${p.pressureUnit} contains ${listed(p)}. Calculate how much of this pressure is due to ${p.parts[0]![0]}, in ${p.pressureUnit} with three significant figures; treat the gases as ideal.`
        : `In a steel cylinder with ${listed(p)}, the ${p.parts[0]![0]} alone exerts ${p.pressure} ${p.pressureUnit}. Calculate the pressure of the whole mixture in ${p.pressureUnit} with three significant figures; treat the gases as ideal.`,
    (p) =>
      p.wanted === "partial"
        ? `Find the partial pressure (${p.pressureUnit}, three significant figures) of ${p.parts[0]![0]} after ${listed(p)} have been mixed in a vessel in which the pressure is then ${p.pressure} ${p.pressureUnit}. Assume Dalton's law.`
        : `Find the total pressure (${p.pressureUnit}, three significant figures) in a vessel that holds ${listed(p)}, if the partial pressure of ${p.parts[0]![0]} amounts to ${p.pressure} ${p.pressureUnit}. Assume Dalton's law.`,
    (p) =>
      p.wanted === "partial"
        ? `${listed(p)} share one container under a total pressure of ${p.pressure} ${p.pressureUnit}. Using Dalton's law, determine the contribution of ${p.parts[0]![0]} to the pressure in ${p.pressureUnit}, rounded to three significant figures.`
        : `${listed(p)} share one container, and ${p.parts[0]![0]} contributes ${p.pressure} ${p.pressureUnit} to the pressure. Using Dalton's law, determine the total pressure in ${p.pressureUnit}, rounded to three significant figures.`,
  ],
  form,
  solve(p) {
    const n = moles(p);
    const total = n.reduce((sum, amount) => sum + amount, 0);
    const x = share(n);
    const value = answer(p, x);
    const gas = p.parts[0]![0];
    return {
      value,
      steps: [
        ...(p.unit === "g"
          ? [
              `The amounts are ${p.parts.map(([name, mass], i) => `${mass}/${writeNumber(molarMass(name), 5)} = ${writeNumber(n[i]!, 4)} mol of ${name}`).join(", ")}.`,
            ]
          : []),
        `Altogether there is ${writeNumber(total, 4)} mol of gas.`,
        `The mole fraction of ${gas} is ${writeNumber(n[0]!, 4)}/${writeNumber(total, 4)} = ${writeNumber(x, 4)}.`,
        p.wanted === "partial"
          ? `By Dalton's law p(${gas}) = x × p = ${writeNumber(x, 4)} × ${p.pressure} ${p.pressureUnit} = ${writeAnswer(value, form(p))}.`
          : `By Dalton's law p = p(${gas}) / x = ${p.pressure} ${p.pressureUnit} / ${writeNumber(x, 4)} = ${writeAnswer(value, form(p))}.`,
      ],
    };
  },
  program: (p) =>
    [
      "amounts = [  # mol",
      ...p.parts.map(
        ([gas, n]) =>
          `    ${n}${p.unit === "g" ? ` / (${molarMassSource(gas)})` : ""},  # ${p.unit === "g" ? "g over g/mol of " : ""}${gas}`,
      ),
      "]",
      "first, *others = amounts",
      "fraction = first / sum(amounts)",
      `pressure = ${p.pressure}  # ${p.pressureUnit}`,
      `print(f"Answer: {pressure ${p.wanted === "partial" ? "*" : "/"} fraction:.6g} ${p.pressureUnit}")`,
    ].join("\n"),
  check(p) {
    const fractions = p.parts.map(
      ([gas, n]) => `Fraction("${n}")${p.unit === "g" ? ` / Fraction("${writeNumber(molarMass(gas), 7)}")` : ""}`,
    );
    return [
      "from fractions import Fraction",
      `first, others = ${fractions[0]}, [${fractions.slice(1).join(", ")}]`,
      "# each gas presses in the ratio of its amount to that of the first gas",
      "total_per_first = 1 + sum(n / first for n in others)",
      `result = Fraction("${p.pressure}") ${p.wanted === "partial" ? "/" : "*"} total_per_first`,
      `print(f"Answer: {float(result):.6g} ${p.pressureUnit}")`,
    ].join("\n");
  },
  mistakes(p) {
    const n = moles(p);
    const x = share(n);
    const gas = p.parts[0]![0];
    const wrong = (name: string, fraction: number, step: string, why: string) => ({
      name,
      value: answer(p, fraction),
      steps: [step, `The result is ${writeAnswer(answer(p, fraction), form(p))}.`],
      why,
    });
    return [
      wrong(
        "pressure shared equally",
        1 / n.length,
        `Each of the ${n.length} gases is given the same share.`,
        "The share of the pressure is the mole fraction, not one over the number of gases.",
      ),
      wrong(
        "ratio to the other gases",
        n[0]! / (n.reduce((sum, amount) => sum + amount, 0) - n[0]!),
        `The amount of ${gas} is divided by the amount of the other gases.`,
        "A mole fraction has the total amount in the denominator.",
      ),
      wrong(
        "fraction of the other gases",
        1 - x,
        `The fraction 1 − ${writeNumber(x, 4)} is used.`,
        `That fraction belongs to the gases other than ${gas}.`,
      ),
      wrong(
        "fraction used the wrong way round",
        1 / x,
        `The pressure is ${p.wanted === "partial" ? "divided by" : "multiplied with"} the mole fraction.`,
        "A partial pressure is smaller than the total pressure.",
      ),
      ...(p.unit === "g"
        ? [
            wrong(
              "mass fraction used",
              share(p.parts.map(([, mass]) => mass)),
              "The masses are divided by the total mass.",
              "Pressure depends on the number of molecules, so the fraction of the amounts counts.",
            ),
          ]
        : []),
    ];
  },
});
