import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";

/** Speed by half-life in min or by rate constant in 1/s; concentrations in mol/L, times in min. */
type Parameters = { substance: string; speed: { halfLife: number } | { rate: number } } & (
  | { wanted: "concentration"; start: number; time: number }
  | { wanted: "time"; decomposed: number }
);

const substances = ["N2O5", "SO2Cl2", "CH3N2CH3", "cyclopropane", "H2O2", "sucrose", "aspirin"] as const;
const form = (p: Parameters) => ({ unit: p.wanted === "time" ? "min" : "mol/L", tolerance: 0.01, figures: 3 });
const perMinute = ({ speed }: Parameters): number => ("rate" in speed ? speed.rate * 60 : Math.LN2 / speed.halfLife);
const state = (p: Parameters): string =>
  `The first-order decomposition of ${p.substance} has a ` +
  ("rate" in p.speed
    ? `rate constant of ${writeNumber(p.speed.rate, 3)} s^-1.`
    : `half-life of ${p.speed.halfLife} min.`) +
  (p.wanted === "time" ? "" : ` The initial concentration is ${p.start} mol/L.`);
const wanted = (p: Parameters): string =>
  p.wanted === "time"
    ? `the time in min after which ${p.decomposed} % has decomposed`
    : `the concentration in mol/L that is left after ${p.time} min`;

/** The rate law and the rate constant as a solution takes them; `factor` is what the half-life is divided into. */
function opening(p: Parameters, equation = "ln(c0/c) = k t", factor: "ln 2" | "1" = "ln 2"): string[] {
  return [
    `For a first-order reaction ${equation}, and the half-life is ${factor} / k.`,
    "rate" in p.speed
      ? `In minutes k = ${writeNumber(p.speed.rate, 3)} s^-1 × 60 s/min = ${writeWorking(perMinute(p), 4)} min^-1.`
      : `k = ${factor === "1" ? "1" : "0.6931"} / ${p.speed.halfLife} min = ${writeWorking(perMinute(p) / (factor === "1" ? Math.LN2 : 1), 4)} min^-1.`,
  ];
}
const quotient = (growth: number, k: number, value: number, unit = "min^-1"): string =>
  `t = ${writeWorking(growth, 4)} / ${writeWorking(k, 4)} ${unit} = ${writeNumber(value, 3)} min.`;
const remaining = ({ decomposed }: { decomposed: number }, logarithm: string, value: number): string => {
  const left = writeWorking(100 - decomposed, 4);
  return `${left} % is left, so ${logarithm}(c0/c) = ${logarithm}(100/${left}) = ${writeWorking(value, 4)}.`;
};
const exponent = (k: number, time: number): string =>
  `k t = ${writeWorking(k, 4)} min^-1 × ${time} min = ${writeWorking(k * time, 4)}.`;

export const firstOrderKinetics = defineFamily<Parameters>({
  name: "chemistry/first-order-kinetics",
  domain: "chemistry",
  topic: "first-order kinetics",
  keywords: [
    "half-life",
    "rate constant",
    "rate law",
    "exponential decay",
    "kinetics",
    "chemical kinetics",
    "reaction kinetics",
    "reaction rate",
  ],
  handbook: ["chemistry/first-order-kinetics"],
  sample(random, difficulty) {
    const substance = random.pick(substances);
    const halfLife = random.decimal(6, 90, 1);
    if (difficulty === "easy") {
      const halves = random.pick([
        random.decimal(0.4, 0.8, 3),
        random.decimal(1.2, 1.8, 3),
        random.decimal(2.3, 3.2, 3),
      ]);
      const time = Number((halfLife * halves).toFixed(1));
      return { substance, speed: { halfLife }, wanted: "concentration", start: random.decimal(0.1, 1.5, 3), time };
    }
    const speed =
      difficulty === "medium" ? { halfLife } : { rate: Number((Math.LN2 / (60 * halfLife)).toPrecision(3)) };
    return {
      substance,
      speed,
      wanted: "time",
      decomposed: random.pick([random.decimal(12, 44, 1), random.decimal(56, 92, 1)]),
    };
  },
  phrasings: [
    (p) => `${state(p)} What is ${wanted(p)}? Give three significant figures.`,
    (p) => `${state(p)} Calculate ${wanted(p)}, and round the result to three significant figures.`,
    (p) => `Use the integrated rate law to find ${wanted(p)}, with three significant figures. ${state(p)}`,
    (p) => `A laboratory report states: "${state(p)}" Determine ${wanted(p)} (three significant figures).`,
  ],
  form,
  solve(p) {
    const k = perMinute(p);
    if (p.wanted === "time") {
      const growth = -Math.log(1 - p.decomposed / 100);
      const value = growth / k;
      return { value, steps: [...opening(p), remaining(p, "ln", growth), quotient(growth, k, value)] };
    }
    const value = p.start * Math.exp(-k * p.time);
    return {
      value,
      steps: [
        ...opening(p),
        exponent(k, p.time),
        `c = ${p.start} mol/L × e^(−${writeWorking(k * p.time, 4)}) = ${writeNumber(value, 3)} mol/L.`,
      ],
    };
  },
  program: (p) =>
    [
      "from math import exp, log",
      ...("rate" in p.speed
        ? [`rate = ${p.speed.rate}  # 1/s`, "k = rate * 60  # 1/min"]
        : [`half_life = ${p.speed.halfLife}  # min`, "k = log(2) / half_life  # 1/min"]),
      ...(p.wanted === "time"
        ? [`decomposed = ${p.decomposed}  # %`, 'print(f"Answer: {log(100 / (100 - decomposed)) / k:.6g} min")']
        : [
            `start = ${p.start}  # mol/L`,
            `time = ${p.time}  # min`,
            'print(f"Answer: {start * exp(-k * time):.6g} mol/L")',
          ]),
    ].join("\n"),
  check(p) {
    const halfLife = "rate" in p.speed ? `0.69314718056 / ${p.speed.rate} / 60` : `${p.speed.halfLife}`;
    return p.wanted === "time"
      ? [
          "# search for the number of half-lives after which the right share is left",
          "low, high = 0.0, 60.0",
          "for _ in range(100):",
          "    halves = (low + high) / 2",
          `    low, high = (halves, high) if 100 * 0.5 ** halves > 100 - ${p.decomposed} else (low, halves)`,
          `print(f"Answer: {halves * ${halfLife}:.6g} min")`,
        ].join("\n")
      : [
          `halves = ${p.time} / (${halfLife})  # number of half-lives`,
          `print(f"Answer: {${p.start} * 0.5 ** halves:.6g} mol/L")`,
        ].join("\n");
  },
  mistakes(p) {
    const k = perMinute(p);
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    if (p.wanted === "time") {
      const { decomposed } = p;
      const growth = -Math.log(1 - decomposed / 100);
      const lost = -Math.log(decomposed / 100);
      const share = decomposed / 100;
      return [
        wrong(
          "decomposed part taken as the rest",
          lost / k,
          [
            ...opening(p),
            `With ${decomposed} % decomposed, ln(c0/c) = ln(100/${decomposed}) = ${writeWorking(lost, 4)}.`,
            quotient(lost, k, lost / k),
          ],
          "The logarithm needs the part that is left.",
        ),
        wrong(
          "decimal logarithm",
          growth / Math.LN10 / k,
          [
            ...opening(p, "log10(c0/c) = k t"),
            remaining(p, "log10", growth / Math.LN10),
            quotient(growth / Math.LN10, k, growth / Math.LN10 / k),
          ],
          "The integrated rate law contains the natural logarithm.",
        ),
        wrong(
          "constant rate assumed",
          share / k,
          [
            ...opening(p, "the share that has reacted is k t"),
            `With ${decomposed} % decomposed the share is k t = ${decomposed}/100 = ${writeWorking(share, 4)}.`,
            quotient(share, k, share / k),
          ],
          "The rate falls as the substance is used up.",
        ),
        "rate" in p.speed
          ? wrong(
              "seconds not converted",
              growth / p.speed.rate,
              [
                ...opening(p).slice(0, 1),
                `The rate constant is given in the question as k = ${writeNumber(p.speed.rate, 3)} s^-1.`,
                remaining(p, "ln", growth),
                quotient(growth, p.speed.rate, growth / p.speed.rate, "s^-1"),
              ],
              "A rate constant in s^-1 gives the time in seconds.",
            )
          : wrong(
              "rate constant taken as 1/half-life",
              growth * p.speed.halfLife,
              [
                ...opening(p, undefined, "1"),
                remaining(p, "ln", growth),
                quotient(growth, 1 / p.speed.halfLife, growth * p.speed.halfLife),
              ],
              "The rate constant is ln 2 divided by the half-life.",
            ),
      ];
    }
    const { start, time } = p;
    const shown = writeWorking(k * time, 4);
    const concluded = (written: string, value: number): string => `c = ${written} = ${writeNumber(value, 3)} mol/L.`;
    const linear = start * (1 - k * time);
    const reacted = start * (1 - Math.exp(-k * time));
    const fast = start * Math.exp((-k * time) / Math.LN2);
    const decimal = start * 10 ** (-k * time);
    return [
      wrong(
        "linear decay",
        linear > 0 ? linear : Number.NaN,
        [...opening(p, "c = c0 (1 − k t)"), exponent(k, time), concluded(`${start} mol/L × (1 − ${shown})`, linear)],
        "The rate falls as the substance is used up, so the decay is exponential.",
      ),
      wrong(
        "reacted concentration reported",
        reacted,
        [...opening(p), exponent(k, time), concluded(`${start} mol/L × (1 − e^(−${shown}))`, reacted)],
        "The question asks for what is left.",
      ),
      wrong(
        "factor ln 2 forgotten",
        fast,
        [
          ...opening(p, undefined, "1"),
          exponent(k / Math.LN2, time),
          concluded(`${start} mol/L × e^(−${writeWorking((k * time) / Math.LN2, 4)})`, fast),
        ],
        "The rate constant is ln 2 divided by the half-life.",
      ),
      wrong(
        "power of ten instead of e",
        decimal,
        [...opening(p, "log10(c0/c) = k t"), exponent(k, time), concluded(`${start} mol/L × 10^(−${shown})`, decimal)],
        "With k = ln 2 / half-life the base is e.",
      ),
    ];
  },
});
