import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";

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

export const calorimetry = defineFamily<Parameters>({
  name: "chemistry/calorimetry",
  domain: "chemistry",
  topic: "calorimetry",
  keywords: ["specific heat", "heat capacity", "thermal equilibrium", "heat exchange"],
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
  solve(p) {
    const side = waterSide(p);
    const value = answer(p, side);
    const last = writeAnswer(value, form(p));
    const first = `Warming the water${p.vessel > 0 ? " and the calorimeter" : ""} by 1 K takes 4.18 × ${p.water}${p.vessel > 0 ? ` + ${p.vessel}` : ""} = ${writeNumber(side, 4)} J/K.`;
    if (p.wanted === "final") {
      const metalSide = p.mass * p.specificHeat!;
      return {
        value,
        steps: [
          first,
          `Cooling the ${p.metal} by 1 K gives ${p.specificHeat} × ${p.mass} = ${writeNumber(metalSide, 4)} J/K.`,
          `Heat given off equals heat taken up: ${writeNumber(metalSide, 4)} × (${p.hot} − T) = ${writeNumber(side, 4)} × (T − ${p.cold}).`,
          `T = (${writeNumber(metalSide, 4)} × ${p.hot} + ${writeNumber(side, 4)} × ${p.cold}) / (${writeNumber(metalSide, 4)} + ${writeNumber(side, 4)}) = ${last}.`,
        ],
      };
    }
    const rise = p.final! - p.cold;
    const heat = side * rise;
    const q = writeNumber(heat, 5);
    return {
      value,
      steps: [
        first,
        `With a rise of ${writeNumber(rise, 4)} K the heat taken up is ${writeNumber(side, 4)} J/K × ${writeNumber(rise, 4)} K = ${q} J, all of it from the metal.`,
        p.wanted === "hot"
          ? `It has cooled by ${q} J / (${p.mass} g × ${p.specificHeat} J/(g K)) = ${writeNumber(value - p.final!, 4)} K, so it started at ${last}.`
          : `c = ${q} J / (${p.mass} g × ${writeNumber(p.hot! - p.final!, 4)} K) = ${last}.`,
      ],
    };
  },
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
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    return [
      wrong(
        "specific heat of water left out",
        answer(p, p.water + p.vessel),
        `The water is counted with its mass of ${p.water} g alone.`,
        "Heat is mass times specific heat times temperature change.",
      ),
      wrong(
        "masses exchanged",
        answer(p, waterHeat * p.mass + p.vessel, p.water),
        "The mass of water is used for the metal and that of the metal for the water.",
        "Each specific heat belongs to its own mass.",
      ),
      ...(p.wanted === "final"
        ? [
            wrong(
              "rise of the water's temperature reported",
              right - p.cold,
              `The water's warming from ${p.cold} °C is given.`,
              "The question asks for the temperature reached, not for the change.",
            ),
          ]
        : p.wanted === "hot"
          ? [
              wrong(
                "change added to the water's temperature",
                right - p.final! + p.cold,
                `The cooling of the metal is added to ${p.cold} °C.`,
                "The metal cools to the final temperature, not to that of the cold water.",
              ),
            ]
          : [
              wrong(
                "same temperature change for both",
                (waterHeat * p.water) / p.mass,
                "The temperature changes are taken to cancel.",
                "Metal and water start at different temperatures and change by different amounts.",
              ),
              wrong(
                "temperatures instead of changes",
                (side * p.final!) / (p.mass * p.hot!),
                `The temperatures ${p.final} °C and ${p.hot} °C are inserted as they are.`,
                "Heat belongs to a change of temperature.",
              ),
            ]),
    ];
  },
});
