import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** All lengths in cm; a negative focal length is a diverging lens. */
interface Parameters {
  wanted: "distance" | "size";
  object: number;
  size: number;
  focal: number;
  /** A second lens behind the first; gap 0 when there is none. */
  gap: number;
  second: number;
}

const form: AnswerForm = { unit: "cm", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

/** Distance of the image behind a thin lens, negative in front of it. */
const image = (object: number, focal: number): number => 1 / (1 / focal - 1 / object);

const lens = (focal: number): string =>
  `${focal > 0 ? "converging" : "diverging"} thin lens of focal length ${focal} cm`;
const scene = ({ wanted, object, size, focal, gap, second }: Parameters): string => {
  const thing = wanted === "size" ? `an object ${size} cm tall` : "a small object";
  const behind = gap > 0 ? `, and a second ${lens(second)} stands ${gap} cm behind the first, on the same axis` : "";
  return `${thing} stands ${object} cm in front of a ${lens(focal)}${behind}`;
};
const target = ({ wanted, gap }: Parameters): string => {
  if (wanted === "size") return "the height of the image (as a positive length)";
  return gap > 0
    ? "the distance between the second lens and the final image (as a positive length)"
    : "the distance between lens and image";
};

function trace({ wanted, object, size, focal, gap, second }: Parameters) {
  const first = image(object, focal);
  const next = gap - first;
  const value =
    wanted === "size" ? size * Math.abs(first / object) : gap > 0 ? Math.abs(image(next, second)) : Math.abs(first);
  return { first, next, value };
}

const magnified = (quotient: string, ratio: number, size: number, answer: string): string[] => [
  `The magnification has the size ${quotient} = ${show(ratio)}.`,
  `The image is ${show(ratio)} × ${size} cm = ${answer} tall.`,
];
const throughSecond = (second: number, object: number, answer: string): string[] => [
  `The second lens gives 1/v = 1/${second} - 1/(${show(object)}) = ${show(1 / image(object, second))} per cm, so v = ${show(image(object, second))} cm.`,
  `The final image is ${answer} from the second lens.`,
];

export const lensEquation = defineFamily<Parameters>({
  name: "physics/lens-equation",
  domain: "physics",
  topic: "thin lenses",
  keywords: ["optics", "lens equation", "focal length", "image distance", "magnification"],
  handbook: ["physics/lens-equation"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      for (;;) {
        const focal = random.decimal(5, 30, 1) * (difficulty === "medium" && random.next() < 0.5 ? -1 : 1);
        const object = random.decimal(focal > 0 ? focal * 1.25 : 8, 90, 1);
        const base = { object, focal, size: random.decimal(0.8, 6, 1), gap: 0, second: 0 };
        if (difficulty === "easy") return { ...base, wanted: "distance" };
        if (difficulty === "medium") return { ...base, wanted: "size" };
        const hard: Parameters = {
          ...base,
          wanted: "distance",
          gap: random.decimal(8, 70, 1),
          second: random.decimal(5, 30, 1),
        };
        const { next, value } = trace(hard);
        if (Math.abs(next) > 2 && value < 300) return hard;
      }
    });
  },
  phrasings: [
    (p) => `${capitalise(scene(p))}. What is ${target(p)}, in cm, to three significant figures?`,
    (p) => `Find ${target(p)} when ${scene(p)}. Answer in centimetres with three significant figures.`,
    (p) => `On an optical bench ${scene(p)}. Calculate ${target(p)} in cm, rounded to three significant figures.`,
    (p) =>
      `Use the thin-lens equation to determine ${target(p)} in cm (three significant figures), given that ${scene(p)}.`,
  ],
  form: () => form,
  solve(p) {
    const { first, next, value } = trace(p);
    const { object, focal, gap, second, wanted, size } = p;
    const steps = [
      `The thin-lens equation 1/v = 1/f - 1/u gives 1/v = 1/(${focal}) - 1/${object} = ${show(1 / first)} per cm.`,
      `So the ${gap > 0 ? "first " : ""}image is at v = ${show(first)} cm${first < 0 ? ", on the side of the object" : ""}.`,
    ];
    if (wanted === "size") {
      const ratio = Math.abs(first / object);
      return {
        value,
        steps: [...steps, ...magnified(`${show(Math.abs(first))} / ${object}`, ratio, size, state(value))],
      };
    }
    if (gap === 0) return { value, steps: [...steps, `The distance between lens and image is ${state(value)}.`] };
    return {
      value,
      steps: [
        ...steps,
        `For the second lens this image is an object at u = ${gap} - ${show(first)} = ${show(next)} cm${next < 0 ? " (a virtual object)" : ""}.`,
        ...throughSecond(second, next, state(value)),
      ],
    };
  },
  program: ({ wanted, object, size, focal, gap, second }) =>
    [
      `object_distance = ${object}  # cm\nfocal = ${focal}  # cm`,
      "image = 1 / (1 / focal - 1 / object_distance)",
      ...(wanted === "size" ? [`size = ${size}  # cm`, "value = abs(image / object_distance) * size"] : []),
      ...(gap > 0
        ? [`gap = ${gap}  # cm`, `second = ${second}  # cm`, "value = abs(1 / (1 / second - 1 / (gap - image)))"]
        : []),
      `print(f"Answer: {${wanted === "size" || gap > 0 ? "value" : "abs(image)"}:.8g} cm")`,
    ].join("\n"),
  check: ({ wanted, object, size, focal, gap, second }) =>
    [
      "# trace two rays from the tip of the object and intersect them",
      "rays = []",
      "for slope in (0.0, -0.01):",
      `    height = ${size} + slope * ${object}`,
      `    slope -= height / ${focal}`,
      ...(gap > 0 ? [`    height += slope * ${gap}`, `    slope -= height / ${second}`] : []),
      "    rays.append((height, slope))",
      "(h1, s1), (h2, s2) = rays",
      "distance = (h2 - h1) / (s1 - s2)",
      `print(f"Answer: {abs(${wanted === "size" ? "h1 + s1 * distance" : "distance"}):.8g} cm")`,
    ].join("\n"),
  mistakes(p) {
    const { object, focal, gap, second, wanted, size } = p;
    const { first } = trace(p);
    const wrong = wrongSolution(this.solve(p).steps, state);
    const sum = 1 / (1 / focal + 1 / object);
    if (gap > 0) {
      const further = gap + first;
      const plus = first < 0 ? `${gap} + (${show(first)})` : `${gap} + ${show(first)}`;
      return [
        wrong(
          "second lens ignored",
          Math.abs(first),
          "The second lens forms a new image of the first image.",
          2,
          (answer) => [
            `Through the second lens, ${gap} cm further on, an observer looks at this image; the lens itself has no object in front of it and forms no image of its own.`,
            "The image therefore stays at the distance that the thin-lens equation gives.",
            `The final image is ${answer} from the lens.`,
          ],
        ),
        wrong(
          "gap taken as object distance",
          Math.abs(image(gap, second)),
          "The object of the second lens is the first image, not the first lens.",
          2,
          (answer) => [
            `For the second lens the light comes from the first lens, so the object is at u = ${gap} cm.`,
            ...throughSecond(second, gap, answer),
          ],
        ),
        wrong(
          "distances added",
          Math.abs(image(further, second)),
          "A real first image lies between the lenses or beyond the second, so its distance is subtracted from the gap.",
          2,
          (answer) => [
            `For the second lens this image is an object at u = ${plus} = ${show(further)} cm.`,
            ...throughSecond(second, further, answer),
          ],
        ),
      ];
    }
    const scale = wanted === "size" ? size / object : 1;
    /** From the place of the image to what is wanted. */
    const finish = (v: number, answer: string): string[] => {
      const ratio = Math.abs(v) / object;
      return [
        `So the image is at v = ${show(v)} cm${v < 0 ? ", on the side of the object" : ""}.`,
        ...(wanted === "size"
          ? magnified(`${show(Math.abs(v))} / ${object}`, ratio, size, answer)
          : [`The distance between lens and image is ${answer}.`]),
      ];
    };
    const minus = focal < 0 ? `${object} - (${focal})` : `${object} - ${focal}`;
    const list = [
      wrong(
        "reciprocals added",
        Math.abs(sum) * scale,
        "The lens equation is 1/f = 1/u + 1/v, so 1/u must be subtracted from 1/f.",
        0,
        (answer) => [
          `The thin-lens equation 1/v = 1/f + 1/u gives 1/v = 1/(${focal}) + 1/${object} = ${show(1 / sum)} per cm.`,
          ...finish(sum, answer),
        ],
      ),
      wrong(
        "lengths subtracted",
        Math.abs(object - focal) * scale,
        "The reciprocals of the lengths are subtracted, not the lengths.",
        0,
        (answer) => [
          `The thin-lens equation connects the three lengths by v = u - f, which gives v = ${minus} = ${show(object - focal)} cm.`,
          ...finish(object - focal, answer),
        ],
      ),
    ];
    if (wanted === "distance")
      return [
        ...list,
        wrong("reciprocal not undone", 1 / first, "This is the reciprocal of the image distance.", 0, (answer) => [
          `The thin-lens equation v = 1/f - 1/u gives v = 1/(${focal}) - 1/${object} = ${show(1 / first)}.`,
          `So the image is at v = ${show(1 / first)} cm${first < 0 ? ", on the side of the object" : ""}.`,
          `The distance between lens and image is ${answer}.`,
        ]),
      ];
    const inverse = object / Math.abs(first);
    return [
      ...list,
      wrong(
        "magnification upside down",
        size * inverse,
        "Magnification is image distance over object distance.",
        2,
        (answer) => magnified(`${object} / ${show(Math.abs(first))}`, inverse, size, answer),
      ),
    ];
  },
});
