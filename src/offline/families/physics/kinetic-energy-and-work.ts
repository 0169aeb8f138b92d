import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Mass in kg, speeds in m/s, distance in m, slope in degrees; what a kind does not use is 0. */
interface Parameters {
  kind: "work" | "force" | "slope";
  mass: number;
  speed: number;
  end: number;
  distance: number;
  friction: number;
  slope: number;
}

const g = 9.81;
const units = { work: "J", force: "N", slope: "m/s" } as const;
const formOf = ({ kind }: Parameters): AnswerForm => ({ unit: units[kind], tolerance: 0.01, figures: 3 });
const show = (value: number): string => writeWorking(value, 5);

const story = ({ kind, mass, speed, end, distance, friction, slope }: Parameters): string => {
  if (kind === "work") return `a cart of mass ${mass} kg speeds up from ${speed} m/s to ${end} m/s on a level track`;
  if (kind === "force")
    return `a sledge of mass ${mass} kg slows down from ${speed} m/s to ${end} m/s over a level stretch of ${distance} m under a constant braking force`;
  return `a crate of mass ${mass} kg slides ${distance} m down a plane inclined at ${slope}° to the horizontal, with a coefficient of kinetic friction of ${friction}, starting at ${speed} m/s (take g = ${g} m/s^2)`;
};
const wanted = ({ kind }: Parameters): string =>
  ({
    work: "the net work done on the cart, in joules",
    force: "the size of the braking force, in newtons",
    slope: "the speed of the crate at the end of the slide, in m/s",
  })[kind];

/** Work per kilogram of weight component and friction along the slope. */
const along = ({ friction, slope, distance }: Parameters): { weight: number; rub: number } => {
  const radians = (slope * Math.PI) / 180;
  return { weight: g * Math.sin(radians) * distance, rub: friction * g * Math.cos(radians) * distance };
};

function answer(p: Parameters): number {
  if (p.kind === "work") return (p.mass * (p.end ** 2 - p.speed ** 2)) / 2;
  if (p.kind === "force") return (p.mass * (p.speed ** 2 - p.end ** 2)) / 2 / p.distance;
  const { weight, rub } = along(p);
  return Math.sqrt(p.speed ** 2 + 2 * (weight - rub));
}

/** From the kinetic energies before and after to what is wanted on level ground. */
const compared = ({ kind, distance }: Parameters, before: number, after: number, text: string): string[] =>
  kind === "work"
    ? [`The net work is the change of kinetic energy: ${show(after)} - ${show(before)} = ${text}.`]
    : [
        `The brakes take ${show(before - after)} J over ${distance} m.`,
        `The force is work divided by distance: ${text}.`,
      ];

export const kineticEnergyAndWork = defineFamily<Parameters>({
  name: "physics/kinetic-energy-and-work",
  domain: "physics",
  topic: "kinetic energy and work",
  keywords: ["mechanics", "work-energy theorem", "friction", "inclined plane", "braking force", "energy conservation"],
  handbook: ["physics/kinetic-energy-and-work"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const mass = random.decimal(1.5, 90, 1);
      const [slow, fast] = [random.decimal(1, 6, 1), random.decimal(7, 18, 1)];
      const distance = random.decimal(2, 30, 1);
      if (difficulty === "easy")
        return { kind: "work", mass, speed: slow, end: fast, distance: 0, friction: 0, slope: 0 };
      if (difficulty === "medium")
        return { kind: "force", mass, speed: fast, end: slow, distance, friction: 0, slope: 0 };
      return {
        kind: "slope",
        mass,
        speed: slow,
        end: 0,
        distance,
        friction: random.decimal(0.08, 0.3, 2),
        slope: random.integer(22, 55),
      };
    });
  },
  phrasings: [
    (p) => `${capitalise(story(p))}. What is ${wanted(p)}? Give three significant figures.`,
    (p) => `Find ${wanted(p)}, to three significant figures, when ${story(p)}.`,
    (p) => `In a laboratory ${story(p)}. Determine ${wanted(p)}. Round the result to three significant figures.`,
    (p) => `Suppose that ${story(p)}. Calculate ${wanted(p)}, and state it with three significant figures.`,
  ],
  form: formOf,
  solve(p) {
    const { mass, speed, end, distance, friction, slope } = p;
    const value = answer(p);
    const text = writeAnswer(value, formOf(p));
    if (p.kind === "slope") {
      const { weight, rub } = along(p);
      return {
        value,
        steps: [
          `The weight does the work m × ${g} × ${distance} × sin ${slope}°, which is ${show(weight)} J for each kilogram.`,
          `Friction takes ${friction} × m × ${g} × cos ${slope}° × ${distance}, which is ${show(rub)} J for each kilogram.`,
          `The mass cancels in the work-energy theorem: v^2 = ${speed}^2 + 2 × (${show(weight)} - ${show(rub)}) = ${show(value ** 2)} m^2/s^2.`,
          `The root is the final speed, ${text}.`,
        ],
      };
    }
    const [before, after] = [(mass * speed ** 2) / 2, (mass * end ** 2) / 2];
    const steps = [
      `The kinetic energy before is ½ × ${mass} × ${speed}^2 = ${show(before)} J.`,
      `The kinetic energy after is ½ × ${mass} × ${end}^2 = ${show(after)} J.`,
    ];
    return { value, steps: [...steps, ...compared(p, before, after, text)] };
  },
  program(p) {
    const data = [`mass = ${p.mass}  # kg`, `speed = ${p.speed}  # m/s`];
    const level = [...data, `end = ${p.end}  # m/s`];
    if (p.kind === "work") {
      return [...level, "work = mass * (end ** 2 - speed ** 2) / 2", 'print(f"Answer: {work:.8g} J")'].join("\n");
    }
    if (p.kind === "force") {
      return [
        ...level,
        `distance = ${p.distance}  # m`,
        'print(f"Answer: {mass * (speed ** 2 - end ** 2) / 2 / distance:.8g} N")',
      ].join("\n");
    }
    return [
      "import math",
      ...data.slice(1),
      `distance = ${p.distance}  # m\nfriction = ${p.friction}\nslope = ${p.slope}  # degrees\ng = ${g}  # m/s^2`,
      "work = g * distance * (math.sin(math.radians(slope)) - friction * math.cos(math.radians(slope)))  # per kilogram",
      'print(f"Answer: {math.sqrt(speed ** 2 + 2 * work):.8g} m/s")',
    ].join("\n");
  },
  check(p) {
    if (p.kind === "work") {
      return `# push with an arbitrary constant force and add up force times distance in small steps of time\nforce, dt, v, work = 1000.0, 1e-5, ${p.speed}, 0.0\ndt = ${p.mass} * (${p.end} - v) / force / 500\nfor _ in range(500):\n    after = v + force / ${p.mass} * dt\n    work += force * (v + after) / 2 * dt\n    v = after\nprint(f"Answer: {work:.8g} J")`;
    }
    if (p.kind === "force") {
      return `# the braking time follows from the mean speed, the force from the deceleration\ntime = ${p.distance} / ((${p.speed} + ${p.end}) / 2)\nprint(f"Answer: {${p.mass} * (${p.speed} - ${p.end}) / time:.8g} N")`;
    }
    return `# forces in newtons, then the time of the slide by bisection\nimport math\nweight = ${p.mass} * ${g}\nangle = ${p.slope} * math.pi / 180\na = (weight * math.sin(angle) - ${p.friction} * weight * math.cos(angle)) / ${p.mass}\nlow, high = 0.0, 100.0\nfor _ in range(60):\n    t = (low + high) / 2\n    if ${p.speed} * t + a * t * t / 2 < ${p.distance}: low = t\n    else: high = t\nprint(f"Answer: {${p.speed} + a * t:.8g} m/s")`;
  },
  mistakes(p) {
    const { kind, mass, speed, end, distance } = p;
    const value = answer(p);
    const wrong = wrongSolution(this.solve(p).steps, (result) => writeAnswer(result, formOf(p)));
    if (kind === "slope") {
      const { weight, rub } = along(p);
      const gain = 2 * (weight - rub);
      const theorem = "The mass cancels in the work-energy theorem:";
      return [
        wrong(
          "friction neglected",
          Math.sqrt(speed ** 2 + 2 * weight),
          "Friction takes part of the energy which the weight supplies.",
          1,
          (text) => [
            "The plane pushes at right angles to the motion and does no work, so this is the energy which the crate gains.",
            `${theorem} v^2 = ${speed}^2 + 2 × ${show(weight)} = ${show(speed ** 2 + 2 * weight)} m^2/s^2.`,
            `The root is the final speed, ${text}.`,
          ],
        ),
        wrong(
          "initial speed forgotten",
          Math.sqrt(gain),
          "The crate already has kinetic energy at the start.",
          2,
          (text) => [
            `${theorem} v^2 = 2 × (${show(weight)} - ${show(rub)}) = ${show(gain)} m^2/s^2.`,
            `The root is the final speed, ${text}.`,
          ],
        ),
        wrong(
          "speeds added",
          speed + Math.sqrt(gain),
          "Energies add, not speeds; the squares of the speeds must be added.",
          2,
          (text) => [
            `${theorem} the slide adds the speed sqrt(2 × (${show(weight)} - ${show(rub)})) = ${show(Math.sqrt(gain))} m/s.`,
            `The final speed is ${speed} + ${show(Math.sqrt(gain))} = ${text}.`,
          ],
        ),
      ];
    }
    const [high, low] = [Math.max(speed, end), Math.min(speed, end)];
    const over = kind === "force" ? distance : 1;
    const [apart, full] = [(mass * (high - low) ** 2) / 2, (mass * high ** 2) / 2];
    return [
      wrong(
        "factor one half forgotten",
        2 * value,
        "Kinetic energy is half of mass times speed squared.",
        0,
        (text) => [
          `The kinetic energy before is ${mass} × ${speed}^2 = ${show(mass * speed ** 2)} J.`,
          `The kinetic energy after is ${mass} × ${end}^2 = ${show(mass * end ** 2)} J.`,
          ...compared(p, mass * speed ** 2, mass * end ** 2, text),
        ],
      ),
      wrong(
        "difference of speeds squared",
        apart / over,
        "The squares are subtracted; the square of the difference is something else.",
        0,
        (text) => [
          `The speed changes by ${high} - ${low} = ${show(high - low)} m/s.`,
          `To this change belongs the kinetic energy ½ × ${mass} × ${show(high - low)}^2 = ${show(apart)} J.`,
          ...(kind === "work"
            ? [`The net work is equal to this change of kinetic energy, ${text}.`]
            : compared(p, apart, 0, text)),
        ],
      ),
      wrong("slower speed ignored", full / over, "The kinetic energy at the slower speed is not zero.", 0, (text) =>
        kind === "work"
          ? [
              `The work done on the cart turns into its kinetic energy at ${end} m/s.`,
              `The kinetic energy after is ½ × ${mass} × ${end}^2 = ${show(full)} J.`,
              `The net work is the kinetic energy that has been reached: ${text}.`,
            ]
          : [
              "The braking force works against the motion and takes the kinetic energy of the sledge.",
              `The kinetic energy before is ½ × ${mass} × ${speed}^2 = ${show(full)} J.`,
              ...compared(p, full, 0, text),
            ],
      ),
    ];
  },
});
