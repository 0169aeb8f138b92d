import { defineFamily, writeAnswer } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { atomicWeights, type Element } from "./elements.ts";

/** Faraday constant in C/mol. CODATA 2018, exact: https://physics.nist.gov/cuu/Constants/ */
const F = 96485.33212;

/** Mass in g, current in A, time in `timeUnit`; the wanted quantity is null. */
interface Parameters {
  wanted: "mass" | "time" | "current";
  metal: Element;
  charge: number;
  mass: number | null;
  current: number | null;
  time: number | null;
  timeUnit: "s" | "min" | "h";
  /** Percent of the charge that deposits metal. */
  efficiency: number | null;
}

const metals = [
  ["Cu", 2],
  ["Ni", 2],
  ["Zn", 2],
  ["Sn", 2],
  ["Cr", 3],
  ["Au", 3],
  ["Cd", 2],
] as const;
const seconds = { s: 1, min: 60, h: 3600 } as const;
const form = (p: Parameters) => ({
  unit: { mass: "g", time: p.timeUnit, current: "A" }[p.wanted],
  tolerance: 0.01,
  figures: 3,
});
const share = ({ efficiency }: Parameters): number => (efficiency ?? 100) / 100;
/** The answer with charge number, seconds in the unit of time, useful share and grams for a mole open to mistakes. */
function answer(
  p: Parameters,
  z = p.charge,
  unit: number = seconds[p.timeUnit],
  useful = share(p),
  M: number = atomicWeights[p.metal],
): number {
  if (p.wanted === "mass") return (p.current! * p.time! * unit * useful * M) / (z * F);
  const coulombs = ((p.mass! / M) * z * F) / useful;
  return p.wanted === "time" ? coulombs / p.current! / unit : coulombs / (p.time! * unit);
}
const ion = ({ metal, charge }: Parameters): string => `${metal}${charge}+`;
const state = (p: Parameters): string => {
  const loss = p.efficiency === null ? "" : ` The current efficiency is ${p.efficiency} %.`;
  if (p.wanted === "mass")
    return `A current of ${p.current} A flows for ${p.time} ${p.timeUnit} through a solution of ${ion(p)} ions, and ${p.metal} is deposited on the cathode.${loss}`;
  if (p.wanted === "time")
    return `${p.mass} g of ${p.metal} is to be deposited from a solution of ${ion(p)} ions by a current of ${p.current} A.${loss}`;
  return `An object is plated with ${p.mass} g of ${p.metal} from a bath of ${ion(p)} ions in ${p.time} ${p.timeUnit}.${loss}`;
};
const wanted = (p: Parameters): string =>
  ({
    mass: `the mass of ${p.metal} deposited, in g`,
    time: `the time needed, in ${p.timeUnit}`,
    current: "the constant current required, in A",
  })[p.wanted];

/** How a solution turns charge into metal or back. */
interface Route {
  /** Electrons taken up by each ion, and how many of them divide the charge. */
  taken: number;
  z: number;
  /** Grams that are counted as one mole; null when grams and moles are not told apart. */
  M: number | null;
  /** Seconds in what is inserted as the unit of time. */
  unit: number;
  useful: number;
}
const right = (p: Parameters): Route => ({
  taken: p.charge,
  z: p.charge,
  M: atomicWeights[p.metal],
  unit: seconds[p.timeUnit],
  useful: share(p),
});
const electronsOf = (n: number): string => `${n} electron${n === 1 ? "" : "s"}`;

function deposited(p: Parameters, { taken, z, M, unit }: Route, last: string): string[] {
  const coulombs = p.current! * p.time! * unit;
  const charge = writeWorking(coulombs, 5);
  const electrons = coulombs / F;
  const moles = writeWorking(electrons / z, 4);
  const minutes = writeWorking(p.time! * unit, 5);
  return [
    unit === 1
      ? `The charge is Q = I t = ${p.current} A × ${p.time} s = ${charge} C.`
      : `With ${p.time} s / 60 = ${minutes} min, Q = I t = ${p.current} A × ${minutes} min = ${charge} C.`,
    `That is ${charge} C / 96485 C/mol = ${writeWorking(electrons, 4)} mol of electrons.`,
    `Each ${ion(p)} takes up ${electronsOf(taken)}, so ${z < 1 ? `${taken} × ${writeWorking(electrons, 4)} mol = ` : ""}${moles} mol of ${p.metal} forms.`,
    M === null
      ? `The amount of ${p.metal} on the cathode, ${moles}, is the mass deposited: ${last}.`
      : `Its mass is ${moles} mol × ${M} g/mol = ${last}.`,
  ];
}

function derive(p: Parameters, route: Route): string[] {
  const { taken, z, M, unit, useful } = route;
  const last = writeAnswer(answer(p, z, unit, useful, M ?? 1), form(p));
  if (p.wanted === "mass") return deposited(p, route, last);
  const moles = p.mass! / (M ?? 1);
  const coulombs = moles * z * F;
  const charge = writeWorking(coulombs, 5);
  const total = writeWorking(coulombs / useful, 5);
  return [
    M === null
      ? `The amount of ${p.metal} to be deposited is ${writeWorking(moles, 4)} mol.`
      : `The amount of ${p.metal} is ${p.mass} g / ${M} g/mol = ${writeWorking(moles, 4)} mol.`,
    `Each ${ion(p)} takes up ${electronsOf(taken)}: Q = ${z < 1 ? `${writeWorking(moles, 4)} mol / ${taken}` : `${z} × ${writeWorking(moles, 4)} mol`} × 96485 C/mol = ${charge} C.`,
    ...(p.efficiency === null
      ? []
      : [
          useful === 1
            ? `This charge deposits the metal, so in all ${total} C must flow through the bath.`
            : `With the efficiency, ${charge} C / (${p.efficiency}/100) = ${total} C must flow.`,
        ]),
    p.wanted === "time"
      ? `t = Q / I = ${total} C / ${p.current} A = ${unit === 1 ? `${last}, which is how long the current must flow.` : `${writeWorking((coulombs / useful / p.current!) * 1, 5)} s, which is ${last}.`}`
      : `I = Q / t = ${total} C / ${unit === 1 ? `${p.time} ${p.timeUnit}` : `(${p.time} × 3600 s)`} = ${last}.`,
  ];
}

export const electrolysis = defineFamily<Parameters>({
  name: "chemistry/electrolysis",
  domain: "chemistry",
  topic: "electrolysis",
  keywords: ["faraday's law", "electroplating", "charge", "current efficiency", "faraday constant", "electrochemistry"],
  handbook: ["chemistry/electrolysis"],
  sample(random, difficulty) {
    const [metal, charge] = random.pick(metals);
    const current = random.decimal(0.6, 9, 3);
    const mass = random.decimal(0.4, 12, 3);
    const base = { metal, charge, efficiency: null, mass: null, current: null, time: null };
    if (difficulty === "easy")
      return { ...base, wanted: "mass", current, time: random.integer(600, 9000), timeUnit: "s" };
    if (difficulty === "medium") return { ...base, wanted: "time", mass, current, timeUnit: "min" };
    const efficiency = random.decimal(62, 96, 1);
    return { ...base, wanted: "current", mass, time: random.decimal(0.6, 6, 3), timeUnit: "h", efficiency };
  },
  phrasings: [
    (p) => `${state(p)} What is ${wanted(p)}, to three significant figures?`,
    (p) => `${state(p)} Calculate ${wanted(p)}, with Faraday's law and round to three significant figures.`,
    (p) => `Find ${wanted(p)}, to three significant figures. ${state(p)}`,
    (p) => `In an electroplating exercise one reads: "${state(p)}" Determine ${wanted(p)} (three significant figures).`,
  ],
  form,
  solve: (p) => ({ value: answer(p), steps: derive(p, right(p)) }),
  program(p) {
    return [
      "F = 96485.33212  # C/mol",
      `molar_mass = ${atomicWeights[p.metal]}  # g/mol of ${p.metal}`,
      `z = ${p.charge}  # electrons for each ion`,
      ...(p.current === null ? [] : [`current = ${p.current}  # A`]),
      ...(p.time === null ? [] : [`time = ${p.time}${p.timeUnit === "s" ? "" : ` * ${seconds[p.timeUnit]}`}  # s`]),
      ...(p.mass === null ? [] : [`mass = ${p.mass}  # g`, "charge = mass / molar_mass * z * F  # C"]),
      ...(p.efficiency === null ? [] : [`charge = charge / (${p.efficiency} / 100)  # C, with the current efficiency`]),
      {
        mass: 'print(f"Answer: {current * time / F / z * molar_mass:.6g} g")',
        time: `print(f"Answer: {charge / current / ${seconds[p.timeUnit]}:.6g} ${p.timeUnit}")`,
        current: 'print(f"Answer: {charge / time:.6g} A")',
      }[p.wanted],
    ].join("\n");
  },
  check(p) {
    const result = {
      mass: `equivalent * ${p.current} * ${p.time} * ${seconds[p.timeUnit]}`,
      time: `${p.mass} / equivalent / ${p.current} / ${seconds[p.timeUnit]}`,
      current: `${p.mass} / equivalent / (${p.time} * ${seconds[p.timeUnit]}) / (${share(p).toFixed(3)})`,
    };
    return [
      "# electrochemical equivalent from the elementary charge and the Avogadro constant",
      "e, N = 1.602176634e-19, 6.02214076e23  # C, 1/mol",
      `equivalent = ${atomicWeights[p.metal]} / N / (${p.charge} * e)  # g of ${p.metal} for each coulomb`,
      `print(f"Answer: {${result[p.wanted]}:.6g} ${form(p).unit}")`,
    ].join("\n");
  },
  mistakes(p) {
    const wrong = (name: string, change: Partial<Route>, why: string) => {
      const route = { ...right(p), ...change };
      return {
        name,
        value: answer(p, route.z, route.unit, route.useful, route.M ?? 1),
        steps: derive(p, route),
        why,
      };
    };
    return [
      wrong("one electron for each ion", { taken: 1, z: 1 }, `Each ${ion(p)} ion needs ${p.charge} electrons.`),
      wrong(
        "number of electrons used the wrong way round",
        { z: 1 / p.charge },
        "There are more electrons than deposited atoms, not fewer.",
      ),
      wrong("molar mass left out", { M: null }, "Faraday's law gives an amount; the molar mass turns it into a mass."),
      p.timeUnit === "s"
        ? wrong("time turned into minutes", { unit: 1 / 60 }, "One ampere is one coulomb per second.")
        : wrong("time not in seconds", { unit: 1 }, "One ampere is one coulomb per second."),
      wrong(
        "efficiency left out",
        { useful: 1 },
        "Only the stated part of the charge deposits metal, so more must flow.",
      ),
    ];
  },
});
