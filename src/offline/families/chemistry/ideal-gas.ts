import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";

/** Molar gas constant in J/(mol K), equal to kPa L/(mol K). CODATA 2018, exact: https://physics.nist.gov/cuu/Constants/ */
const R = 8.314462618;
/** Standard atmosphere in kPa, exact by definition. */
const atmosphere = 101.325;

type Parameters = { pressure: number } & (
  | { wanted: "volume"; unit: "kPa"; moles: number; kelvin: number; gas: string }
  | { wanted: "mass"; unit: "atm"; litres: number; celsius: number; gas: string }
  | { wanted: "molar mass"; unit: "kPa"; millilitres: number; celsius: number; milligrams: number }
);

const gases = ["N2", "O2", "H2", "CO2", "CH4", "NH3", "C3H8", "SO2", "N2O", "Ar"] as const;
/** Liquids that boil below 85 °C; the question does not name them. */
const vapours = ["CH4O", "C2H6O", "C3H6O", "CHCl3", "C6H14", "C6H6", "C4H8O2", "C4H10O"] as const;
const units = { volume: "L", mass: "g", "molar mass": "g/mol" } as const;
const form = (p: Parameters) => ({ unit: units[p.wanted], tolerance: 0.01, figures: 3 });

/** The answer with each factor open to mistakes: pressure in kPa, temperature in K, the gas constant. */
function answer(
  p: Parameters,
  kPa = p.unit === "atm" ? p.pressure * atmosphere : p.pressure,
  T = kelvin(p),
  constant = R,
): number {
  if (p.wanted === "volume") return (p.moles * constant * T) / kPa;
  if (p.wanted === "mass") return ((kPa * p.litres) / (constant * T)) * molarMass(p.gas);
  return ((p.milligrams / 1000) * constant * T) / (kPa * (p.millilitres / 1000));
}
const kelvin = (p: Parameters): number => (p.wanted === "volume" ? p.kelvin : p.celsius + 273.15);

const state = (p: Parameters): string => {
  if (p.wanted === "volume")
    return `A balloon contains ${p.moles} mol of ${p.gas} at ${p.kelvin} K and ${p.pressure} kPa.`;
  if (p.wanted === "mass") {
    return `A cylinder of ${p.litres} L is filled with ${p.gas} to an absolute pressure of ${p.pressure} atm at ${p.celsius} °C.`;
  }
  return (
    `${p.milligrams} mg of a volatile liquid is evaporated completely, and its vapour fills ${p.millilitres} mL at ` +
    `${p.celsius} °C and ${p.pressure} kPa.`
  );
};
const wanted = (p: Parameters): string =>
  p.wanted === "volume"
    ? "the volume of the balloon in L"
    : p.wanted === "mass"
      ? `the mass of ${p.gas} in the cylinder in g`
      : "the molar mass of the substance in g/mol";

export const idealGas = defineFamily<Parameters>({
  name: "chemistry/ideal-gas",
  domain: "chemistry",
  topic: "ideal gas law",
  keywords: ["gas law", "molar volume", "vapour density", "pressure", "pv = nrt"],
  handbook: ["chemistry/ideal-gas"],
  sample(random, difficulty) {
    if (difficulty === "easy") {
      return {
        wanted: "volume",
        unit: "kPa",
        gas: random.pick(gases),
        moles: random.decimal(0.1, 4, 3),
        kelvin: random.integer(275, 420),
        pressure: random.decimal(80, 320, 1),
      };
    }
    const celsius = random.decimal(12, 60, 1);
    if (difficulty === "medium") {
      return {
        wanted: "mass",
        unit: "atm",
        gas: random.pick(gases),
        litres: random.decimal(1.5, 40, 2),
        celsius,
        pressure: random.decimal(0.7, 4, 3),
      };
    }
    const [hot, pressure, millilitres] = [
      random.decimal(90, 120, 1),
      random.decimal(96, 103, 2),
      random.decimal(110, 480, 1),
    ];
    const grams = ((pressure * millilitres) / 1000 / (R * (hot + 273.15))) * molarMass(random.pick(vapours));
    return {
      wanted: "molar mass",
      unit: "kPa",
      millilitres,
      celsius: hot,
      pressure,
      milligrams: Number((grams * 1000 * random.decimal(0.985, 1.01, 4)).toFixed(1)),
    };
  },
  phrasings: [
    (p) => `${state(p)} What is ${wanted(p)}, if the gas is ideal? Give three significant figures.`,
    (p) => `${state(p)} Calculate ${wanted(p)} with the ideal gas law and round to three significant figures.`,
    (p) => `Assuming pV = nRT, find ${wanted(p)} to three significant figures. ${state(p)}`,
    (p) => `An exercise on the gas law reads: "${state(p)}" Determine ${wanted(p)} (three significant figures).`,
  ],
  form,
  solve(p) {
    const value = answer(p);
    const T = writeNumber(kelvin(p), 5);
    if (p.wanted === "volume") {
      const energy = p.moles * R * p.kelvin;
      return {
        value,
        steps: [
          "The ideal gas law pV = nRT gives V = nRT/p, with R = 8.3145 kPa L/(mol K).",
          `nRT = ${p.moles} mol × 8.3145 kPa L/(mol K) × ${p.kelvin} K = ${writeNumber(energy, 5)} kPa L.`,
          `V = ${writeNumber(energy, 5)} kPa L / ${p.pressure} kPa = ${writeNumber(value, 3)} L.`,
        ],
      };
    }
    const kPa = p.unit === "atm" ? p.pressure * atmosphere : p.pressure;
    const litres = p.wanted === "mass" ? p.litres : p.millilitres / 1000;
    const moles = (kPa * litres) / (R * kelvin(p));
    const n = writeNumber(moles, 4);
    return {
      value,
      steps: [
        `The temperature is ${p.celsius} + 273.15 = ${T} K.`,
        p.wanted === "mass"
          ? `The pressure is ${p.pressure} atm × 101.325 kPa/atm = ${writeNumber(kPa, 5)} kPa.`
          : `The volume is ${writeNumber(litres, 4)} L and the mass ${writeNumber(p.milligrams / 1000, 4)} g.`,
        `n = pV/(RT) = ${writeNumber(kPa, 5)} kPa × ${writeNumber(litres, 4)} L / (8.3145 kPa L/(mol K) × ${T} K) = ${n} mol.`,
        p.wanted === "mass"
          ? `m = nM = ${n} mol × ${writeNumber(molarMass(p.gas), 5)} g/mol = ${writeNumber(value, 3)} g.`
          : `M = m/n = ${writeNumber(p.milligrams / 1000, 4)} g / ${n} mol = ${writeNumber(value, 3)} g/mol.`,
      ],
    };
  },
  program(p) {
    const head = [
      `R = ${R}  # kPa L/(mol K)`,
      `pressure = ${p.pressure}${p.unit === "atm" ? " * 101.325" : ""}  # kPa`,
    ];
    if (p.wanted === "volume")
      return [
        ...head,
        `n = ${p.moles}  # mol`,
        `T = ${p.kelvin}  # K`,
        'print(f"Answer: {n * R * T / pressure:.6g} L")',
      ].join("\n");
    const T = `T = ${p.celsius} + 273.15  # K`;
    return p.wanted === "mass"
      ? [
          ...head,
          T,
          `volume = ${p.litres}  # L`,
          `molar_mass = ${molarMassSource(p.gas)}  # g/mol`,
          'print(f"Answer: {pressure * volume / (R * T) * molar_mass:.6g} g")',
        ].join("\n")
      : [
          ...head,
          T,
          `volume = ${p.millilitres} / 1000  # L`,
          `mass = ${p.milligrams} / 1000  # g`,
          'print(f"Answer: {mass * R * T / (pressure * volume):.6g} g/mol")',
        ].join("\n");
  },
  check(p) {
    const T = p.wanted === "volume" ? `${p.kelvin}` : `${p.celsius} + 273.15`;
    const head = [
      "# scale the molar volume at 273.15 K and 1 atm, 22.41397 L/mol",
      `pressure = ${p.pressure}${p.unit === "atm" ? "" : " / 101.325"}  # atm`,
      `molar_volume = 22.41397 * (${T}) / 273.15 / pressure  # L/mol`,
    ];
    const result = {
      volume: () => (p.wanted === "volume" ? `${p.moles} * molar_volume` : ""),
      mass: () => (p.wanted === "mass" ? `${p.litres} / molar_volume * ${writeNumber(molarMass(p.gas), 7)}` : ""),
      "molar mass": () => (p.wanted === "molar mass" ? `${p.milligrams} / ${p.millilitres} * molar_volume` : ""),
    };
    return [...head, `print(f"Answer: {${result[p.wanted]()}:.6g} ${units[p.wanted]}")`].join("\n");
  },
  mistakes(p) {
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    const T = kelvin(p);
    return [
      wrong(
        "temperature not in kelvin",
        answer(p, undefined, T - 273.15),
        `T is entered in °C, as ${writeNumber(T - 273.15, 4)}.`,
        "The gas law needs the absolute temperature.",
      ),
      wrong(
        "gas constant of other units",
        answer(p, undefined, undefined, 0.082057),
        "R = 0.082057 is used together with a pressure in kPa.",
        "The gas constant must have the units of the other quantities; 0.082057 belongs to L and atm.",
      ),
      wrong(
        p.unit === "atm" ? "pressure not converted" : "standard pressure assumed",
        answer(p, p.unit === "atm" ? p.pressure : atmosphere),
        p.unit === "atm"
          ? `${p.pressure} is entered together with R = 8.3145.`
          : "The pressure is taken as 101.325 kPa.",
        `R = 8.3145 and litres need the pressure in kPa, and it is ${p.pressure} ${p.unit}.`,
      ),
      wrong(
        "molar volume at standard conditions",
        answer(p, atmosphere, 273.15),
        "22.414 L/mol is used although the gas is not at 0 °C and 1 atm.",
        "The molar volume depends on temperature and pressure.",
      ),
    ];
  },
});
