import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

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
const show = (value: number): string => writeWorking(value, 5);

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

/** What is wanted of R3, from the voltage across it. */
const inThird = ({ kind, third }: Parameters, volts: number, answer: string): string =>
  kind === "mixed"
    ? `Through R3 flows ${show(volts)} V / ${third} ohm = ${answer}.`
    : `In R3 the power is ${show(volts)}^2 / ${third} = ${answer}.`;

export const ohmsLawCircuits = defineFamily<Parameters>({
  name: "physics/ohms-law-circuits",
  domain: "physics",
  topic: "direct current circuits and ohm's law",
  keywords: [
    "electricity",
    "resistors in series",
    "resistors in parallel",
    "voltage divider",
    "electric power",
    "electric circuits",
  ],
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
        inThird(p, drop, text),
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
    const { pair, current, total } = analyse(p);
    const wrong = wrongSolution(this.solve(p).steps, (value) => writeAnswer(value, formOf(p)));
    const amperes = show(current);
    if (kind === "series") {
      const ratio = first / second;
      return [
        wrong("voltage of the other resistor", current * first, "This is the voltage across R1.", 2, (answer) => [
          `With this current, the wanted voltage is ${amperes} A × ${first} ohm = ${answer}.`,
        ]),
        wrong("voltage split equally", voltage / 2, "Only equal resistors share a voltage equally.", 0, (answer) => [
          "The same current flows through both resistors, because they are in series.",
          `The ${voltage} V of the battery are therefore shared equally between the two.`,
          `Across R2 the voltage is ${voltage} V / 2 = ${answer}.`,
        ]),
        wrong(
          "inverse ratio",
          voltage * ratio,
          "A voltage divider compares one resistance with the sum, not with the other resistance.",
          0,
          (answer) => [
            "In series the voltage divides in the ratio of the resistances.",
            `For R1 and R2 this ratio is ${first} ohm / ${second} ohm = ${show(ratio)}.`,
            `Across R2 the voltage is ${voltage} V × ${show(ratio)} = ${answer}.`,
          ],
        ),
      ];
    }
    const of = (volts: number): number => (kind === "mixed" ? volts / third : volts ** 2 / third);
    const outer = kind === "power" ? `${internal} + ` : "";
    const whole = internal + first + second + third;
    const chain = voltage / whole;
    const list = [
      wrong("full voltage on R3", of(voltage), "Part of the voltage drops elsewhere in the circuit.", 1, (answer) => [
        `The resistors R2 and R3 of the pair are in parallel, and parallel branches have the same voltage.`,
        `The battery provides this voltage, ${voltage} V, so for R3 only its own ${third} ohm matters.`,
        inThird(p, voltage, answer),
      ]),
      wrong("all in series", of(chain * third), "R2 and R3 are in parallel and share the current.", 0, (answer) => [
        `The total resistance is ${outer}${first} + ${second} + ${third} = ${show(whole)} ohm.`,
        `The battery supplies ${voltage} / ${show(whole)} = ${show(chain)} A, and this current flows through every one of the resistors.`,
        `The voltage across R3 is ${show(chain)} A × ${third} ohm = ${show(chain * third)} V.`,
        inThird(p, chain * third, answer),
      ]),
    ];
    if (kind === "mixed") {
      return [
        ...list,
        wrong("total current given", current, "The total current splits between R2 and R3.", 1, (answer) => [
          `The total resistance is ${first} + ${show(pair)} = ${show(total)} ohm, which decides how much current flows.`,
          "The current goes from the battery through R1 and then through R3 back to the battery.",
          `Through R3 flows ${voltage} V / ${show(total)} ohm = ${answer}.`,
        ]),
      ];
    }
    const load = first + pair;
    const ideal = (voltage * pair) / load;
    return [
      ...list,
      wrong(
        "internal resistance forgotten",
        of(ideal),
        "The internal resistance is in series with the rest of the circuit.",
        1,
        (answer) => [
          `The total resistance is ${first} + ${show(pair)} = ${show(load)} ohm, so the battery supplies ${voltage} / ${show(load)} = ${show(voltage / load)} A.`,
          `The voltage across the pair is ${show(voltage / load)} A × ${show(pair)} ohm = ${show(ideal)} V.`,
          inThird(p, ideal, answer),
        ],
      ),
    ];
  },
});
