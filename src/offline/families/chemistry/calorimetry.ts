import { defineFamily, writeAnswer } from "../../family.ts";
import { writeWorking } from "../working.ts";

/** A hot piece of metal in cooler water. Masses in g, temperatures in °C; the wanted quantity is null. */
interface Parameters {
  metal: string;
  wanted: "final" | "specificHeat" | "hot";
  /** J/(g K) */
  specificHeat: number | null;
  mass: number;
  hot: number | null;
  water: number;
  cold: number;
  final: number | null;
  /** Heat capacity of the vessel in J/K; 0 when it is negligible. */
  vessel: number;
}

/** Liquid water near 25 °C in J/(g K). CRC Handbook of Chemistry and Physics, 97th edition, section 6. */
const waterHeat = 4.18;
/** J/(g K) at 25 °C. "Heat capacity of the elements", CRC Handbook, 97th edition, section 4. */
const metals = [
  ["aluminium", 0.897],
  ["iron", 0.449],
  ["copper", 0.385],
  ["zinc", 0.388],
  ["nickel", 0.444],
  ["silver", 0.235],
] as const;

const units = { final: "°C", specificHeat: "J/(g K)", hot: "°C" } as const;
const form = ({ wanted }: Parameters) => ({ unit: units[wanted], tolerance: 0.01, figures: 3 });
const finalOf = (metalSide: number, hot: number, waterSide: number, cold: number): number =>
  (metalSide * hot + waterSide * cold) / (metalSide + waterSide);
/** The answer if one kelvin of warming the water and the vessel takes `waterSide` joules. */
function answer(p: Parameters, waterSide: number, mass = p.mass): number {
  if (p.wanted === "final") return finalOf(mass * p.specificHeat!, p.hot!, waterSide, p.cold);
  const heat = waterSide * (p.final! - p.cold);
  return p.wanted === "hot" ? p.final! + heat / (mass * p.specificHeat!) : heat / (mass * (p.hot! - p.final!));
}
const waterSide = (p: Parameters): number => waterHeat * p.water + p.vessel;

const setting = (p: Parameters): string =>
  `${p.mass} g of ${p.metal}${p.wanted === "hot" ? "" : ` at ${p.hot} °C`} is dropped into ${p.water} g of water at ${p.cold} °C` +
  `${p.vessel > 0 ? ` in a calorimeter with a heat capacity of ${p.vessel} J/K` : ""}${p.final === null ? "" : `, and the temperature settles at ${p.final} °C`}.`;
const constants = (p: Parameters): string =>
  p.specificHeat === null
    ? "specific heat of water: 4.18 J/(g K)"
    : `specific heats in J/(g K): water 4.18, ${p.metal} ${p.specificHeat}`;
const wanted = (p: Parameters): string =>
  p.wanted === "final"
    ? "the final temperature in °C"
    : p.wanted === "hot"
      ? `the initial temperature of the ${p.metal} in °C`
      : "the specific heat of the metal in J/(g K)";

/** First step: what one kelvin of warming takes. */
const warming = (p: Parameters): string =>
  `Warming the water${p.vessel > 0 ? " and the calorimeter" : ""} by 1 K takes 4.18 × ${p.water}${p.vessel > 0 ? ` + ${p.vessel}` : ""} = ${writeWorking(waterSide(p), 4)} J/K.`;
const cooling = (p: Parameters): string =>
  `Cooling the ${p.metal} by 1 K gives ${p.specificHeat} × ${p.mass} = ${writeWorking(p.specificHeat! * p.mass, 4)} J/K.`;

/** The steps with a heat capacity of the water's side that `first` has found; `start` is where the metal's fall is added. */
function derive(p: Parameters, first = warming(p), side = waterSide(p), start = p.final!): string[] {
  const shown = writeWorking(side, 4);
  if (p.wanted === "final") {
    const metalSide = writeWorking(p.mass * p.specificHeat!, 4);
    return [
      first,
      cooling(p),
      `Heat given off equals heat taken up: ${metalSide} × (${p.hot} − T) = ${shown} × (T − ${p.cold}).`,
      `T = (${metalSide} × ${p.hot} + ${shown} × ${p.cold}) / (${metalSide} + ${shown}) = ${writeAnswer(answer(p, side), form(p))}.`,
    ];
  }
  const rise = writeWorking(p.final! - p.cold, 4);
  const q = writeWorking(side * (p.final! - p.cold), 5);
  const value = answer(p, side);
  const fall = value - p.final!;
  return [
    first,
    `With a rise of ${rise} K the heat taken up is ${shown} J/K × ${rise} K = ${q} J, all of it from the metal.`,
    p.wanted === "hot"
      ? `It has cooled by ${q} J / (${p.mass} g × ${p.specificHeat} J/(g K)) = ${writeWorking(fall, 4)} K, so it started at ${start === p.final ? "" : `${start} + ${writeWorking(fall, 4)} = `}${writeAnswer(start + fall, form(p))}.`
      : `c = ${q} J / (${p.mass} g × ${writeWorking(p.hot! - p.final!, 4)} K) = ${writeAnswer(value, form(p))}.`,
  ];
}

export const calorimetry = defineFamily<Parameters>({
  name: "chemistry/calorimetry",
  domain: "chemistry",
  topic: "calorimetry",
  keywords: [
    "specific heat",
    "heat capacity",
    "thermal equilibrium",
    "heat exchange",
    "thermochemistry",
    "chemical thermodynamics",
  ],
  handbook: ["chemistry/calorimetry"],
  sample(random, difficulty) {
    const [metal, specificHeat] = random.pick(metals);
    const [mass, water] = [random.decimal(150, 260, 2), random.decimal(70, 135, 2)];
    const [hot, cold] = [random.decimal(82, 99, 1), random.decimal(15, 25, 1)];
    const vessel = difficulty === "hard" ? random.decimal(20, 80, 1) : 0;
    const final = Number(finalOf(mass * specificHeat, hot, waterHeat * water + vessel, cold).toFixed(2));
    const all = { mass, water, cold, vessel };
    if (difficulty === "easy") return { ...all, metal, wanted: "final", specificHeat, hot, final: null };
    if (difficulty === "medium")
      return { ...all, metal: "an unknown metal", wanted: "specificHeat", specificHeat: null, hot, final };
    return { ...all, metal, wanted: "hot", specificHeat, hot: null, final };
  },
  phrasings: [
    (p) => `${setting(p)} What is ${wanted(p)}, if no heat is lost? Give three significant figures (${constants(p)}).`,
    (p) =>
      `Calculate ${wanted(p)} to three significant figures, neglecting heat losses. ${setting(p)} Data: ${constants(p)}.`,
    (p) =>
      `Find ${wanted(p)} (three significant figures; ${constants(p)}) in this experiment with an insulated cup: ${setting(p)}`,
    (p) =>
      `${setting(p)} Use the balance of heat given off and taken up to determine ${wanted(p)}, rounded to three significant figures; ${constants(p)}.`,
  ],
  form,
  solve: (p) => ({ value: answer(p, waterSide(p)), steps: derive(p) }),
  program: (p) =>
    [
      `metal_mass, water_mass = ${p.mass}, ${p.water}  # g`,
      `cold = ${p.cold}  # °C`,
      `water_heat = ${waterHeat}  # J/(g K)`,
      ...(p.specificHeat === null ? [] : [`metal_heat = ${p.specificHeat}  # J/(g K)`]),
      ...(p.hot === null ? [] : [`hot = ${p.hot}  # °C`]),
      ...(p.final === null ? [] : [`final = ${p.final}  # °C`]),
      `per_kelvin = water_heat * water_mass${p.vessel > 0 ? ` + ${p.vessel}` : ""}  # J/K`,
      {
        final: "result = (metal_mass * metal_heat * hot + per_kelvin * cold) / (metal_mass * metal_heat + per_kelvin)",
        specificHeat: "result = per_kelvin * (final - cold) / (metal_mass * (hot - final))",
        hot: "result = final + per_kelvin * (final - cold) / (metal_mass * metal_heat)",
      }[p.wanted],
      `print(f"Answer: {result:.6g} ${units[p.wanted]}")`,
    ].join("\n"),
  check: (p) =>
    [
      "# search for the value at which the heats of metal and water cancel",
      "def net_heat(x):",
      `    final, hot, c = ${p.final ?? "x"}, ${p.hot ?? "x"}, ${p.specificHeat ?? "x"}`,
      `    return ${p.mass} * c * (final - hot) + (${waterHeat} * ${p.water} + ${p.vessel}) * (final - ${p.cold})`,
      "low, high = 0.0, 2000.0",
      "for _ in range(100):",
      "    middle = (low + high) / 2",
      `    low, high = (low, middle) if net_heat(middle) ${p.wanted === "final" ? ">" : "<"} 0 else (middle, high)`,
      `print(f"Answer: {middle:.6g} ${units[p.wanted]}")`,
    ].join("\n"),
  mistakes(p) {
    const side = waterSide(p);
    const right = answer(p, side);
    const plain = p.water + p.vessel;
    const exchanged = { ...p, mass: p.water, water: p.mass };
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    const result = (value: number): string => writeAnswer(value, form(p));
    const shared = [
      wrong(
        "specific heat of water left out",
        answer(p, plain),
        derive(
          p,
          p.vessel > 0
            ? `Warming the water and the calorimeter by 1 K takes ${p.water} + ${p.vessel} = ${writeWorking(plain, 4)} J/K.`
            : `Warming the ${p.water} g of water by 1 K takes ${writeWorking(plain, 4)} J/K.`,
          plain,
        ),
        "Heat is mass times specific heat times temperature change.",
      ),
      wrong(
        "masses exchanged",
        answer(exchanged, waterSide(exchanged)),
        derive(exchanged),
        "Each specific heat belongs to its own mass.",
      ),
    ];
    if (p.wanted === "final") {
      const metalSide = writeWorking(p.mass * p.specificHeat!, 4);
      const gap = writeWorking(p.hot! - p.cold, 4);
      return [
        ...shared,
        wrong(
          "rise of the water's temperature reported",
          right - p.cold,
          [
            warming(p),
            cooling(p),
            `Heat given off equals heat taken up: ${metalSide} × (${gap} − T) = ${writeWorking(side, 4)} × T, as metal and water are ${gap} K apart.`,
            `T = ${metalSide} × ${gap} / (${metalSide} + ${writeWorking(side, 4)}) = ${result(right - p.cold)}.`,
          ],
          "The question asks for the temperature reached, not for the change.",
        ),
      ];
    }
    if (p.wanted === "hot") {
      return [
        ...shared,
        wrong(
          "change added to the water's temperature",
          right - p.final! + p.cold,
          derive(p, warming(p), side, p.cold),
          "The metal cools to the final temperature, not to that of the cold water.",
        ),
      ];
    }
    const heat = writeWorking(side * p.final!, 5);
    return [
      ...shared,
      wrong(
        "same temperature change for both",
        side / p.mass,
        [
          warming(p),
          "The metal gives off what the water takes up, and in contact both change by the same ΔT, which cancels.",
          `c = ${writeWorking(side, 4)} J/K / ${p.mass} g = ${result(side / p.mass)}.`,
        ],
        "Metal and water start at different temperatures and change by different amounts.",
      ),
      wrong(
        "temperatures instead of changes",
        (side * p.final!) / (p.mass * p.hot!),
        [
          warming(p),
          `At ${p.final} °C the heat taken up is ${writeWorking(side, 4)} J/K × ${p.final} = ${heat} J, all of it from the metal.`,
          `c = ${heat} J / (${p.mass} g × ${p.hot}) = ${result((side * p.final!) / (p.mass * p.hot!))}.`,
        ],
        "Heat belongs to a change of temperature.",
      ),
    ];
  },
});
