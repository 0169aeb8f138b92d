import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";

/** One or two steps, each taking `aliquot` mL and making it up to `total` mL; or the aliquot is what is asked. */
type Parameters = { solute: string; stock: number } & (
  | { wanted: "concentration"; dilutions: readonly { aliquot: number; total: number }[] }
  | { wanted: "aliquot"; target: number; total: number }
);

const solutes = ["HCl", "NaOH", "KMnO4", "CuSO4", "NaCl", "HNO3", "glucose", "AgNO3"] as const;
const form = (p: Parameters) => ({ unit: p.wanted === "aliquot" ? "mL" : "mol/L", tolerance: 0.01, figures: 3 });

export const dilution = defineFamily<Parameters>({
  name: "chemistry/dilution",
  domain: "chemistry",
  topic: "dilution",
  keywords: ["serial dilution", "stock solution", "aliquot", "c1v1"],
  handbook: ["chemistry/dilution", "chemistry/molarity"],
  sample(random, difficulty) {
    const solute = random.pick(solutes);
    const stock = random.decimal(0.4, 5, 3);
    const step = () => ({ aliquot: random.decimal(12, 45, 1), total: random.decimal(120, 250, 1) });
    if (difficulty === "easy") return { solute, stock, wanted: "concentration", dilutions: [step()] };
    if (difficulty === "hard") return { solute, stock, wanted: "concentration", dilutions: [step(), step()] };
    const target = Number((stock * random.decimal(0.06, 0.35, 4)).toPrecision(3));
    return { solute, stock, wanted: "aliquot", target, total: random.decimal(90, 950, 1) };
  },
  phrasings: [
    (p) => {
      if (p.wanted === "aliquot")
        return `What volume (in mL) of ${p.stock} mol/L ${p.solute} solution is needed to make ${p.total} mL of a ${p.target} mol/L solution? Give three significant figures.`;
      const [first, second] = p.dilutions;
      return `${first!.aliquot} mL of ${p.stock} mol/L ${p.solute} solution is diluted to ${first!.total} mL.${second ? ` Of the result, ${second.aliquot} mL is diluted again, to ${second.total} mL.` : ""} What is the final concentration in mol/L, to three significant figures?`;
    },
    (p) => {
      if (p.wanted === "aliquot")
        return `A chemist needs ${p.total} mL of ${p.solute} solution at ${p.target} mol/L, but has only a ${p.stock} mol/L stock. Calculate, in mL and to three significant figures, how much stock to transfer into the flask before filling up with water.`;
      const [first, second] = p.dilutions;
      return `From a ${p.stock} mol/L stock of ${p.solute}, a chemist pipettes ${first!.aliquot} mL into a flask and fills up to ${first!.total} mL${second ? `; a second flask receives ${second.aliquot} mL of that solution and is filled up to ${second.total} mL` : ""}. Calculate the molarity in the ${second ? "second " : ""}flask (mol/L, three significant figures).`;
    },
    (p) => {
      if (p.wanted === "aliquot")
        return `By adding water to a portion of ${p.solute} solution (${p.stock} mol/L), one wants to obtain ${p.total} mL in all with a molarity of ${p.target} mol/L. Find the size of the portion in mL to three significant figures.`;
      const second = p.dilutions[1];
      return `Find the concentration (mol/L, three significant figures) of ${p.solute} after ${second ? "a serial dilution in two steps" : "a dilution"}, if the stock is ${p.stock} mol/L and ${p.dilutions.map((d) => `${d.aliquot} mL is made up to ${d.total} mL`).join(", then ")}.`;
    },
    (p) => {
      if (p.wanted === "aliquot")
        return `How many millilitres of a stock solution containing ${p.stock} mol/L of ${p.solute} give, after dilution to ${p.total} mL, a concentration of ${p.target} mol/L? Round to three significant figures.`;
      const [first, second] = p.dilutions;
      return `How concentrated (mol/L) is the ${p.solute} solution that results when water is added to ${first!.aliquot} mL of a ${p.stock} mol/L solution until the volume is ${first!.total} mL${second ? `, and ${second.aliquot} mL of this is then brought to ${second.total} mL in the same way` : ""}? Round to three significant figures.`;
    },
  ],
  form,
  solve(p) {
    if (p.wanted === "aliquot") {
      const value = (p.target * p.total) / p.stock;
      return {
        value,
        steps: [
          "Dilution leaves the amount of solute unchanged: c1 × V1 = c2 × V2.",
          `The amount needed is ${p.target} mol/L × ${p.total} mL = ${writeNumber(p.target * p.total, 4)} mmol.`,
          `The stock supplies it in V1 = ${writeNumber(p.target * p.total, 4)} mmol / ${p.stock} mol/L = ${writeNumber(value, 3)} mL.`,
        ],
      };
    }
    const steps = ["Dilution leaves the amount of solute unchanged, so c2 = c1 × V1 / V2."];
    let value = p.stock;
    for (const [i, { aliquot, total }] of p.dilutions.entries()) {
      const before = i === 0 ? String(p.stock) : writeNumber(value, 4);
      value *= aliquot / total;
      const last = i === p.dilutions.length - 1;
      steps.push(
        `Step ${i + 1} transfers ${aliquot} mL of ${before} mol/L into ${total} mL, a dilution factor of ${writeNumber(total / aliquot, 4)}.`,
      );
      steps.push(
        `${last ? "The final concentration" : "The concentration after it"} is ${before} mol/L × ${aliquot}/${total} = ${writeNumber(value, last ? 3 : 4)} mol/L.`,
      );
    }
    return { value, steps };
  },
  program(p) {
    const stock = `stock = ${p.stock}  # mol/L`;
    if (p.wanted === "aliquot") {
      return [
        stock,
        `target = ${p.target}  # mol/L`,
        `total = ${p.total}  # mL`,
        'print(f"Answer: {target * total / stock:.6g} mL")',
      ].join("\n");
    }
    return [
      stock,
      ...p.dilutions.map(({ aliquot, total }, i) => `aliquot_${i + 1}, total_${i + 1} = ${aliquot}, ${total}  # mL`),
      `concentration = stock${p.dilutions.map((_, i) => ` * aliquot_${i + 1} / total_${i + 1}`).join("")}`,
      'print(f"Answer: {concentration:.6g} mol/L")',
    ].join("\n");
  },
  check(p) {
    const bisect = (balance: string, high: string, unit: string) => [
      `low, high = 0.0, ${high}`,
      "for _ in range(100):",
      "    middle = (low + high) / 2",
      `    low, high = (middle, high) if ${balance} < 0 else (low, middle)`,
      `print(f"Answer: {low:.6g} ${unit}")`,
    ];
    if (p.wanted === "aliquot") {
      return [
        "# search for the volume that carries as much solute as the target solution holds",
        ...bisect(`middle * ${p.stock} - ${p.total} * ${p.target}`, String(p.total), "mL"),
      ].join("\n");
    }
    const carried = p.dilutions.map(({ aliquot }) => aliquot).join(" * ");
    return [
      "# search for the concentration that accounts for all the solute carried over",
      ...bisect(
        `middle * ${p.dilutions.map(({ total }) => total).join(" * ")} - ${p.stock} * ${carried}`,
        String(p.stock),
        "mol/L",
      ),
    ].join("\n");
  },
  mistakes(p) {
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    if (p.wanted === "aliquot") {
      const { target, total, stock } = p;
      const right = (target * total) / stock;
      return [
        wrong(
          "ratio turned upside down",
          (stock * total) / target,
          `V1 = ${total} mL × ${stock}/${target}.`,
          "A more concentrated stock needs a smaller volume, not a larger one.",
        ),
        wrong(
          "water reported instead of stock",
          total - right,
          `${total} mL − ${writeNumber(right, 4)} mL is given.`,
          "That is roughly the water added; the question asks for the stock.",
        ),
        wrong(
          "total taken for the water added",
          (target * total) / (stock - target),
          `The final volume is taken as V1 + ${total} mL.`,
          "The stated volume is the total, which already includes the stock.",
        ),
        wrong(
          "volume not used",
          (target / stock) * 1000,
          `Only ${target}/${stock} is formed, for one litre.`,
          "The volume to be prepared is not one litre.",
        ),
      ];
    }
    const chain = (factor: (step: { aliquot: number; total: number }) => number): number =>
      p.dilutions.reduce((c, step) => c * factor(step), p.stock);
    const { aliquot, total } = p.dilutions[0]!;
    return [
      wrong(
        "total taken for the water added",
        chain((d) => d.aliquot / (d.aliquot + d.total)),
        "The final volume is taken as aliquot plus total.",
        "Made up to a volume means that the aliquot is included in it.",
      ),
      wrong(
        "water instead of total volume",
        chain((d) => d.aliquot / (d.total - d.aliquot)),
        "The amount is divided by the volume of water added.",
        "The solute spreads over the whole volume, aliquot included.",
      ),
      wrong(
        "ratio turned upside down",
        chain((d) => d.total / d.aliquot),
        "The concentration is multiplied by the dilution factor.",
        "Dilution lowers the concentration.",
      ),
      p.dilutions.length === 2
        ? wrong(
            "second dilution forgotten",
            (p.stock * aliquot) / total,
            "Only the first step is counted.",
            "Both dilution factors multiply.",
          )
        : wrong(
            "share removed instead of kept",
            p.stock * (1 - aliquot / total),
            `The concentration is lowered by ${aliquot}/${total} of its value.`,
            `The concentration falls to that fraction, not by it.`,
          ),
    ];
  },
});
