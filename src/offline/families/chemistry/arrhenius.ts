import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";

/** Molar gas constant in J/(mol K). CODATA 2018, exact: https://physics.nist.gov/cuu/Constants/ */
const R = 8.314462618;

/** Temperatures are in K when `scale` says so, otherwise in °C; rate constants in 1/s, energies in kJ/mol. */
type Parameters = { scale: "K" | "°C"; from: number } & (
  | { wanted: "energy"; to: number; rates: readonly [number, number] }
  | { wanted: "temperature"; energy: number; factor: number }
);

const form = (p: Parameters) => ({ unit: p.wanted === "energy" ? "kJ/mol" : "°C", tolerance: 0.01, figures: 3 });
const zero = ({ scale }: Parameters): number => (scale === "K" ? 0 : 273.15);
const growth = (p: Parameters): number => Math.log(p.wanted === "energy" ? p.rates[1] / p.rates[0] : p.factor);
/** The answer with the logarithm of the ratio of the rate constants and the zero of the scale open to mistakes. */
function answer(p: Parameters, logarithm = growth(p), offset = zero(p)): number {
  const first = p.from + offset;
  if (p.wanted === "energy") return (R * logarithm) / (1 / first - 1 / (p.to + offset)) / 1000;
  return 1 / (1 / first - (R * logarithm) / (p.energy * 1000)) - offset;
}
const state = (p: Parameters): string =>
  p.wanted === "energy"
    ? `The rate constant of a reaction is ${writeNumber(p.rates[0], 3)} s^-1 at ${p.from} ${p.scale} and ${writeNumber(p.rates[1], 3)} s^-1 at ${p.to} ${p.scale}.`
    : `The activation energy of a reaction is ${p.energy} kJ/mol. At a certain temperature its rate constant is ${p.factor} times as large as at ${p.from} ${p.scale}.`;
const wanted = (p: Parameters): string =>
  p.wanted === "energy" ? "the activation energy in kJ/mol" : "that higher temperature in °C";

/** What a solution puts in for the logarithm of the ratio of the rate constants, and how it writes that. */
interface Growth {
  symbol: string;
  written: (ratio: string) => string;
  value: number;
}
const natural = (p: Parameters): Growth => ({
  symbol: "ln(k2/k1)",
  written: (ratio) => (p.wanted === "energy" ? `ln(${ratio})` : `ln ${ratio}`),
  value: growth(p),
});

/** The worked steps; `perMole` turns J/mol into the unit that the result is given. */
function derive(p: Parameters, { symbol, written, value }: Growth, offset = zero(p), perMole = 1000) {
  const unit = offset === 0 && p.scale !== "K" ? "°C" : "K";
  const shown = (t: number): string => writeWorking(t + offset, 5);
  const logarithm = writeWorking(value, 4);
  const law = `The Arrhenius equation at two temperatures gives ${symbol} = (Ea/R) (1/T1 − 1/T2), with R = 8.3145 J/(mol K).`;
  if (p.wanted === "energy") {
    const [high, low] = [writeNumber(p.rates[1], 3), writeNumber(p.rates[0], 3)];
    const difference = writeWorking(1 / (p.from + offset) - 1 / (p.to + offset), 4);
    const joules = answer(p, value, offset) * 1000;
    const result = `${writeNumber(joules / perMole, 3)} kJ/mol`;
    return [
      law,
      `${symbol} = ${written(symbol.includes("k1/k2") ? `${low}/${high}` : `${high}/${low}`)} = ${logarithm}.`,
      `1/T1 − 1/T2 = 1/${shown(p.from)} − 1/${shown(p.to)} = ${difference} ${unit}^-1.`,
      `Ea = 8.3145 × ${logarithm} / ${difference} = ${writeWorking(joules, 5)} ` +
        (perMole === 1 ? `kJ/mol, rounded ${result}.` : `J/mol, that is ${result}.`),
    ];
  }
  const result = answer(p, value, offset);
  const inverse = writeNumber(1 / (result + offset), 6);
  return [
    law,
    `${symbol} = ${written(symbol.includes("k1/k2") ? `(1/${p.factor})` : String(p.factor))} = ${logarithm}, and T1 = ${shown(p.from)} ${unit}.`,
    `1/T2 = 1/${shown(p.from)} − 8.3145 × ${logarithm} / ${writeWorking(p.energy * 1000, 5)} = ${inverse} ${unit}^-1.`,
    unit === "K"
      ? `T2 = ${writeWorking(result + offset, 5)} K, which is ${writeNumber(result, 3)} °C.`
      : `T2 = 1 / ${inverse} = ${writeNumber(result, 3)} °C.`,
  ];
}

export const arrhenius = defineFamily<Parameters>({
  name: "chemistry/arrhenius",
  domain: "chemistry",
  topic: "Arrhenius equation",
  keywords: [
    "activation energy",
    "temperature dependence",
    "rate constant",
    "reaction rate",
    "kinetics",
    "chemical kinetics",
    "reaction kinetics",
  ],
  handbook: ["chemistry/arrhenius", "chemistry/first-order-kinetics"],
  sample(random, difficulty) {
    const from = random.decimal(15, 45, 1);
    const energy = random.decimal(42, 105, 2);
    if (difficulty === "hard")
      return { scale: "°C", from, wanted: "temperature", energy, factor: random.decimal(1.9, 6.5, 3) };
    const to = Number((from + random.decimal(14, 35, 1)).toFixed(1));
    const slow = Number((10 ** random.decimal(-4.5, -2, 5)).toPrecision(3));
    const ratio = Math.exp(((energy * 1000) / R) * (1 / (from + 273.15) - 1 / (to + 273.15)));
    const rates = [slow, Number((slow * ratio).toPrecision(3))] as const;
    return difficulty === "medium"
      ? { scale: "°C", from, to, wanted: "energy", rates }
      : {
          scale: "K",
          from: Number((from + 273.15).toFixed(2)),
          to: Number((to + 273.15).toFixed(2)),
          wanted: "energy",
          rates,
        };
  },
  phrasings: [
    (p) => `${state(p)} What is ${wanted(p)}, to three significant figures?`,
    (p) => `${state(p)} Calculate ${wanted(p)} with the Arrhenius equation and give three significant figures.`,
    (p) =>
      `Assuming Arrhenius behaviour with a constant frequency factor, find ${wanted(p)} to three significant figures. ${state(p)}`,
    (p) =>
      `From kinetic measurements the following is known. ${state(p)} Determine ${wanted(p)}, rounded to three significant figures.`,
  ],
  form,
  solve: (p) => ({ value: answer(p), steps: derive(p, natural(p)) }),
  program: (p) =>
    [
      "from math import log",
      `R = ${R}  # J/(mol K)`,
      `T1 = ${p.from}${p.scale === "K" ? "" : " + 273.15"}  # K`,
      ...(p.wanted === "energy"
        ? [
            `T2 = ${p.to}${p.scale === "K" ? "" : " + 273.15"}  # K`,
            `k1, k2 = ${p.rates[0]}, ${p.rates[1]}  # 1/s`,
            "energy = R * log(k2 / k1) / (1 / T1 - 1 / T2)  # J/mol",
            'print(f"Answer: {energy / 1000:.6g} kJ/mol")',
          ]
        : [
            `energy = ${p.energy} * 1000  # J/mol`,
            `factor = ${p.factor}  # k2 / k1`,
            "T2 = 1 / (1 / T1 - R * log(factor) / energy)  # K",
            'print(f"Answer: {T2 - 273.15:.6g} °C")',
          ]),
    ].join("\n"),
  check(p) {
    const kelvin = (t: number): string => (p.scale === "K" ? `${t}` : `(${t} + 273.15)`);
    const [ratio, high, unit] =
      p.wanted === "energy" ? [`${p.rates[1]} / ${p.rates[0]}`, "1000.0", "kJ/mol"] : [`${p.factor}`, "400.0", "°C"];
    return [
      "from math import exp",
      "# search for the value with which the two Boltzmann factors have the right ratio",
      "def ratio(x):",
      p.wanted === "energy"
        ? `    energy, T1, T2 = x, ${kelvin(p.from)}, ${kelvin(p.to)}`
        : `    energy, T1, T2 = ${p.energy}, ${kelvin(p.from)}, x + 273.15`,
      "    return exp(-energy / 0.008314462618 / T2) / exp(-energy / 0.008314462618 / T1)",
      `low, high = 0.0, ${high}`,
      "for _ in range(100):",
      "    middle = (low + high) / 2",
      `    low, high = (middle, high) if ratio(middle) < ${ratio} else (low, middle)`,
      `print(f"Answer: {middle:.6g} ${unit}")`,
    ].join("\n");
  },
  mistakes(p) {
    const wrong = (name: string, entered: Growth, why: string) => ({
      name,
      value: answer(p, entered.value),
      steps: derive(p, entered),
      why,
    });
    const right = natural(p);
    return [
      wrong(
        "decimal logarithm",
        { symbol: "log10(k2/k1)", written: (ratio) => `log10(${ratio})`, value: right.value / Math.LN10 },
        "The Arrhenius equation contains the natural logarithm.",
      ),
      wrong(
        "ratio turned upside down",
        { ...right, symbol: "ln(k1/k2)", value: -right.value },
        "A larger rate constant belongs to the higher temperature, and activation energies are positive.",
      ),
      wrong(
        "logarithm forgotten",
        { symbol: "k2/k1", written: (ratio) => ratio, value: Math.exp(right.value) },
        "The logarithm of the ratio is proportional to the activation energy.",
      ),
      p.scale === "°C"
        ? {
            name: "temperature in °C inserted",
            value: answer(p, right.value, 0),
            steps: derive(p, right, 0),
            why: "The equation needs absolute temperatures.",
          }
        : {
            name: "joules reported as kilojoules",
            value: answer(p) * 1000,
            steps: derive(p, right, zero(p), 1),
            why: "With R in J/(mol K) the energy comes out in J/mol.",
          },
    ];
  },
});
