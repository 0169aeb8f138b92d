import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";

/** Resistances in ohm and voltage in V. `series`: first and second in a row; the others put second and third in parallel. */
interface Parameters {
  kind: "series" | "mixed" | "power";
  voltage: number;
  first: number;
  second: number;
  third: number;
  /** Internal resistance of the battery, 0 when none is stated. */
  internal: number;
}

const units = { series: "V", mixed: "A", power: "W" } as const;
const formOf = ({ kind }: Parameters): AnswerForm => ({ unit: units[kind], tolerance: 0.01, figures: 3 });
const show = (value: number): string => writeNumber(value, 5);

const circuit = ({ kind, voltage, first, second, third, internal }: Parameters): string => {
  if (kind === "series")
    return `resistors of ${first} ohm (R1) and ${second} ohm (R2) are connected in series to an ideal ${voltage} V battery`;
  const battery =
    kind === "power"
      ? `a battery of electromotive force ${voltage} V and internal resistance ${internal} ohm`
      : `an ideal ${voltage} V battery`;
  return `${battery} feeds R1 = ${first} ohm in series with a parallel pair, R2 = ${second} ohm and R3 = ${third} ohm`;
};
const wanted = ({ kind }: Parameters): string =>
  ({
    series: "the voltage across R2, in volts",
    mixed: "the current through R3, in amperes",
    power: "the power dissipated in R3, in watts",
  })[kind];

/** `drop` is the voltage across the parallel pair, or across R2 in series. */
function analyse({ kind, voltage, first, second, third, internal }: Parameters) {
  const pair = kind === "series" ? second : (second * third) / (second + third);
  const total = internal + first + pair;
  const current = voltage / total;
  const drop = current * pair;
  return { pair, total, current, drop, value: { series: drop, mixed: drop / third, power: drop ** 2 / third }[kind] };
}

export const ohmsLawCircuits = defineFamily<Parameters>({
  name: "physics/ohms-law-circuits",
  domain: "physics",
  topic: "direct current circuits and ohm's law",
  keywords: ["electricity", "resistors in series", "resistors in parallel", "voltage divider", "electric power"],
  handbook: ["physics/ohms-law-circuits"],
  sample(random, difficulty) {
    const kind = difficulty === "easy" ? "series" : difficulty === "medium" ? "mixed" : "power";
    return distinguishable(this, () => ({
      kind,
      voltage: random.decimal(3, 48, 1),
      first: random.decimal(2, 50, 1),
      second: random.decimal(2, 90, 1),
      third: kind === "series" ? 0 : random.decimal(2, 90, 1),
      internal: kind === "power" ? random.decimal(0.5, 4, 1) : 0,
    }));
  },
  phrasings: [
    (p) => `${capitalise(circuit(p))}. What is ${wanted(p)}? Give three significant figures.`,
    (p) => `Find ${wanted(p)}, to three significant figures, in this circuit: ${circuit(p)}.`,
    (p) =>
      `A student builds a circuit in which ${circuit(p)}. Calculate ${wanted(p)}, rounded to three significant figures.`,
    (p) =>
      `Determine ${wanted(p)}, if ${circuit(p)} and the connecting wires have no resistance. State three significant figures.`,
  ],
  form: formOf,
  solve(p) {
    const { pair, total, current, drop, value } = analyse(p);
    const text = writeAnswer(value, formOf(p));
    if (p.kind === "series") {
      return {
        value,
        steps: [
          `In series the resistances add: ${p.first} + ${p.second} = ${show(total)} ohm.`,
          `The same current flows through both: ${p.voltage} V / ${show(total)} ohm = ${show(current)} A.`,
          `Across R2 the voltage is ${show(current)} A × ${p.second} ohm = ${text}.`,
        ],
      };
    }
    const inner = p.kind === "power" ? `${p.internal} + ` : "";
    return {
      value,
      steps: [
        `The parallel pair has ${p.second} × ${p.third} / (${p.second} + ${p.third}) = ${show(pair)} ohm.`,
        `The total resistance is ${inner}${p.first} + ${show(pair)} = ${show(total)} ohm, so the battery supplies ${p.voltage} / ${show(total)} = ${show(current)} A.`,
        `The voltage across the pair is ${show(current)} A × ${show(pair)} ohm = ${show(drop)} V.`,
        p.kind === "mixed"
          ? `Through R3 flows ${show(drop)} V / ${p.third} ohm = ${text}.`
          : `In R3 the power is ${show(drop)}^2 / ${p.third} = ${text}.`,
      ],
    };
  },
  program({ kind, voltage, first, second, third, internal }) {
    if (kind === "series") {
      return `voltage = ${voltage}\nr1 = ${first}\nr2 = ${second}\ncurrent = voltage / (r1 + r2)\nprint(f"Answer: {current * r2:.8g} V")`;
    }
    return [
      `voltage = ${voltage}\nr1 = ${first}\nr2 = ${second}\nr3 = ${third}`,
      ...(kind === "power" ? [`internal = ${internal}`] : []),
      "pair = r2 * r3 / (r2 + r3)",
      `current = voltage / (${kind === "power" ? "internal + " : ""}r1 + pair)`,
      "drop = current * pair",
      kind === "power" ? 'print(f"Answer: {drop ** 2 / r3:.8g} W")' : 'print(f"Answer: {drop / r3:.8g} A")',
    ].join("\n");
  },
  check({ kind, voltage, first, second, third, internal }) {
    const out = kind === "series" ? `${second}` : `1 / (1 / ${second} + 1 / ${third})`;
    const result = {
      series: '{node:.8g} V")',
      mixed: `{node / ${third}:.8g} A")`,
      power: `{node * node / ${third}:.8g} W")`,
    }[kind];
    return [
      "# Kirchhoff's current law at the node behind R1, solved for the node's potential by bisection",
      `low, high = 0.0, ${voltage}`,
      "for _ in range(60):",
      "    node = (low + high) / 2",
      `    if (${voltage} - node) / (${internal} + ${first}) > node / (${out}): low = node`,
      "    else: high = node",
      `print(f"Answer: ${result}`,
    ].join("\n");
  },
  mistakes(p) {
    const { kind, voltage, first, second, third, internal } = p;
    const { current, total } = analyse(p);
    const wrong = wrongSolution(
      `The source has ${voltage} V.`,
      (value) => `The result is ${writeAnswer(value, formOf(p))}.`,
    );
    if (kind === "series") {
      return [
        wrong(
          "voltage of the other resistor",
          current * first,
          `${show(current)} A × ${first} ohm.`,
          "This is the voltage across R1.",
        ),
        wrong(
          "voltage split equally",
          voltage / 2,
          "Both resistors get half of the voltage.",
          "Only equal resistors share a voltage equally.",
        ),
        wrong(
          "inverse ratio",
          (voltage * first) / second,
          `${voltage} V × ${first} / ${second}.`,
          "A voltage divider compares one resistance with the sum, not with the other resistance.",
        ),
      ];
    }
    const of = (volts: number): number => (kind === "mixed" ? volts / third : volts ** 2 / third);
    const chain = voltage / (internal + first + second + third);
    const list = [
      wrong(
        "full voltage on R3",
        of(voltage),
        `R3 is taken to lie at the full ${voltage} V.`,
        "Part of the voltage drops elsewhere in the circuit.",
      ),
      wrong(
        "all in series",
        of(chain * third),
        `All resistances are added, so ${show(chain)} A flow everywhere.`,
        "R2 and R3 are in parallel and share the current.",
      ),
    ];
    if (kind === "mixed") {
      return [
        ...list,
        wrong(
          "total current given",
          current,
          `The battery supplies ${show(current)} A.`,
          "The total current splits between R2 and R3.",
        ),
      ];
    }
    const ideal = (voltage * (total - internal - first)) / (total - internal);
    return [
      ...list,
      wrong(
        "internal resistance forgotten",
        of(ideal),
        `Without it the pair lies at ${show(ideal)} V.`,
        "The internal resistance is in series with the rest of the circuit.",
      ),
    ];
  },
});
