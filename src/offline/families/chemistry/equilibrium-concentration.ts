import { defineFamily, writeNumber } from "../../family.ts";
import { type Dissociation, equilibriumRow, massAction, massActionLaw, simpleDissociations } from "./dissociations.ts";

/** Concentrations in mol/L. */
interface Parameters {
  reaction: Dissociation;
  start: number;
  Kc: number;
  wanted: "product" | "reactant";
}

/** Coefficient of x² in the law of mass action: 4 when one product appears twice. */
const square = ({ reaction }: Parameters): number => (reaction.products.length === 1 ? 4 : 1);
const extent = (p: Parameters): number =>
  (-p.Kc + Math.sqrt(p.Kc * p.Kc + 4 * square(p) * p.Kc * p.start)) / (2 * square(p));
const name = ({ reaction, wanted }: Parameters): string =>
  wanted === "product" ? reaction.products[0]![1] : reaction.reactant[1];
const concentration = ({ reaction, start, wanted }: Parameters, x: number): number =>
  wanted === "product" ? reaction.products[0]![0] * x : start - x;

export const equilibriumConcentration = defineFamily<Parameters>({
  name: "chemistry/equilibrium-concentration",
  domain: "chemistry",
  topic: "equilibrium concentration",
  keywords: ["ice table", "quadratic equation", "kc", "degree of dissociation", "chemical equilibrium"],
  handbook: ["chemistry/equilibrium-constant"],
  sample(random, difficulty) {
    const reaction =
      difficulty === "easy" ? random.pick(simpleDissociations.slice(1)) : random.pick(simpleDissociations);
    const start = random.decimal(0.2, 1.8, 4);
    const share = random.pick([
      random.decimal(0.2, 0.3, 4),
      random.decimal(0.37, 0.46, 4),
      random.decimal(0.54, 0.63, 4),
    ]);
    const Kc = Number(massAction(reaction, start, start * share).toPrecision(3));
    return { reaction, start, Kc, wanted: difficulty === "hard" ? "reactant" : "product" };
  },
  phrasings: [
    (p) =>
      `At a certain temperature Kc is ${writeNumber(p.Kc, 3)} (concentrations in mol/L) for ${p.reaction.equation}. What is the ` +
      `equilibrium concentration of ${name(p)} in mol/L if one starts with ${p.start} mol/L of ${p.reaction.reactant[1]} alone? Give ` +
      "three significant figures.",
    (p) =>
      `A closed vessel is filled with ${p.reaction.reactant[1]} at a concentration of ${p.start} mol/L, and the equilibrium ` +
      `${p.reaction.equation} with Kc = ${writeNumber(p.Kc, 3)} (in terms of mol/L) is established. Calculate [${name(p)}] in mol/L to ` +
      "three significant figures.",
    (p) =>
      `Find how much ${name(p)} there is per litre (mol/L, three significant figures) once ${p.start} mol/L of pure ` +
      `${p.reaction.reactant[1]} has come to equilibrium according to ${p.reaction.equation}. The constant Kc, for concentrations in ` +
      `mol/L, is ${writeNumber(p.Kc, 3)}.`,
    (p) =>
      `${p.reaction.reactant[1]} dissociates, ${p.reaction.equation}, with Kc = ${writeNumber(p.Kc, 3)} when concentrations are in mol/L. ` +
      `The initial concentration is ${p.start} mol/L and no product is present. Solve the ICE table for ` +
      `[${name(p)}] at equilibrium, in mol/L, rounded to three significant figures.`,
  ],
  form: () => ({ unit: "mol/L", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const x = extent(p);
    const value = concentration(p, x);
    const K = writeNumber(p.Kc, 3);
    const a = square(p) === 4 ? "4x²" : "x²";
    return {
      value,
      steps: [
        equilibriumRow(p.reaction, p.start),
        `The law of mass action, ${massActionLaw(p.reaction)}, becomes ${a} / (${p.start} − x) = ${K}.`,
        `This is the quadratic equation ${a} + ${K} x − ${writeNumber(p.Kc * p.start, 4)} = 0.`,
        `Its positive root is x = ${writeNumber(x, 4)} mol/L.`,
        p.wanted === "product"
          ? `[${name(p)}] = ${p.reaction.products[0]![0]} × ${writeNumber(x, 4)} mol/L = ${writeNumber(value, 3)} mol/L.`
          : `[${name(p)}] = ${p.start} − ${writeNumber(x, 4)} = ${writeNumber(value, 3)} mol/L.`,
      ],
    };
  },
  program: (p) =>
    [
      `start = ${p.start}  # mol/L of ${p.reaction.reactant[1]}`,
      `Kc = ${p.Kc}`,
      `a, b, c = ${square(p)}, Kc, -Kc * start  # a x^2 + b x + c = 0`,
      "x = (-b + (b * b - 4 * a * c) ** 0.5) / (2 * a)  # mol/L",
      p.wanted === "product" ? `result = ${p.reaction.products[0]![0]} * x` : "result = start - x",
      'print(f"Answer: {result:.6g} mol/L")',
    ].join("\n"),
  check: (p) =>
    [
      "# search for the extent at which the reaction quotient equals Kc",
      `low, high = 0.0, ${p.start}`,
      "for _ in range(100):",
      "    x = (low + high) / 2",
      `    quotient_too_small = ${p.reaction.products.map(([n]) => `(${n} * x) ** ${n}`).join(" * ")} < ${p.Kc} * (${p.start} - x)`,
      "    low, high = (x, high) if quotient_too_small else (low, x)",
      `print(f"Answer: {${p.wanted === "product" ? `${p.reaction.products[0]![0]} * x` : `${p.start} - x`}:.6g} mol/L")`,
    ].join("\n"),
  mistakes(p) {
    const x = extent(p);
    const wrong = (label: string, value: number, step: string, why: string) => ({
      name: label,
      value,
      steps: [step, `So [${name(p)}] = ${writeNumber(value, 3)} mol/L.`],
      why,
    });
    const approximate = Math.sqrt((p.Kc * p.start) / square(p));
    const other = concentration({ ...p, wanted: p.wanted === "product" ? "reactant" : "product" }, x);
    const doubled = (-p.Kc + Math.sqrt(p.Kc * p.Kc + (16 / square(p)) * p.Kc * p.start)) / (8 / square(p));
    return [
      wrong(
        "small-x approximation",
        Math.abs(concentration(p, approximate)),
        `${p.start} − x is replaced by ${p.start}, so that x = ${writeNumber(approximate, 4)} mol/L.`,
        "Too much reacts for this approximation; the quadratic equation must be solved.",
      ),
      wrong(
        "concentration of the other substance",
        other,
        `x = ${writeNumber(x, 4)} mol/L is found, and the other substance's concentration is reported.`,
        `The question asks for ${name(p)}.`,
      ),
      wrong(
        "square forgotten",
        Math.abs(concentration(p, (p.Kc * p.start) / (1 + p.Kc))),
        `x / (${p.start} − x) = Kc is solved.`,
        "Two product concentrations are multiplied, so x appears squared.",
      ),
      wrong(
        square(p) === 4 ? "coefficient left out of the square" : "coefficient put into the square",
        concentration(p, doubled),
        `${square(p) === 4 ? "x²" : "4x²"} / (${p.start} − x) = Kc is solved.`,
        "The numerator is the product of the concentrations as they stand in the ICE table.",
      ),
      wrong(
        "constant used as the degree of dissociation",
        Math.abs(concentration(p, p.Kc)),
        `x is taken to be Kc, ${writeNumber(p.Kc, 3)} mol/L.`,
        "Kc is a quotient of concentrations, not a concentration.",
      ),
    ];
  },
});
