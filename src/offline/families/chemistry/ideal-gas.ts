import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { molarMass, molarMassSource } from "./elements.ts";

/** Molar gas constant in J/(mol K), equal to kPa L/(mol K). CODATA 2018, exact: https://physics.nist.gov/cuu/Constants/ */
const R = 8.314462618;
/** Standard atmosphere in kPa, exact by definition. */
const atmosphere = 101.325;

type Parameters = { pressure: number } & (
  | { wanted: "mass"; unit: "kPa" | "atm"; litres: number; celsius: number; gas: string }
  | { wanted: "molar mass"; unit: "kPa"; millilitres: number; celsius: number; milligrams: number }
);

const gases = ["N2", "O2", "H2", "CO2", "CH4", "NH3", "C3H8", "SO2", "N2O", "Ar"] as const;
/** Liquids that boil below 85 °C; the question does not name them. */
const vapours = ["CH4O", "C2H6O", "C3H6O", "CHCl3", "C6H14", "C6H6", "C4H8O2", "C4H10O"] as const;
const form = (p: Parameters) => ({ unit: p.wanted === "mass" ? "g" : "g/mol", tolerance: 0.01, figures: 3 });

const kelvin = (p: Parameters): number => p.celsius + 273.15;
const kilopascals = (p: Parameters): number => (p.unit === "atm" ? p.pressure * atmosphere : p.pressure);
/** The answer with pressure in kPa, temperature in K and gas constant open to mistakes. */
const answer = (p: Parameters, kPa = kilopascals(p), T = kelvin(p), constant = R): number =>
  p.wanted === "mass"
    ? ((kPa * p.litres) / (constant * T)) * molarMass(p.gas)
    : (p.milligrams * constant * T) / (kPa * p.millilitres);

/** What a solution enters for temperature, pressure and gas constant, and the sentences in which it finds them. */
interface Entered {
  T: number;
  temperature: string;
  kPa: number;
  pressure: string[];
  pressureUnit: string;
  constant: string;
}
const entered = (p: Parameters): Entered => ({
  T: kelvin(p),
  temperature: `The temperature is ${p.celsius} + 273.15 = ${writeWorking(kelvin(p), 5)} K.`,
  kPa: kilopascals(p),
  pressure:
    p.unit === "atm"
      ? [`The pressure is ${p.pressure} atm × 101.325 kPa/atm = ${writeWorking(kilopascals(p), 5)} kPa.`]
      : [],
  pressureUnit: "kPa",
  constant: "8.3145 kPa L/(mol K)",
});
const litresOf = (p: Parameters): number => (p.wanted === "mass" ? p.litres : p.millilitres / 1000);
const substance = (p: Parameters): string =>
  p.wanted === "mass"
    ? `The molar mass of ${p.gas} is ${writeWorking(molarMass(p.gas), 5)} g/mol.`
    : `The volume is ${writeWorking(litresOf(p), 4)} L and the mass ${writeWorking(p.milligrams / 1000, 4)} g.`;
const concluded = (p: Parameters, moles: number): string =>
  p.wanted === "mass"
    ? `m = nM = ${writeWorking(moles, 4)} mol × ${writeWorking(molarMass(p.gas), 5)} g/mol = ${writeNumber(moles * molarMass(p.gas), 3)} g.`
    : `M = m/n = ${writeWorking(p.milligrams / 1000, 4)} g / ${writeWorking(moles, 4)} mol = ${writeNumber(p.milligrams / 1000 / moles, 3)} g/mol.`;

function derive(p: Parameters, change: Partial<Entered> = {}, R0 = R): string[] {
  const { T, temperature, kPa, pressure, pressureUnit, constant } = { ...entered(p), ...change };
  const moles = (kPa * litresOf(p)) / (R0 * T);
  const degrees = change.T === undefined ? "K" : "°C";
  return [
    temperature,
    ...pressure,
    substance(p),
    `n = pV/(RT) = ${writeWorking(kPa, 5)} ${pressureUnit} × ${writeWorking(litresOf(p), 4)} L / (${constant} × ${writeWorking(T, 5)} ${degrees}) = ${writeWorking(moles, 4)} mol.`,
    concluded(p, moles),
  ];
}

export const idealGas = defineFamily<Parameters>({
  name: "chemistry/ideal-gas",
  domain: "chemistry",
  topic: "ideal gas law",
  keywords: ["ideal gas", "gas law", "molar volume", "vapour density", "pressure", "pv = nrt", "gases"],
  handbook: ["chemistry/ideal-gas"],
  sample(random, difficulty) {
    if (difficulty !== "hard") {
      const unit = difficulty === "easy" ? "kPa" : "atm";
      const pressure = unit === "kPa" ? random.decimal(80, 420, 1) : random.decimal(0.7, 4, 3);
      const [litres, celsius] = [random.decimal(1.5, 40, 2), random.decimal(12, 60, 1)];
      return { wanted: "mass", unit, gas: random.pick(gases), litres, celsius, pressure };
    }
    const [pressure, celsius] = [random.decimal(96, 103, 2), random.decimal(90, 120, 1)];
    const millilitres = random.decimal(110, 480, 1);
    const milligrams = ((pressure * millilitres) / (R * (celsius + 273.15))) * molarMass(random.pick(vapours));
    const measured = Number((milligrams * random.decimal(0.985, 1.01, 4)).toFixed(1));
    return { wanted: "molar mass", unit: "kPa", millilitres, celsius, pressure, milligrams: measured };
  },
  phrasings: [
    (p) =>
      p.wanted === "mass"
        ? `What mass of ${p.gas} in grams fills ${p.litres} L at ${p.celsius} °C and ${p.pressure} ${p.unit} if it behaves as an ` +
          "ideal gas? Give three significant figures."
        : `${p.milligrams} mg of a volatile liquid is evaporated completely, and its vapour fills ${p.millilitres} mL at ` +
          `${p.celsius} °C and ${p.pressure} kPa. What is its molar mass in g/mol, if the vapour is ideal? Give three ` +
          "significant figures.",
    (p) =>
      p.wanted === "mass"
        ? `A cylinder of ${p.litres} L contains ${p.gas} at an absolute pressure of ${p.pressure} ${p.unit} and a temperature of ` +
          `${p.celsius} °C. Calculate the mass of the gas in g with the ideal gas law (three significant figures).`
        : `A flask of ${p.millilitres} mL, kept at ${p.celsius} °C, is full of the vapour of an unknown substance at ` +
          `${p.pressure} kPa. The vapour weighs ${p.milligrams} mg. Calculate the molar mass in g/mol with the ideal gas law ` +
          "(three significant figures).",
    (p) =>
      p.wanted === "mass"
        ? `Find, in g and to three significant figures, how much ${p.gas} there is in ${p.litres} L of the gas under ` +
          `${p.pressure} ${p.unit} at ${p.celsius} °C, assuming ideal behaviour.`
        : `Find, in g/mol and to three significant figures, the molar mass of a gas of which ${p.milligrams} mg has a volume ` +
          `of ${p.millilitres} mL under ${p.pressure} kPa at ${p.celsius} °C, assuming ideal behaviour.`,
    (p) =>
      p.wanted === "mass"
        ? `At ${p.celsius} °C a tank of ${p.litres} L is filled with ${p.gas} until the pressure is ${p.pressure} ${p.unit}. How many ` +
          "grams of gas does it hold? Assume pV = nRT and round to three significant figures."
        : `How heavy is one mole (g/mol) of a compound whose vapour, ${p.millilitres} mL at ${p.pressure} kPa and ${p.celsius} °C, ` +
          `has a mass of ${p.milligrams} mg? Assume pV = nRT and round to three significant figures.`,
  ],
  form,
  solve: (p) => ({ value: answer(p), steps: derive(p) }),
  program(p) {
    const head = [
      `R = ${R}  # kPa L/(mol K)`,
      `pressure = ${p.pressure}${p.unit === "atm" ? " * 101.325" : ""}  # kPa`,
    ];
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
  check: (p) =>
    [
      "# scale the molar volume at 273.15 K and 1 atm, 22.41397 L/mol",
      `pressure = ${p.pressure}${p.unit === "atm" ? "" : " / 101.325"}  # atm`,
      `molar_volume = 22.41397 * (${p.celsius} + 273.15) / 273.15 / pressure  # L/mol`,
      p.wanted === "mass"
        ? `print(f"Answer: {${p.litres} / molar_volume * ${writeNumber(molarMass(p.gas), 7)}:.6g} g")`
        : `print(f"Answer: {${p.milligrams} / ${p.millilitres} * molar_volume:.6g} g/mol")`,
    ].join("\n"),
  mistakes(p) {
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    const litres = writeWorking(litresOf(p), 4);
    const atmospheric =
      p.unit === "atm"
        ? {
            kPa: p.pressure,
            pressure: [`The pressure is ${p.pressure} atm, as the question says.`],
            pressureUnit: "atm",
          }
        : { kPa: atmosphere, pressure: ["The pressure is 1 atm."] };
    return [
      wrong(
        "temperature not in kelvin",
        answer(p, undefined, p.celsius),
        derive(p, { T: p.celsius, temperature: `The temperature is ${p.celsius} °C.` }),
        "The gas law needs the absolute temperature.",
      ),
      wrong(
        "gas constant of other units",
        answer(p, undefined, undefined, 0.082057),
        derive(p, { constant: "0.082057 L atm/(mol K)" }, 0.082057),
        "The gas constant must have the units of the other quantities; 0.082057 belongs to L and atm.",
      ),
      wrong(
        p.unit === "atm" ? "pressure not converted" : "standard pressure assumed",
        answer(p, atmospheric.kPa),
        derive(p, atmospheric),
        `R = 8.3145 and litres need the pressure in kPa, and it is ${p.pressure} ${p.unit}.`,
      ),
      wrong(
        "molar volume at standard conditions",
        answer(p, atmosphere, 273.15),
        [
          "One mole of any ideal gas fills the same volume, the molar volume of 22.414 L.",
          ...(p.unit === "atm" ? ["This is Avogadro's law, and the kind of gas plays no part."] : []),
          substance(p),
          `n = V/Vm = ${litres} L / (22.414 L/mol) = ${writeWorking(litresOf(p) / 22.414, 4)} mol.`,
          concluded(p, litresOf(p) / 22.414),
        ],
        "That value holds only at 0 °C and 1 atm.",
      ),
    ];
  },
});
