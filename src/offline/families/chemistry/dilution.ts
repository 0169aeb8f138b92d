import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";

/** One or two steps, each taking `aliquot` mL and making it up to `total` mL; or the aliquot is what is asked. */
type Parameters = { solute: string; stock: number } & (
  | { wanted: "concentration"; dilutions: readonly { aliquot: number; total: number }[] }
  | { wanted: "aliquot"; target: number; total: number }
);

const solutes = ["HCl", "NaOH", "KMnO4", "CuSO4", "NaCl", "HNO3", "glucose", "AgNO3"] as const;
const form = (p: Parameters) => ({ unit: p.wanted === "aliquot" ? "mL" : "mol/L", tolerance: 0.01, figures: 3 });

/** One dilution as a solution tells it: what happens, and the fraction that the concentration is multiplied by. */
type Telling = (step: { aliquot: number; total: number }) => { event: string; fraction: string; factor: number };
const rightly: Telling = ({ aliquot, total }) => ({
  event: `into ${total} mL, a dilution factor of ${writeWorking(total / aliquot, 4)}`,
  fraction: `${aliquot}/${total}`,
  factor: aliquot / total,
});

function dilute(stock: number, dilutions: readonly { aliquot: number; total: number }[], tell: Telling) {
  const steps = ["Dilution leaves the amount of solute unchanged, so c2 = c1 × V1 / V2."];
  let value = stock;
  for (const [i, step] of dilutions.entries()) {
    const before = i === 0 ? String(stock) : writeWorking(value, 4);
    const { event, fraction, factor } = tell(step);
    value *= factor;
    const last = i === dilutions.length - 1;
    steps.push(`Step ${i + 1} transfers ${step.aliquot} mL of ${before} mol/L ${event}.`);
    steps.push(
      `${last ? "The final concentration" : "The concentration after it"} is ${before} mol/L × ${fraction} = ${writeNumber(value, last ? 3 : 4)} mol/L.`,
    );
  }
  return { value, steps };
}
const law = "Dilution leaves the amount of solute unchanged: c1 × V1 = c2 × V2.";

export const dilution = defineFamily<Parameters>({
  name: "chemistry/dilution",
  domain: "chemistry",
  topic: "dilution",
  keywords: ["serial dilution", "stock solution", "aliquot", "c1v1", "concentration"],
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
    if (p.wanted === "concentration") return dilute(p.stock, p.dilutions, rightly);
    const value = (p.target * p.total) / p.stock;
    return {
      value,
      steps: [
        law,
        `The amount needed is ${p.target} mol/L × ${p.total} mL = ${writeWorking(p.target * p.total, 4)} mmol.`,
        `The stock supplies it in V1 = ${writeWorking(p.target * p.total, 4)} mmol / ${p.stock} mol/L = ${writeNumber(value, 3)} mL.`,
      ],
    };
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
    if (p.wanted === "aliquot") {
      const { target, total, stock } = p;
      const wrong = (name: string, value: number, steps: string[], why: string) => ({
        name,
        value,
        steps: [law, ...steps.slice(0, -1), `${steps.at(-1)} = ${writeNumber(value, 3)} mL.`],
        why,
      });
      const water = writeWorking(1 - target / stock, 4);
      return [
        wrong(
          "ratio turned upside down",
          (stock * total) / target,
          [
            "The volume to take is therefore V1 = V2 × c1 / c2.",
            `With these numbers V1 = ${total} mL × ${stock} / ${target}`,
          ],
          "A more concentrated stock needs a smaller volume, not a larger one.",
        ),
        wrong(
          "water reported instead of stock",
          total * (1 - target / stock),
          [
            `Going from ${stock} mol/L to ${target} mol/L takes the share 1 − ${target} / ${stock} = ${water} of the volume.`,
            `The volume to transfer is therefore ${total} mL × ${water}`,
          ],
          "That is roughly the water added; the question asks for the stock.",
        ),
        wrong(
          "total taken for the water added",
          (target * total) / (stock - target),
          [
            `With ${total} mL of water the final volume is V1 + ${total} mL, so ${stock} × V1 = ${target} × (V1 + ${total}).`,
            `Solved for V1: V1 = ${target} × ${total} / (${stock} − ${target})`,
          ],
          "The stated volume is the total, which already includes the stock.",
        ),
        wrong(
          "volume not used",
          (target / stock) * 1000,
          [
            `A solution of ${target} mol/L holds ${target} mol of ${p.solute} in one litre, which is 1000 mL.`,
            `The stock supplies it in V1 = ${target} × 1000 mL / ${stock}`,
          ],
          "The volume to be prepared is not one litre.",
        ),
      ];
    }
    const wrong = (name: string, told: { value: number; steps: string[] }, why: string) => ({ name, ...told, why });
    const { aliquot, total } = p.dilutions[0]!;
    const first = dilute(p.stock, p.dilutions.slice(0, 1), rightly);
    const second = p.dilutions[1];
    const kept = p.stock * (1 - aliquot / total);
    return [
      wrong(
        "total taken for the water added",
        dilute(p.stock, p.dilutions, (d) => {
          const sum = writeWorking(d.aliquot + d.total, 4);
          return {
            event: `into ${d.total} mL, which makes ${sum} mL`,
            fraction: `${d.aliquot}/${sum}`,
            factor: d.aliquot / (d.aliquot + d.total),
          };
        }),
        "Made up to a volume means that the aliquot is included in it.",
      ),
      wrong(
        "water instead of total volume",
        dilute(p.stock, p.dilutions, (d) => {
          const rest = writeWorking(d.total - d.aliquot, 4);
          return {
            event: `into ${rest} mL of water`,
            fraction: `${d.aliquot}/${rest}`,
            factor: d.aliquot / (d.total - d.aliquot),
          };
        }),
        "The solute spreads over the whole volume, aliquot included.",
      ),
      wrong(
        "ratio turned upside down",
        dilute(p.stock, p.dilutions, (d) => ({
          ...rightly(d),
          fraction: `${d.total}/${d.aliquot}`,
          factor: d.total / d.aliquot,
        })),
        "Dilution lowers the concentration.",
      ),
      second
        ? wrong(
            "second dilution forgotten",
            {
              value: first.value,
              steps: [
                ...first.steps.slice(0, -1),
                `The concentration after it is ${p.stock} mol/L × ${aliquot}/${total} = ${writeWorking(first.value, 4)} mol/L.`,
                `Step 2 transfers ${second.aliquot} mL of this solution, and taking a portion of a solution does not change its concentration.`,
                `The final concentration is therefore ${writeNumber(first.value, 3)} mol/L.`,
              ],
            },
            "Both dilution factors multiply.",
          )
        : wrong(
            "share removed instead of kept",
            {
              value: kept,
              steps: [
                first.steps[0]!,
                `Step 1 transfers ${aliquot} mL of ${p.stock} mol/L into ${total} mL, a share of ${aliquot}/${total} = ${writeWorking(aliquot / total, 4)}.`,
                `The final concentration is lower by this share: ${p.stock} mol/L × (1 − ${writeWorking(aliquot / total, 4)}) = ${writeNumber(kept, 3)} mol/L.`,
              ],
            },
            "The concentration falls to that fraction, not by it.",
          ),
    ];
  },
});
