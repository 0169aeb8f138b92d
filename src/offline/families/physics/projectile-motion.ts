import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";

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
const show = (value: number): string => writeNumber(value, 5);

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
          : `It reaches the ground when ${p.height} + ${show(up)}t - ${g / 2}t^2 = 0, whose positive root is t = ${show(time)} s.`;
    return {
      value: range,
      steps: [
        p.angle === 0
          ? `The horizontal velocity is ${p.speed} m/s throughout; the vertical one begins at zero.`
          : `The velocity components are ${p.speed} × cos ${p.angle}° = ${show(across)} m/s across and ${p.speed} × sin ${p.angle}° = ${show(up)} m/s upwards.`,
        fall,
        `Across, the motion is uniform: ${show(across)} m/s × ${show(time)} s.`,
        `The horizontal distance is ${state(range)}.`,
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
    const wrong = wrongSolution(
      `The launch speed is ${p.speed} m/s.`,
      (value) => `The horizontal distance is ${state(value)}.`,
    );
    if (p.angle === 0) {
      return [
        wrong(
          "factor two in the fall",
          across * Math.sqrt(p.height / g),
          `The fall takes sqrt(${p.height} / ${g}) = ${show(Math.sqrt(p.height / g))} s.`,
          "The distance fallen is half of gt^2, so the time is sqrt(2h/g).",
        ),
        wrong(
          "root not taken",
          (across * 2 * p.height) / g,
          `The fall takes 2 × ${p.height} / ${g} = ${show((2 * p.height) / g)} s.`,
          "2h/g is the square of the time.",
        ),
        wrong(
          "launch speed used downwards",
          (across * p.height) / p.speed,
          `The fall takes ${p.height} / ${p.speed} = ${show(p.height / p.speed)} s.`,
          "The launch speed is horizontal and says nothing about the fall, which is accelerated.",
        ),
      ];
    }
    const swapped = { ...p, angle: 90 - p.angle };
    const list = [
      wrong(
        "speed not resolved",
        p.speed * time,
        `Across it moves with ${p.speed} m/s for ${show(time)} s.`,
        "Only the horizontal component of the velocity carries it across.",
      ),
      wrong(
        "time of rise only",
        (across * up) / g,
        `The flight takes ${show(up)} / ${g} = ${show(up / g)} s.`,
        "This is the time to the highest point, not to the landing.",
      ),
    ];
    if (p.height === 0)
      return [
        ...list,
        wrong(
          "flight time doubled",
          2 * range,
          `The flight takes 4 × ${show(up)} / ${g} = ${show(2 * time)} s.`,
          "Rise and fall take up/g each, together 2 up/g.",
        ),
      ];
    return [
      ...list,
      wrong(
        "height ignored",
        (2 * across * up) / g,
        `The flight takes 2 × ${show(up)} / ${g} = ${show((2 * up) / g)} s.`,
        "From above the ground the flight goes on after it is back at launch height.",
      ),
      wrong(
        "sine and cosine exchanged",
        fly(swapped).range,
        `The components are ${show(up)} m/s across and ${show(across)} m/s upwards.`,
        "An angle measured from the horizontal has its cosine in the horizontal component.",
      ),
    ];
  },
});
