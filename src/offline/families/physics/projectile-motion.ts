import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Launch speed in m/s, angle above the horizontal in degrees, height of the launch above the landing place in m. */
interface Parameters {
  speed: number;
  angle: number;
  height: number;
  thing: string;
}

const g = 9.81;
const form: AnswerForm = { unit: "m", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

interface Flight {
  across: number;
  up: number;
  time: number;
  range: number;
}

function fly({ speed, angle, height }: Parameters): Flight {
  const radians = (angle * Math.PI) / 180;
  const [across, up] = [speed * Math.cos(radians), speed * Math.sin(radians)];
  const time = (up + Math.sqrt(up * up + 2 * g * height)) / g;
  return { across, up, time, range: across * time };
}

const launch = ({ speed, angle, thing }: Parameters): string =>
  angle === 0
    ? `a ${thing} is launched horizontally at ${speed} m/s`
    : `a ${thing} is launched at ${speed} m/s, ${angle}° above the horizontal,`;
const place = ({ height }: Parameters): string =>
  height === 0
    ? "from level ground, on which it also lands"
    : `from a point ${height} m above the level ground on which it lands`;
const closing = "Neglect air resistance and take g = 9.81 m/s^2.";

const descent = (height: number, up: number, time: number): string =>
  `It reaches the ground when ${height} + ${show(up)}t - ${g / 2}t^2 = 0, whose positive root is t = ${show(time)} s.`;
const landing = (across: number, time: number, answer: string): string[] => [
  `Across, the motion is uniform: ${show(across)} m/s × ${show(time)} s.`,
  `The horizontal distance is ${answer}.`,
];

export const projectileMotion = defineFamily<Parameters>({
  name: "physics/projectile-motion",
  domain: "physics",
  topic: "projectile motion",
  keywords: ["kinematics", "mechanics", "range", "free fall", "trajectory", "launch angle"],
  handbook: ["physics/projectile-motion"],
  sample(random, difficulty) {
    return distinguishable(this, () => ({
      speed: random.decimal(6, 40, 1),
      angle: difficulty === "easy" ? 0 : random.integer(18, 72),
      height: difficulty === "medium" ? 0 : random.decimal(1.5, 60, 1),
      thing: random.pick(["ball", "stone", "pellet", "small rocket without drive", "water balloon"]),
    }));
  },
  phrasings: [
    (p) =>
      `${capitalise(launch(p))} ${place(p)}. How far from the launch point, measured horizontally, does it land? ${closing} Give metres to three significant figures.`,
    (p) =>
      `${closing} ${capitalise(launch(p))} ${place(p)}. Find the horizontal distance it covers, in m, to three significant figures.`,
    (p) => `Calculate the horizontal range (in m, three significant figures) if ${launch(p)} ${place(p)}. ${closing}`,
    (p) =>
      `In an experiment ${launch(p)} ${place(p)}. Predict the horizontal distance in metres between launch and impact, rounded to three significant figures. ${closing}`,
  ],
  form: () => form,
  solve(p) {
    const { across, up, time, range } = fly(p);
    const fall =
      p.angle === 0
        ? `It falls ${p.height} m from vertical rest: t = sqrt(2 × ${p.height} / ${g}) = ${show(time)} s.`
        : p.height === 0
          ? `It is back at launch height after t = 2 × ${show(up)} / ${g} = ${show(time)} s.`
          : descent(p.height, up, time);
    return {
      value: range,
      steps: [
        p.angle === 0
          ? `The horizontal velocity is ${p.speed} m/s throughout; the vertical one begins at zero.`
          : `The velocity components are ${p.speed} × cos ${p.angle}° = ${show(across)} m/s across and ${p.speed} × sin ${p.angle}° = ${show(up)} m/s upwards.`,
        fall,
        ...landing(across, time, state(range)),
      ],
    };
  },
  program: ({ speed, angle, height }) =>
    [
      "import math",
      `speed = ${speed}  # m/s\nangle = ${angle}  # degrees\nheight = ${height}  # m\ng = ${g}  # m/s^2`,
      "across = speed * math.cos(math.radians(angle))",
      "up = speed * math.sin(math.radians(angle))",
      "time = (up + math.sqrt(up ** 2 + 2 * g * height)) / g",
      'print(f"Answer: {across * time:.8g} m")',
    ].join("\n"),
  check: ({ speed, angle, height }) =>
    [
      "import cmath",
      "# follow the velocity in small steps; the mean velocity of a step is exact for constant acceleration",
      `velocity = cmath.rect(${speed}, ${angle} * cmath.pi / 180)`,
      `place, dt = complex(0, ${height}), 0.01`,
      "while True:",
      `    after = velocity - 1j * ${g} * dt`,
      "    landing = place + (velocity + after) / 2 * dt",
      "    if landing.imag < 0: break",
      "    place, velocity = landing, after",
      "share = place.imag / (place.imag - landing.imag)  # of the last step, up to the ground",
      'print(f"Answer: {place.real + share * (landing.real - place.real):.8g} m")',
    ].join("\n"),
  mistakes(p) {
    const { across, up, time, range } = fly(p);
    const { speed, angle, height } = p;
    const solved = wrongSolution(this.solve(p).steps, state);
    /** A mistake whose motion across is uniform for some time. */
    const wrong = (name: string, why: string, kept: number, steps: string[], velocity: number, duration: number) =>
      solved(name, velocity * duration, why, kept, (answer) => [...steps, ...landing(velocity, duration, answer)]);
    if (angle === 0) {
      const [single, square, straight] = [Math.sqrt(height / g), (2 * height) / g, height / speed];
      const fall = `It falls ${height} m from vertical rest:`;
      return [
        wrong(
          "factor two in the fall",
          "The distance fallen is half of gt^2, so the time is sqrt(2h/g).",
          1,
          [`${fall} t = sqrt(${height} / ${g}) = ${show(single)} s.`],
          across,
          single,
        ),
        wrong(
          "root not taken",
          "2h/g is the square of the time.",
          1,
          [`${fall} t = 2 × ${height} / ${g} = ${show(square)} s.`],
          across,
          square,
        ),
        wrong(
          "launch speed used downwards",
          "The launch speed is horizontal and says nothing about the fall, which is accelerated.",
          0,
          [
            `It is launched at ${speed} m/s and keeps this velocity until it reaches the ground.`,
            `The way down of ${height} m takes t = ${height} / ${speed} = ${show(straight)} s.`,
          ],
          across,
          straight,
        ),
      ];
    }
    const swapped = fly({ ...p, angle: 90 - angle });
    const [rise, level] = [up / g, (2 * up) / g];
    const list = [
      wrong(
        "speed not resolved",
        "Only the horizontal component of the velocity carries it across.",
        2,
        [],
        speed,
        time,
      ),
      wrong(
        "time of rise only",
        "This is the time to the highest point, not to the landing.",
        1,
        [`The upward velocity is used up by gravity after t = ${show(up)} / ${g} = ${show(rise)} s.`],
        across,
        rise,
      ),
    ];
    if (height === 0)
      return [
        ...list,
        solved("flight time doubled", 2 * range, "Rise and fall take up/g each, together 2 up/g.", 1, (answer) => [
          `It rises for 2 × ${show(up)} / ${g} = ${show(level)} s and falls as long: t = 2 × ${show(level)} = ${show(2 * level)} s.`,
          ...landing(across, 2 * level, answer),
        ]),
      ];
    return [
      ...list,
      wrong(
        "height ignored",
        "From above the ground the flight goes on after it is back at launch height.",
        1,
        [`Rise and fall take equal times, so it comes down after t = 2 × ${show(up)} / ${g} = ${show(level)} s.`],
        across,
        level,
      ),
      wrong(
        "sine and cosine exchanged",
        "An angle measured from the horizontal has its cosine in the horizontal component.",
        0,
        [
          `The velocity components are ${speed} × sin ${angle}° = ${show(up)} m/s across and ${speed} × cos ${angle}° = ${show(across)} m/s upwards.`,
          descent(height, across, swapped.time),
        ],
        up,
        swapped.time,
      ),
    ];
  },
});
