import { defineFamily, writeNumber } from "../../family.ts";
import {
  type Dissociation,
  equilibriumRow,
  massAction,
  massActionLaw,
  richerDissociations,
  simpleDissociations,
} from "./dissociations.ts";

/** Concentrations in mol/L: the reactant's at the start, one substance's at equilibrium. */
interface Parameters {
  reaction: Dissociation;
  start: number;
  measured: "reactant" | "product";
  value: number;
}

const measuredName = ({ reaction, measured }: Parameters): string =>
  measured === "product" ? reaction.products[0]![1] : reaction.reactant[1];
const extent = ({ reaction, start, measured, value }: Parameters): number =>
  measured === "product" ? value / reaction.products[0]![0] : (start - value) / reaction.reactant[0];
const wanted = "the equilibrium constant Kc (concentrations in mol/L, unit left out)";

export const equilibriumConstant = defineFamily<Parameters>({
  name: "chemistry/equilibrium-constant",
  domain: "chemistry",
  topic: "equilibrium constant",
  keywords: ["kc", "ice table", "law of mass action", "dissociation", "chemical equilibrium"],
  handbook: ["chemistry/equilibrium-constant"],
  sample(random, difficulty) {
    const reaction = random.pick(difficulty === "easy" ? simpleDissociations : richerDissociations);
    const start = random.decimal(0.2, 1.8, 4);
    const reacted = start * random.pick([random.decimal(0.15, 0.45, 4), random.decimal(0.55, 0.75, 4)]);
    const measured = difficulty === "hard" ? "reactant" : "product";
    const formed = (reacted * reaction.products[0]![0]) / reaction.reactant[0];
    return { reaction, start, measured, value: Number((measured === "product" ? formed : start - reacted).toFixed(4)) };
  },
  phrasings: [
    (p) =>
      `For the gas reaction ${p.reaction.equation}, the initial concentration of ${p.reaction.reactant[1]} is ${p.start} mol/L, no ` +
      `product is present at first, and at equilibrium [${measuredName(p)}] is ${p.value} mol/L. What is ${wanted}, to three ` +
      "significant figures?",
    (p) =>
      `A closed vessel is filled with pure ${p.reaction.reactant[1]} at ${p.start} mol/L and heated until ${p.reaction.equation} ` +
      `is at equilibrium. Then the concentration of ${measuredName(p)} is ${p.value} mol/L. Calculate ${wanted}, to three ` +
      "significant figures.",
    (p) =>
      `Consider the equilibrium ${p.reaction.equation}. Starting from ${p.start} mol/L of ${p.reaction.reactant[1]} alone, one ` +
      `measures ${p.value} mol/L of ${measuredName(p)} in the end. Find ${wanted} with three significant figures.`,
    (p) =>
      `${p.reaction.reactant[1]} dissociates: ${p.reaction.equation}. At first [${p.reaction.reactant[1]}] = ${p.start} mol/L ` +
      `without any products; at equilibrium [${measuredName(p)}] = ${p.value} mol/L. Set up an ICE table and determine ${wanted}. ` +
      "Round to three significant figures.",
  ],
  form: () => ({ unit: "", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const { reactant, products } = p.reaction;
    const x = extent(p);
    const value = massAction(p.reaction, p.start, x);
    const all = [
      `[${reactant[1]}] = ${writeNumber(p.start - reactant[0] * x, 4)}`,
      ...products.map(([n, name]) => `[${name}] = ${writeNumber(n * x, 4)}`),
    ];
    return {
      value,
      steps: [
        equilibriumRow(p.reaction, p.start),
        `[${measuredName(p)}] = ${p.value} mol/L gives x = ${writeNumber(x, 4)} mol/L.`,
        `At equilibrium, in mol/L: ${all.join(", ")}.`,
        `The law of mass action reads ${massActionLaw(p.reaction)}.`,
        `Inserting the values gives Kc = ${writeNumber(value, 3)}.`,
      ],
    };
  },
  program: (p) =>
    [
      `start = ${p.start}  # mol/L of ${p.reaction.reactant[1]}`,
      `measured = ${p.value}  # mol/L of ${measuredName(p)} at equilibrium`,
      p.measured === "product"
        ? `x = measured / ${p.reaction.products[0]![0]}  # mol/L`
        : `x = (start - measured) / ${p.reaction.reactant[0]}  # mol/L`,
      ...p.reaction.products.map(([n], i) => `product_${i + 1} = ${n} * x  # mol/L`),
      `reactant = start - ${p.reaction.reactant[0]} * x  # mol/L`,
      `Kc = ${p.reaction.products.map(([n], i) => `product_${i + 1} ** ${n}`).join(" * ")} / reactant ** ${p.reaction.reactant[0]}`,
      'print(f"Answer: {Kc:.6g}")',
    ].join("\n"),
  check(p) {
    const [a] = p.reaction.reactant;
    const [b] = p.reaction.products[0]!;
    return [
      "from math import exp, log",
      "# logarithmic form of the law of mass action; every product is in proportion to the first one",
      p.measured === "product" ? `first = ${p.value}` : `first = (${p.start} - ${p.value}) * ${b} / ${a}`,
      p.measured === "product" ? `reactant = ${p.start} - first * ${a} / ${b}` : `reactant = ${p.value}`,
      `logarithm = ${p.reaction.products.map(([n]) => `${n} * log(first * ${n} / ${b})`).join(" + ")} - ${a} * log(reactant)`,
      'print(f"Answer: {exp(logarithm):.6g}")',
    ].join("\n");
  },
  mistakes(p) {
    const {
      reactant: [a, name],
      products,
    } = p.reaction;
    const x = extent(p);
    const right = massAction(p.reaction, p.start, x);
    const top = products.reduce((q, [n]) => q * (n * x) ** n, 1);
    const wrong = (label: string, value: number, step: string, why: string) => ({
      name: label,
      value,
      steps: [step, `Then Kc = ${writeNumber(value, 3)}.`],
      why,
    });
    return [
      wrong(
        "quotient turned upside down",
        1 / right,
        "The reactant's concentration is divided by those of the products.",
        "In Kc the products are in the numerator.",
      ),
      wrong(
        "initial instead of equilibrium concentration",
        top / p.start ** a,
        `[${name}] is entered as ${p.start} mol/L.`,
        `Part of the ${name} has reacted; Kc holds for equilibrium concentrations only.`,
      ),
      wrong(
        "coefficients left out of the concentrations",
        products.reduce((q, [n]) => q * x ** n, 1) / (p.start - x) ** a,
        `Every product is given the concentration x, and [${name}] = ${p.start} − x.`,
        "Each concentration changes by its coefficient times x.",
      ),
      wrong(
        "denominator left out",
        top,
        "Only the product concentrations are multiplied.",
        "The reactant's equilibrium concentration belongs in the denominator.",
      ),
      wrong(
        "products added",
        products.reduce((sum, [n]) => sum + n * x, 0) / (p.start - a * x) ** a,
        "The product concentrations are added instead of multiplied.",
        "The law of mass action multiplies concentrations, each to the power of its coefficient.",
      ),
    ];
  },
});
