import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";

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

export const firstOrderKinetics = defineFamily<Parameters>({
  name: "chemistry/first-order-kinetics",
  domain: "chemistry",
  topic: "first-order kinetics",
  keywords: ["half-life", "rate constant", "rate law", "exponential decay"],
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
    const shown = writeNumber(k, 4);
    const steps = [
      "For a first-order reaction ln(c0/c) = k t, and the half-life is ln 2 / k.",
      "rate" in p.speed
        ? `In minutes k = ${writeNumber(p.speed.rate, 3)} s^-1 × 60 s/min = ${shown} min^-1.`
        : `k = 0.6931 / ${p.speed.halfLife} min = ${shown} min^-1.`,
    ];
    if (p.wanted === "time") {
      const left = 1 - p.decomposed / 100;
      const value = -Math.log(left) / k;
      return {
        value,
        steps: [
          ...steps,
          `${writeNumber(100 * left, 4)} % is left, so ln(c0/c) = ln(100/${writeNumber(100 * left, 4)}) = ${writeNumber(-Math.log(left), 4)}.`,
          `t = ${writeNumber(-Math.log(left), 4)} / ${shown} min^-1 = ${writeNumber(value, 3)} min.`,
        ],
      };
    }
    const value = p.start * Math.exp(-k * p.time);
    return {
      value,
      steps: [
        ...steps,
        `k t = ${shown} min^-1 × ${p.time} min = ${writeNumber(k * p.time, 4)}.`,
        `c = ${p.start} mol/L × e^(−${writeNumber(k * p.time, 4)}) = ${writeNumber(value, 3)} mol/L.`,
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
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    if (p.wanted === "time") {
      const left = 1 - p.decomposed / 100;
      return [
        wrong(
          "decomposed part taken as the rest",
          -Math.log(p.decomposed / 100) / k,
          `ln(100/${p.decomposed}) is divided by k.`,
          "The logarithm needs the part that is left.",
        ),
        wrong(
          "decimal logarithm",
          -Math.log10(left) / k,
          "The decimal logarithm of c0/c is divided by k.",
          "The integrated rate law contains the natural logarithm.",
        ),
        wrong(
          "constant rate assumed",
          p.decomposed / 100 / k,
          `${writeNumber(p.decomposed / 100, 3)} is divided by k.`,
          "The rate falls as the substance is used up.",
        ),
        "rate" in p.speed
          ? wrong(
              "seconds not converted",
              -Math.log(left) / p.speed.rate,
              "The time in seconds is given as minutes.",
              "A rate constant in s^-1 gives the time in seconds.",
            )
          : wrong(
              "rate constant taken as 1/half-life",
              -Math.log(left) * p.speed.halfLife,
              "k = 1 / half-life is used.",
              "The rate constant is ln 2 divided by the half-life.",
            ),
      ];
    }
    return [
      wrong(
        "linear decay",
        p.start * Math.abs(1 - k * p.time),
        "c = c0 (1 − k t) is used.",
        "The rate falls as the substance is used up, so the decay is exponential.",
      ),
      wrong(
        "reacted concentration reported",
        p.start * (1 - Math.exp(-k * p.time)),
        `${writeNumber(p.start * (1 - Math.exp(-k * p.time)), 4)} mol/L has reacted, and this is given.`,
        "The question asks for what is left.",
      ),
      wrong(
        "factor ln 2 forgotten",
        p.start * Math.exp((-k * p.time) / Math.LN2),
        "k = 1 / half-life is used.",
        "The rate constant is ln 2 divided by the half-life.",
      ),
      wrong(
        "power of ten instead of e",
        p.start * 10 ** (-k * p.time),
        "c = c0 × 10^(−k t) is used.",
        "With k = ln 2 / half-life the base is e.",
      ),
    ];
  },
});
