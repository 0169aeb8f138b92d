import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Each stage puts `sample` mL into `diluent` mL, `times` in succession; then `plated` mL give the colony counts. */
interface Parameters {
  stages: { sample: number; diluent: number; times: number }[];
  plated: number;
  counts: number[];
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);
const words = ["", "once", "twice", "three times", "four times", "five times"];

const factor = (sample: number, diluent: number): number => (sample + diluent) / sample;
const dilution = ({ stages }: Parameters, each: (sample: number, diluent: number) => number): number =>
  stages.reduce((product, { sample, diluent, times }) => product * each(sample, diluent) ** times, 1);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const method = ({ stages }: Parameters): string =>
  stages
    .map(
      ({ sample, diluent, times }) =>
        `${sample} mL is transferred into ${diluent} mL of sterile diluent, ${times > 1 ? `${words[times]} in succession` : "once"}`,
    )
    .join("; then ");
const plate = ({ plated, counts }: Parameters): string =>
  counts.length > 1
    ? `from the last tube ${plated} mL is spread on each of ${["", "", "two", "three", "four"][counts.length]} plates, on which ${counts.slice(0, -1).join(", ")} and ${counts.at(-1)} colonies grow`
    : `from the last tube ${plated} mL is spread on a plate, on which ${counts[0]} colonies grow`;
const target = "million colony-forming units per mL";

/** How much a transfer dilutes, by the quotient and its value. */
const diluted = (sample: number, diluent: number, times: number, quotient: string, by: number): string =>
  `Putting ${sample} mL into ${diluent} mL dilutes by ${quotient} = ${show(by)}${times > 1 ? `, and ${words[times]} by ${show(by ** times)}` : ""}.`;
const multiplied = ({ stages }: Parameters, answer: string): string =>
  `Multiplied by ${stages.length > 1 ? "both dilution factors" : "the dilution factor"} and divided by a million, the count is ${answer}.`;

export const serialDilution = defineFamily<Parameters>({
  name: "biology/serial-dilution",
  domain: "biology",
  topic: "serial dilution and colony counts",
  keywords: ["microbiology", "plate count", "colony-forming units", "dilution factor", "viable count"],
  handbook: ["biology/serial-dilution"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const stage = () => ({
        sample: random.pick([0.1, 0.2, 0.4, 0.5, 1, 2]),
        diluent: random.decimal(3, 12, 1),
        times: random.integer(2, 4),
      });
      for (;;) {
        const stages = difficulty === "hard" ? [stage(), { ...stage(), times: random.integer(1, 2) }] : [stage()];
        const centre = random.integer(45, 270);
        const length = difficulty === "easy" ? 1 : 3;
        const counts = Array.from({ length }, () => centre + random.integer(-15, 15));
        const p: Parameters = { stages, plated: random.pick([0.05, 0.1, 0.2, 0.25, 0.5]), counts };
        // A culture with more cells than this would be a paste.
        if (dilution(p, factor) < 1e6 && (mean(counts) / p.plated) * dilution(p, factor) < 9e9) return p;
      }
    });
  },
  phrasings: [
    (p) =>
      `A bacterial culture is diluted: ${method(p)}. ${capitalise(plate(p))}. How many ${target} does the culture contain? Give three significant figures.`,
    (p) =>
      `Find the viable count of a culture in ${target}, to three significant figures. For the dilution, ${method(p)}. ${capitalise(plate(p))}.`,
    (p) =>
      `Starting from an undiluted suspension of bacteria, ${method(p)}. ${capitalise(plate(p))}. Calculate the concentration in the undiluted suspension as a number of ${target}, rounded to three significant figures.`,
    (p) =>
      `A student prepares dilutions of a milk sample: ${method(p)}. Afterwards ${plate(p)}. What is the count of the milk sample in ${target} (three significant figures)?`,
  ],
  form: () => form,
  solve(p) {
    const { stages, plated, counts } = p;
    const average = mean(counts);
    const total = dilution(p, factor);
    const value = (average / plated) * total * 1e-6;
    const each = stages.map(({ sample, diluent, times }) =>
      diluted(sample, diluent, times, `(${sample} + ${diluent}) / ${sample}`, factor(sample, diluent)),
    );
    return {
      value,
      steps: [
        ...each,
        counts.length > 1
          ? `The mean count is (${counts.join(" + ")}) / ${counts.length} = ${show(average)} colonies.`
          : `Every colony stands for one cell that was able to grow, so the plate received ${counts[0]} of them.`,
        `The last tube holds ${show(average)} / ${plated} mL = ${show(average / plated)} per mL.`,
        multiplied(p, state(value)),
      ],
    };
  },
  program: ({ stages, plated, counts }) =>
    [
      `counts = [${counts.join(", ")}]`,
      `plated = ${plated}  # mL`,
      "per_ml = sum(counts) / len(counts) / plated",
      ...stages.flatMap(({ sample, diluent, times }) => [
        `sample, diluent, times = ${sample}, ${diluent}, ${times}`,
        "per_ml *= ((sample + diluent) / sample) ** times",
      ]),
      'print(f"Answer: {per_ml / 1e6:.8g}")',
    ].join("\n"),
  check: ({ stages, plated, counts }) =>
    [
      "# follow one million cells per mL through the tubes and see how many colonies they would give",
      "concentration = 1e6",
      ...stages.flatMap(({ sample, diluent, times }) => [
        `for _ in range(${times}):`,
        `    cells = concentration * ${sample}`,
        `    concentration = cells / (${sample} + ${diluent})`,
      ]),
      `colonies = concentration * ${plated}`,
      "from statistics import mean",
      `print(f"Answer: {mean([${counts.join(", ")}]) / colonies:.8g}")`,
    ].join("\n"),
  mistakes(p) {
    const { stages, plated, counts } = p;
    const total = dilution(p, factor);
    const average = mean(counts);
    const value = (average / plated) * total * 1e-6;
    const { steps } = this.solve(p);
    const wrong = wrongSolution(steps, state);
    const [first, ...later] = stages;
    const ratio = (sample: number, diluent: number): number => diluent / sample;
    const without = stages.map(({ sample, diluent, times }) =>
      diluted(sample, diluent, times, `${diluent} / ${sample}`, ratio(sample, diluent)),
    );
    const { sample, diluent, times } = first!;
    const single = factor(sample, diluent);
    const list = [
      wrong(
        "dilution without the sample volume",
        (value / total) * dilution(p, ratio),
        "The sample itself adds to the volume of the new tube.",
        0,
        (answer) => [...without, ...steps.slice(stages.length, -1), multiplied(p, answer)],
      ),
      wrong(
        "plated volume forgotten",
        value * plated,
        "The colonies came from the plated volume, not from one millilitre.",
        stages.length + 1,
        (answer) => [`The last tube therefore holds ${show(average)} per mL.`, multiplied(p, answer)],
      ),
      wrong(
        "one dilution step forgotten",
        value / single,
        "Each transfer in the series dilutes by its own factor.",
        0,
        (answer) => [
          diluted(sample, diluent, times - 1, `(${sample} + ${diluent}) / ${sample}`, single),
          ...steps.slice(1, 1 + later.length),
          ...steps.slice(stages.length, -1),
          multiplied(p, answer),
        ],
      ),
    ];
    if (counts.length === 1) return list;
    const colonies = average * counts.length;
    return [
      ...list,
      wrong(
        "counts added",
        value * counts.length,
        "The plates are repetitions, so their mean is used.",
        stages.length,
        (answer) => [
          `The plates show ${counts.join(" + ")} = ${show(colonies)} colonies.`,
          `The last tube holds ${show(colonies)} / ${plated} mL = ${show(colonies / plated)} per mL.`,
          multiplied(p, answer),
        ],
      ),
    ];
  },
});
