import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

/** The ICE table's row, the extent read from it, and every product's multiple of the extent. */
interface Table {
  row: string;
  x: number;
  multiple: (coefficient: number) => number;
}
const tabled = (p: Parameters): Table => ({
  row: equilibriumRow(p.reaction, p.start),
  x: extent(p),
  multiple: (coefficient) => coefficient,
});

/** The steps when the reactant has this concentration in the end and `law` gives `value`. */
function derive(p: Parameters, value: number, law: string, left: number, { row, x, multiple } = tabled(p)): string[] {
  const { reactant, products } = p.reaction;
  const all = [
    `[${reactant[1]}] = ${writeWorking(left, 4)}`,
    ...products.map(([n, name]) => `[${name}] = ${writeWorking(multiple(n) * x, 4)}`),
  ];
  return [
    row,
    `[${measuredName(p)}] = ${p.value} mol/L gives x = ${writeWorking(x, 4)} mol/L.`,
    `At equilibrium, in mol/L: ${all.join(", ")}.`,
    `The law of mass action reads ${law}.`,
    `Inserting the values gives Kc = ${writeNumber(value, 3)}.`,
  ];
}

export const equilibriumConstant = defineFamily<Parameters>({
  name: "chemistry/equilibrium-constant",
  domain: "chemistry",
  topic: "equilibrium constant",
  keywords: [
    "kc",
    "ice table",
    "law of mass action",
    "dissociation",
    "chemical equilibrium",
    "chemical equilibria",
    "equilibrium",
  ],
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
    const x = extent(p);
    const value = massAction(p.reaction, p.start, x);
    const left = p.start - p.reaction.reactant[0] * x;
    return { value, steps: derive(p, value, massActionLaw(p.reaction), left) };
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
    const left = p.start - a * x;
    const top = products.reduce((q, [n]) => q * (n * x) ** n, 1);
    const law = massActionLaw(p.reaction);
    const [numerator, denominator] = law.slice("Kc = ".length).split(" / ") as [string, string];
    const wrong = (label: string, value: number, steps: string[], why: string) => ({ name: label, value, steps, why });
    const inserted = (value: number, written: string, reactantLeft = left): string[] =>
      derive(p, value, written, reactantLeft);
    const single = p.measured === "product" ? p.value : p.start - p.value;
    const plainLeft = p.start - single;
    const plain = plainLeft > 0 ? products.reduce((q, [n]) => q * single ** n, 1) / plainLeft ** a : Number.NaN;
    const plainRow = `With x mol/L as the extent, [${name}] = ${p.start} − x, ${products.map(([, s]) => `[${s}] = x`).join(", ")}.`;
    const sum = products.reduce((total, [n]) => total + n * x, 0);
    const added = products.map(([, s]) => `[${s}]`).join(" + ");
    return [
      wrong(
        "quotient turned upside down",
        left ** a / top,
        inserted(left ** a / top, `Kc = ${denominator} / ${products.length > 1 ? `(${numerator})` : numerator}`),
        "In Kc the products are in the numerator.",
      ),
      wrong(
        "initial instead of equilibrium concentration",
        top / p.start ** a,
        inserted(top / p.start ** a, law, p.start),
        `Part of the ${name} has reacted; Kc holds for equilibrium concentrations only.`,
      ),
      wrong(
        "coefficients left out of the concentrations",
        plain,
        derive(p, plain, law, plainLeft, { row: plainRow, x: single, multiple: () => 1 }),
        "Each concentration changes by its coefficient times x.",
      ),
      wrong(
        "denominator left out",
        top,
        inserted(top, `Kc = ${numerator}`),
        "The reactant's equilibrium concentration belongs in the denominator.",
      ),
      wrong(
        "products added",
        sum / left ** a,
        inserted(sum / left ** a, `Kc = ${products.length > 1 ? `(${added})` : added} / ${denominator}`),
        "The law of mass action multiplies concentrations, each to the power of its coefficient.",
      ),
    ];
  },
});
