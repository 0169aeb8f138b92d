import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

/** The last step: the wanted concentration from x. */
const inserted = (p: Parameters, x: number): string =>
  `[${name(p)}] = ${p.wanted === "product" ? `${p.reaction.products[0]![0]} × ${writeWorking(x, 4)} mol/L` : `${p.start} − ${writeWorking(x, 4)}`} = ${writeNumber(concentration(p, x), 3)} mol/L.`;
const power = (a: number): string => (a === 4 ? "4x²" : "x²");

/** The steps with `a` as the coefficient of x². */
function derive(p: Parameters, a = square(p)) {
  const x = (-p.Kc + Math.sqrt(p.Kc * p.Kc + 4 * a * p.Kc * p.start)) / (2 * a);
  const K = writeNumber(p.Kc, 3);
  return {
    value: concentration(p, x),
    steps: [
      equilibriumRow(p.reaction, p.start),
      `The law of mass action, ${massActionLaw(p.reaction)}, becomes ${power(a)} / (${p.start} − x) = ${K}.`,
      `This is the quadratic equation ${power(a)} + ${K} x − ${writeWorking(p.Kc * p.start, 4)} = 0.`,
      `Its positive root is x = ${writeWorking(x, 4)} mol/L.`,
      inserted(p, x),
    ],
  };
}
/** The steps of somebody who lets x stand for the reactant that is left, and forgets it in the end. */
function deriveFromRest(p: Parameters) {
  const a = square(p);
  const [c, K] = [p.start, p.Kc];
  const linear = 2 * a * c + K;
  const x = (linear - Math.sqrt(linear * linear - 4 * a * a * c * c)) / (2 * a);
  const factor = a === 4 ? "2" : "";
  return {
    value: x,
    steps: [
      `With x mol/L of ${p.reaction.reactant[1]} left, ${p.reaction.products.map(([, s]) => `[${s}] = ${factor}(${c} − x)`).join(", ")}.`,
      `The law of mass action, ${massActionLaw(p.reaction)}, becomes ${a === 4 ? "4" : ""}(${c} − x)² / x = ${writeNumber(K, 3)}.`,
      `This is the quadratic equation ${power(a)} − ${writeWorking(linear, 4)} x + ${writeWorking(a * c * c, 4)} = 0.`,
      `Its root below ${c} is x = ${writeWorking(x, 4)} mol/L.`,
      `[${name(p)}] = x = ${writeNumber(x, 3)} mol/L.`,
    ],
  };
}

export const equilibriumConcentration = defineFamily<Parameters>({
  name: "chemistry/equilibrium-concentration",
  domain: "chemistry",
  topic: "equilibrium concentration",
  keywords: [
    "ice table",
    "quadratic equation",
    "kc",
    "degree of dissociation",
    "chemical equilibrium",
    "chemical equilibria",
    "equilibrium",
  ],
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
  solve: (p) => derive(p),
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
    const K = writeNumber(p.Kc, 3);
    const law = `The law of mass action, ${massActionLaw(p.reaction)},`;
    const wrong = (label: string, told: { value: number; steps: string[] }, why: string) => ({
      name: label,
      ...told,
      why,
    });
    /** A rest that is negative, or a small difference of rounded numbers, is not offered. */
    const withExtent = (x: number, steps: string[]) => ({
      value: p.wanted === "reactant" && x > 0.9 * p.start ? Number.NaN : concentration(p, x),
      steps: [equilibriumRow(p.reaction, p.start), ...steps, inserted(p, x)],
    });
    const product = writeWorking(p.Kc * p.start, 4);
    const approximate = Math.sqrt((p.Kc * p.start) / square(p));
    const linear = (p.Kc * p.start) / (1 + p.Kc);
    const summed = (p.Kc * p.start) / (2 + p.Kc);
    const found = derive(p);
    const made = p.reaction.products[0]!;
    const formed = made[0] * extent(p);
    return [
      wrong(
        "small-x approximation",
        withExtent(approximate, [
          `${law} becomes ${power(square(p))} / (${p.start} − x) = ${K}.`,
          `As x is small beside ${p.start}, this is ${power(square(p))} = ${K} × ${p.start} = ${product}.`,
          `Its positive root is x = ${writeWorking(approximate, 4)} mol/L.`,
        ]),
        "Too much reacts for this approximation; the quadratic equation must be solved.",
      ),
      wrong(
        "concentration of the other substance",
        p.wanted === "product"
          ? deriveFromRest(p)
          : {
              value: formed,
              steps: [
                ...found.steps.slice(0, -1),
                `The concentration is ${made[0]} × ${writeWorking(extent(p), 4)} mol/L = ${writeNumber(formed, 3)} mol/L.`,
              ],
            },
        `The question asks for ${name(p)}.`,
      ),
      wrong(
        "square forgotten",
        withExtent(linear, [
          `${law} becomes x / (${p.start} − x) = ${K}.`,
          `This is the linear equation (1 + ${K}) x = ${K} × ${p.start} = ${product}.`,
          `Its solution is x = ${product} / (1 + ${K}) = ${writeWorking(linear, 4)} mol/L.`,
        ]),
        "Two product concentrations are multiplied, so x appears squared.",
      ),
      wrong(
        "product concentrations added",
        withExtent(summed, [
          `${law} becomes (x + x) / (${p.start} − x) = ${K}.`,
          `This is the linear equation (2 + ${K}) x = ${K} × ${p.start} = ${product}.`,
          `Its solution is x = ${product} / (2 + ${K}) = ${writeWorking(summed, 4)} mol/L.`,
        ]),
        "The law of mass action multiplies the concentrations of the products.",
      ),
      wrong(
        square(p) === 4 ? "coefficient left out of the square" : "coefficient put into the square",
        derive(p, 4 / square(p)),
        "The numerator is the product of the concentrations as they stand in the ICE table.",
      ),
      wrong(
        "constant used as the degree of dissociation",
        withExtent(p.Kc, [
          `${law} describes how far the reaction goes.`,
          `With Kc = ${K} the amount that reacts in each litre is known without an equation to solve.`,
          `The extent is therefore x = ${K} mol/L.`,
        ]),
        "Kc is a quotient of concentrations, not a concentration.",
      ),
    ];
  },
});
