import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

const totalOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
const amountSteps = (p: Parameters): string[] => {
  const n = moles(p);
  const each = p.parts.map(
    ([name, mass], i) => `${mass}/${writeWorking(molarMass(name), 5)} = ${writeWorking(n[i]!, 4)} mol of ${name}`,
  );
  return [
    ...(p.unit === "g" ? [`The amounts are ${each.join(", ")}.`] : []),
    `Altogether there is ${writeWorking(totalOf(n), 4)} mol of gas.`,
  ];
};
/** The last step; by Dalton's law a partial pressure is the fraction `x` of the total one, unless they are `swapped`. */
function dalton(p: Parameters, x: number, swapped = false): string {
  const gas = p.parts[0]![0];
  const [fraction, pressure] = [writeWorking(x, 4), `${p.pressure} ${p.pressureUnit}`];
  const result = writeAnswer(answer(p, swapped ? 1 / x : x), form(p));
  const [part, whole] = [`p(${gas})`, "p"];
  if (p.wanted === "partial")
    return swapped
      ? `By Dalton's law ${part} = ${whole} / x = ${pressure} / ${fraction} = ${result}.`
      : `By Dalton's law ${part} = x × ${whole} = ${fraction} × ${pressure} = ${result}.`;
  return swapped
    ? `By Dalton's law ${whole} = x × ${part} = ${fraction} × ${pressure} = ${result}.`
    : `By Dalton's law ${whole} = ${part} / x = ${pressure} / ${fraction} = ${result}.`;
}
const fractionStep = (p: Parameters, kind: string, part: number, whole: number): string =>
  `The ${kind} fraction of ${p.parts[0]![0]} is ${writeWorking(part, 4)}/${writeWorking(whole, 4)} = ${writeWorking(part / whole, 4)}.`;

export const gasMixtures = defineFamily<Parameters>({
  name: "chemistry/gas-mixtures",
  domain: "chemistry",
  topic: "partial pressure",
  keywords: ["dalton", "gas mixture", "mole fraction", "total pressure", "gases", "gas law"],
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
    const x = share(n);
    return {
      value: answer(p, x),
      steps: [...amountSteps(p), fractionStep(p, "mole", n[0]!, totalOf(n)), dalton(p, x)],
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
    const [first, total] = [n[0]!, totalOf(n)];
    const gas = p.parts[0]![0];
    const wrong = (name: string, fraction: number, steps: string[], why: string) => ({
      name,
      value: answer(p, fraction),
      steps,
      why,
    });
    const masses = p.parts.map(([, mass]) => mass);
    const mass = totalOf(masses);
    const rest = writeWorking(total - first, 4);
    return [
      wrong(
        "pressure shared equally",
        1 / n.length,
        [
          ...amountSteps(p),
          `All ${n.length} gases fill the same vessel, so the fraction of ${gas} is 1/${n.length} = ${writeWorking(1 / n.length, 4)}.`,
          dalton(p, 1 / n.length),
        ],
        "The share of the pressure is the mole fraction, not one over the number of gases.",
      ),
      wrong(
        "ratio to the other gases",
        first / (total - first),
        [
          ...amountSteps(p).slice(0, -1),
          `Besides ${gas} there is ${rest} mol of gas.`,
          fractionStep(p, "mole", first, total - first),
          dalton(p, first / (total - first)),
        ],
        "A mole fraction has the total amount in the denominator.",
      ),
      wrong(
        "fraction of the other gases",
        1 - first / total,
        [
          ...amountSteps(p),
          `Besides ${gas} that is ${rest} mol, so the mole fraction is ${rest}/${writeWorking(total, 4)} = ${writeWorking(1 - first / total, 4)}.`,
          dalton(p, 1 - first / total),
        ],
        `That fraction belongs to the gases other than ${gas}.`,
      ),
      wrong(
        "fraction used the wrong way round",
        total / first,
        [...amountSteps(p), fractionStep(p, "mole", first, total), dalton(p, first / total, true)],
        "A partial pressure is smaller than the total pressure.",
      ),
      ...(p.unit === "g"
        ? [
            wrong(
              "mass fraction used",
              masses[0]! / mass,
              [
                `The masses are ${p.parts.map(([name, grams]) => `${grams} g of ${name}`).join(", ")}.`,
                `Altogether there is ${masses.join(" + ")} = ${writeWorking(mass, 4)} g of gas.`,
                fractionStep(p, "mass", masses[0]!, mass),
                dalton(p, masses[0]! / mass),
              ],
              "Pressure depends on the number of molecules, so the fraction of the amounts counts.",
            ),
          ]
        : []),
    ];
  },
});
