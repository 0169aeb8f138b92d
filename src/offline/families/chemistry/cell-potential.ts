import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";

/** R/F in V/K, from R = 8.314462618 J/(mol K) and F = 96485.33212 C/mol. CODATA 2018: https://physics.nist.gov/cuu/Constants/ */
const perKelvin = 8.314462618 / 96485.33212;

/** A metal and its ion. */
interface HalfCell {
  metal: string;
  charge: number;
  /** Standard reduction potential in V. */
  potential: number;
}
interface Parameters {
  anode: HalfCell & { concentration: number };
  cathode: HalfCell & { concentration: number };
  celsius: number;
}

/** Standard reduction potentials at 25 °C. "Electrochemical series", CRC Handbook of Chemistry and Physics, 97th edition, section 5. */
const halfCells: readonly HalfCell[] = [
  { metal: "Mg", charge: 2, potential: -2.372 },
  { metal: "Al", charge: 3, potential: -1.662 },
  { metal: "Mn", charge: 2, potential: -1.185 },
  { metal: "Zn", charge: 2, potential: -0.7618 },
  { metal: "Cr", charge: 3, potential: -0.744 },
  { metal: "Fe", charge: 2, potential: -0.447 },
  { metal: "Cd", charge: 2, potential: -0.403 },
  { metal: "Ni", charge: 2, potential: -0.257 },
  { metal: "Sn", charge: 2, potential: -0.1375 },
  { metal: "Pb", charge: 2, potential: -0.1262 },
  { metal: "Cu", charge: 2, potential: 0.3419 },
  { metal: "Ag", charge: 1, potential: 0.7996 },
];
const ion = ({ metal, charge }: HalfCell): string => `${metal}${charge === 1 ? "" : charge}+`;
const electrons = ({ anode, cathode }: Parameters): number =>
  anode.charge % cathode.charge === 0
    ? anode.charge
    : cathode.charge % anode.charge === 0
      ? cathode.charge
      : anode.charge * cathode.charge;
const standard = ({ anode, cathode }: Parameters): number => cathode.potential - anode.potential;
/** ln Q of the cell reaction. */
const logQ = (p: Parameters, power = (charge: number): number => electrons(p) / charge): number =>
  power(p.anode.charge) * Math.log(p.anode.concentration) - power(p.cathode.charge) * Math.log(p.cathode.concentration);
const term = (p: Parameters): number => (perKelvin * (p.celsius + 273.15)) / electrons(p);

const halves = ({ anode, cathode }: Parameters): string =>
  [anode, cathode].map((half) => `${half.metal} in ${half.concentration} mol/L ${ion(half)}`).join(" and ");
const potentials = ({ anode, cathode }: Parameters): string =>
  [cathode, anode].map((half) => `E°(${ion(half)}/${half.metal}) = ${half.potential.toFixed(4)} V`).join(" and ");

/** How a solution gets E°, the quotient, and the factor before its logarithm. */
interface Route {
  standard: number;
  sign: "−" | "+";
  upsideDown: boolean;
  factor: string;
  scale: number;
}
const right = (p: Parameters): Route => ({
  standard: standard(p),
  sign: "−",
  upsideDown: false,
  factor: "RT/(nF)",
  scale: term(p),
});
const potentialBy = (p: Parameters, { standard, upsideDown, scale }: Route): number =>
  standard - scale * logQ(p) * (upsideDown ? -1 : 1);
const cathodeStep = ({ anode, cathode }: Parameters, sign: string, sum: number): string =>
  `${cathode.metal} has the higher potential and is the cathode: E° = ${cathode.potential.toFixed(4)} V ${sign} (${anode.potential.toFixed(4)} V) = ${writeWorking(sum, 4)} V.`;

function derive(p: Parameters, route: Route): string[] {
  const n = electrons(p);
  const power = (half: HalfCell): string => `[${ion(half)}]${n === half.charge ? "" : `^${n / half.charge}`}`;
  const [top, bottom] = route.upsideDown ? [p.cathode, p.anode] : [p.anode, p.cathode];
  const logarithm = logQ(p) * (route.upsideDown ? -1 : 1);
  return [
    cathodeStep(p, route.sign, route.standard),
    `The cell reaction transfers n = ${n} electrons, so Q = ${power(top)} / ${power(bottom)} = ${writeWorking(Math.exp(logarithm), 4)}.`,
    `At T = ${writeWorking(p.celsius + 273.15, 5)} K, ${route.factor} = ${writeWorking(route.scale, 4)} V.`,
    `E = E° − ${route.factor} ln Q = ${writeWorking(route.standard, 4)} V − ${writeWorking(route.scale, 4)} V × (${writeWorking(logarithm, 4)}) = ${writeNumber(potentialBy(p, route), 3)} V.`,
  ];
}

export const cellPotential = defineFamily<Parameters>({
  name: "chemistry/cell-potential",
  domain: "chemistry",
  topic: "cell potential",
  keywords: ["nernst equation", "galvanic cell", "electrode potential", "electrochemistry", "voltage"],
  handbook: ["chemistry/cell-potential"],
  sample(random, difficulty) {
    const pairs = halfCells.flatMap((anode) => halfCells.map((cathode) => ({ anode, cathode })));
    const fitting = pairs.filter(
      ({ anode, cathode }) =>
        cathode.potential - anode.potential > 0.3 &&
        cathode.potential - anode.potential < 1.7 &&
        (difficulty === "easy" ? anode.charge === 2 && cathode.charge === 2 : anode.charge !== cathode.charge),
    );
    const { anode, cathode } = random.pick(fitting);
    const dilute = Number((10 ** random.decimal(-4, -2.8, 5)).toPrecision(3));
    const concentrated = random.decimal(0.2, 1.2, 3);
    const [a, c] = random.shuffle([dilute, concentrated]) as [number, number];
    const celsius = difficulty === "hard" ? random.decimal(5, 75, 1) : 25;
    return { anode: { ...anode, concentration: a }, cathode: { ...cathode, concentration: c }, celsius };
  },
  phrasings: [
    (p) =>
      `A galvanic cell consists of ${halves(p)} at ${p.celsius} °C. What is its potential in V, if ${potentials(p)}? Give three ` +
      "significant figures.",
    (p) =>
      `Given ${potentials(p)}, calculate the potential (in V, three significant figures) that a cell made of ${halves(p)} delivers ` +
      `at ${p.celsius} °C when no current flows.`,
    (p) =>
      `Two half-cells, ${halves(p)}, are joined by a salt bridge at ${p.celsius} °C. Use the Nernst equation with ${potentials(p)} to ` +
      "find the voltage between the metals in V, to three significant figures.",
    (p) =>
      `Determine the electromotive force in V (three significant figures) of the cell ${p.anode.metal} | ${ion(p.anode)} ` +
      `(${p.anode.concentration} mol/L) || ${ion(p.cathode)} (${p.cathode.concentration} mol/L) | ${p.cathode.metal} at ${p.celsius} °C. ` +
      `The standard potentials are ${potentials(p)}.`,
  ],
  form: () => ({ unit: "V", tolerance: 0.01, figures: 3 }),
  solve: (p) => ({ value: potentialBy(p, right(p)), steps: derive(p, right(p)) }),
  program: (p) =>
    [
      "from math import log",
      "R, F = 8.314462618, 96485.33212  # J/(mol K), C/mol",
      `E_cathode, E_anode = ${p.cathode.potential}, ${p.anode.potential}  # V`,
      `cathode_ion, anode_ion = ${p.cathode.concentration}, ${p.anode.concentration}  # mol/L`,
      `n = ${electrons(p)}  # electrons in the cell reaction`,
      `T = ${p.celsius} + 273.15  # K`,
      `Q = anode_ion ** ${electrons(p) / p.anode.charge} / cathode_ion ** ${electrons(p) / p.cathode.charge}`,
      "E = E_cathode - E_anode - R * T / (n * F) * log(Q)",
      'print(f"Answer: {E:.6g} V")',
    ].join("\n"),
  check: (p) =>
    [
      "from math import log10",
      "# each electrode by itself, with the decadic Nernst slope, then the difference",
      `slope = 0.0591597 * (${p.celsius} + 273.15) / 298.15  # V for one electron`,
      `cathode = ${p.cathode.potential} + slope / ${p.cathode.charge} * log10(${p.cathode.concentration})`,
      `anode = ${p.anode.potential} + slope / ${p.anode.charge} * log10(${p.anode.concentration})`,
      'print(f"Answer: {cathode - anode:.6g} V")',
    ].join("\n"),
  mistakes(p) {
    const wrong = (name: string, change: Partial<Route>, why: string) => {
      const route = { ...right(p), ...change };
      const value = potentialBy(p, route);
      // next to zero the rounding of the two terms would show
      return { name, value: Math.abs(value) < 0.02 ? Number.NaN : value, steps: derive(p, route), why };
    };
    const n = electrons(p);
    return [
      wrong(
        "quotient turned upside down",
        { upsideDown: true },
        "The ion formed at the anode is the product and belongs in the numerator.",
      ),
      {
        name: "standard potential reported",
        value: standard(p),
        steps: [
          cathodeStep(p, "−", standard(p)),
          `The cell reaction transfers n = ${n} electrons from ${p.anode.metal} to ${ion(p.cathode)}, and E° does not depend on n.`,
          `At T = ${writeWorking(p.celsius + 273.15, 5)} K both half-cells have the potentials of the table.`,
          `No current flows, so the cell delivers its full potential, E = E° = ${writeNumber(standard(p), 3)} V.`,
        ],
        why: "The concentrations are not 1 mol/L, so the Nernst equation must be applied.",
      },
      wrong(
        "potentials added",
        { standard: p.cathode.potential + p.anode.potential, sign: "+" },
        "The standard cell potential is that of the cathode minus that of the anode.",
      ),
      wrong(
        "number of electrons left out",
        { factor: "RT/F", scale: term(p) * n },
        `The cell reaction transfers ${n} electrons.`,
      ),
      wrong(
        "natural and decimal logarithm mixed up",
        { factor: "2.303 RT/(nF)", scale: term(p) * Math.LN10 },
        "The factor 2.303 RT/F, 0.0592 V at 25 °C, belongs to the decimal logarithm.",
      ),
    ];
  },
});
