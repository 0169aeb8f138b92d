import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** `two`: vessel and content are warmed together. Capacities, all stated, are near those of the CRC Handbook. */
interface Parameters {
  kind: "one" | "two" | "melt";
  /** kg */
  mass: number;
  substance: string;
  /** J/(kg K) */
  capacity: number;
  /** °C */
  start: number;
  end: number;
  /** kg of aluminium around the substance. */
  vessel: number;
}

const form: AnswerForm = { unit: "kJ", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);
const aluminium = 897;
const ice = 2100;
const water = 4180;
const fusion = 334;

const scene = ({ kind, mass, substance, capacity, start, end, vessel }: Parameters): string => {
  if (kind === "one")
    return `${mass} kg of ${substance} (specific heat capacity ${capacity} J/(kg K)) is warmed from ${start} °C to ${end} °C`;
  if (kind === "two")
    return (
      `an aluminium vessel of ${vessel} kg (specific heat capacity ${aluminium} J/(kg K)) holds ${mass} kg of ${substance} ` +
      `(${capacity} J/(kg K)), and both are warmed together from ${start} °C to ${end} °C`
    );
  return (
    `${mass} kg of ice at ${start} °C is turned into liquid water at ${end} °C (specific heat capacities: ice ${ice} J/(kg K), ` +
    `water ${water} J/(kg K); heat of fusion ${fusion} kJ/kg at 0 °C)`
  );
};

interface Heat {
  what: string;
  formula: string;
  value: number;
}

/** The heats in kJ that add up to the answer. */
function parts({ kind, mass, substance, capacity, start, end, vessel }: Parameters, rise = end - start): Heat[] {
  const part = (what: string, kilograms: number, each: number, kelvins: number) => ({
    what,
    formula: `${kilograms} × ${each} × ${writeWorking(kelvins, 4)} / 1000`,
    value: (kilograms * each * kelvins) / 1000,
  });
  if (kind !== "melt") {
    const content = part(`warming the ${substance}`, mass, capacity, rise);
    return kind === "one" ? [content] : [content, part("warming the vessel", vessel, aluminium, rise)];
  }
  const melting = { what: "melting the ice", formula: `${mass} × ${fusion}`, value: mass * fusion };
  return [part("warming the ice", mass, ice, -start), melting, part("warming the water", mass, water, end)];
}

const summed = (heats: Heat[], answer: string): string[] => [
  ...heats.map(({ what, formula, value }) => `For ${what}: ${formula} = ${show(value)} kJ.`),
  `The heat is ${heats.length > 1 ? `${heats.map(({ value }) => show(value)).join(" + ")} = ` : ""}${answer}.`,
];
const total = (p: Parameters): number => parts(p).reduce((sum, part) => sum + part.value, 0);

export const heatTransfer = defineFamily<Parameters>({
  name: "physics/heat-transfer",
  domain: "physics",
  topic: "heat and specific heat capacity",
  keywords: ["thermodynamics", "specific heat", "heat of fusion", "warming", "latent heat", "heat"],
  handbook: ["physics/heat-transfer"],
  sample(random, difficulty) {
    const [substance, capacity] = random.pick([
      ["water", 4180],
      ["ethanol", 2440],
      ["olive oil", 1970],
      ["glycerol", 2410],
    ] as const);
    return distinguishable(this, () => {
      const [mass, start, end] = [random.decimal(0.2, 6, 2), random.decimal(5, 25, 1), random.decimal(35, 75, 1)];
      if (difficulty === "easy") return { kind: "one", mass, substance, capacity, start, end, vessel: 0 };
      if (difficulty === "medium")
        return { kind: "two", mass, substance, capacity, start, end, vessel: random.decimal(0.4, 3, 2) };
      return { kind: "melt", mass, substance: "ice", capacity: ice, start: -random.integer(5, 40), end, vessel: 0 };
    });
  },
  phrasings: [
    (p) => `${capitalise(scene(p))}. How much heat does this take, in kJ, to three significant figures?`,
    (p) =>
      `Calculate the energy in kilojoules that is needed if ${scene(p)}. Give three significant figures; no heat is lost.`,
    (p) =>
      `In a well insulated calorimeter ${scene(p)}. Find the heat supplied, in kJ, rounded to three significant figures.`,
    (p) =>
      `What heat must an electric heater deliver, without losses, when ${scene(p)}? State it in kJ with three significant figures.`,
  ],
  form: () => form,
  solve(p) {
    const value = total(p);
    return {
      value,
      steps: [
        p.kind === "melt"
          ? "The heat has three parts, because melting takes place at a constant temperature."
          : `The temperature rises by ${show(p.end - p.start)} K.`,
        ...summed(parts(p), state(value)),
      ],
    };
  },
  program: ({ kind, mass, capacity, start, end, vessel }) =>
    [
      `mass = ${mass}  # kg\nstart = ${start}  # degrees Celsius\nend = ${end}`,
      ...{
        one: [`capacity = ${capacity}  # J/(kg K)`, "heat = mass * capacity * (end - start)"],
        two: [
          `capacity = ${capacity}  # J/(kg K)`,
          `vessel = ${vessel}  # kg`,
          `heat = (mass * capacity + vessel * ${aluminium}) * (end - start)`,
        ],
        melt: [
          `ice, water, fusion = ${ice}, ${water}, ${fusion}e3  # J/(kg K) and J/kg`,
          "heat = mass * (ice * (0 - start) + fusion + water * end)",
        ],
      }[kind],
      'print(f"Answer: {heat / 1000:.8g} kJ")',
    ].join("\n"),
  check: ({ kind, mass, capacity, start, end, vessel }) =>
    [
      "# supply the heat in small portions and follow the temperature",
      `portion, supplied, temperature = ${mass} * 40.0, 0.0, ${start}`,
      ...(kind === "melt"
        ? [
            "while temperature < 0:",
            `    temperature += portion / (${mass} * ${ice})`,
            "    supplied += portion",
            `supplied -= ${mass} * ${ice} * temperature  # overshoot`,
            `temperature, supplied = 0.0, supplied + ${mass} * ${fusion}e3`,
          ]
        : []),
      `content = ${mass} * ${kind === "melt" ? water : capacity} + ${vessel} * ${aluminium}`,
      `while temperature < ${end}:`,
      "    temperature += portion / content",
      "    supplied += portion",
      `supplied -= content * (temperature - ${end})`,
      'print(f"Answer: {supplied / 1000:.8g} kJ")',
    ].join("\n"),
  mistakes(p) {
    const { kind, mass, capacity, start, end, vessel } = p;
    const heats = parts(p);
    const wrong = wrongSolution(this.solve(p).steps, state);
    if (kind === "melt") {
      const rise = end - start;
      const whole = (mass * water * rise) / 1000;
      return [
        ...heats.map(({ what, value }) => {
          const rest = heats.filter((heat) => heat.what !== what);
          return wrong(
            `left out ${what}`,
            total(p) - value,
            `The heat for ${what} has been forgotten.`,
            0,
            (answer) => [
              `The heat has two parts, ${rest.map((heat) => heat.what).join(" and ")}.`,
              `They follow one another on the way from ${start} °C to ${end} °C.`,
              ...summed(rest, answer),
            ],
          );
        }),
        wrong(
          "water's capacity for ice",
          whole + mass * fusion,
          "Ice has another specific heat capacity than liquid water.",
          0,
          (answer) => [
            "The heat has two parts, because melting takes place at a constant temperature.",
            `Before and after it the warming goes on, from ${start} °C to ${end} °C.`,
            ...summed(
              [
                { what: "warming the water", formula: `${mass} × ${water} × ${show(rise)} / 1000`, value: whole },
                heats[1]!,
              ],
              answer,
            ),
          ],
        ),
      ];
    }
    const each = total(p) / (end - start);
    /** All heats with some other rise of temperature. */
    const risen = (name: string, rise: number, step: string, why: string) =>
      wrong(name, each * rise, why, 0, (answer) => [step, ...summed(parts(p, rise), answer)]);
    const final = risen(
      "final temperature for the change",
      end,
      `The temperature rises to ${show(end)} °C, by ${show(end)} K.`,
      "The initial temperature is not subtracted.",
    );
    const change = show(end - start);
    if (kind === "one") {
      return [
        final,
        risen(
          "temperatures added",
          end + start,
          `The temperature change is ${start} + ${end} = ${show(end + start)} K.`,
          "The change is a difference of temperatures.",
        ),
        risen(
          "change converted to kelvin",
          end - start + 273.15,
          `The temperature rises by ${change} + 273.15 = ${show(end - start + 273.15)} K.`,
          "A difference is equal in K and °C.",
        ),
      ];
    }
    const together = mass + vessel;
    const single = (together * capacity * (end - start)) / 1000;
    return [
      final,
      wrong("vessel forgotten", heats[0]!.value, "The vessel is warmed too.", 2, (answer) => [
        "The vessel only holds the content and takes no part.",
        `The heat is ${answer}.`,
      ]),
      wrong("one capacity for both", single, "Aluminium has another heat capacity.", 1, (answer) => [
        `Vessel and content are warmed together, and together they have ${mass} + ${vessel} = ${show(together)} kg.`,
        `For warming both: ${show(together)} × ${capacity} × ${change} / 1000 = ${show(single)} kJ.`,
        `The heat is ${answer}.`,
      ]),
    ];
  },
});
