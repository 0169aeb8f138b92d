/**
 * A problem family from outside the package: the offline expert draws from it like from its own.
 *
 *   npx ts-node examples/custom-family.ts [folder]
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createAssay, defineFamily, isAssayError, writeNumber } from "assay";

/** Free fall from rest: t = sqrt(2 h / g). */
const freeFall = defineFamily<{ height: number; gravity: number }>({
  name: "physics/free-fall",
  domain: "physics",
  topic: "free fall",
  keywords: ["falling body", "drop"],
  handbook: [],
  sample: (random, difficulty) => ({
    height: random.decimal(1, difficulty === "easy" ? 50 : 500, 2),
    gravity: difficulty === "hard" ? random.decimal(1.2, 24, 2) : 9.81,
  }),
  phrasings: [
    ({ height, gravity }) =>
      `A stone is dropped from ${height} m where g = ${gravity} m/s^2. How many seconds does it fall? Neglect air; three significant figures.`,
    ({ height, gravity }) =>
      `Find the time in s that a body released at rest needs to fall ${height} m with g = ${gravity} m/s^2 and no drag, to three significant figures.`,
    ({ height, gravity }) =>
      `With g = ${gravity} m/s^2 and no air resistance, how long (in s, three significant figures) is a fall of ${height} m from rest?`,
    ({ height, gravity }) =>
      `An object starts at rest and falls ${height} m. Take g = ${gravity} m/s^2, ignore drag, and give the time in s to three significant figures.`,
  ],
  form: () => ({ unit: "s", tolerance: 0.01, figures: 3 }),
  solve: ({ height, gravity }) => {
    const value = Math.sqrt((2 * height) / gravity);
    return {
      value,
      steps: [
        "From rest the distance fallen is h = g t² / 2.",
        `Solved for the time, t = sqrt(2 h / g) = sqrt(2 × ${height} m / ${gravity} m/s^2).`,
        `The radicand is ${writeNumber((2 * height) / gravity, 5)} s².`,
        `The time is ${writeNumber(value, 3)} s.`,
      ],
    };
  },
  program: ({ height, gravity }) =>
    `height = ${height}  # m\ngravity = ${gravity}  # m/s^2\nprint(f"Answer: {(2 * height / gravity) ** 0.5:.6g} s")`,
  check: ({ height, gravity }) =>
    [
      `height, gravity = ${height}, ${gravity}`,
      "low, high = 0.0, 1000.0",
      "for _ in range(80):",
      "    middle = (low + high) / 2",
      "    low, high = (middle, high) if gravity * middle * middle / 2 < height else (low, middle)",
      'print(f"Answer: {low:.6g} s")',
    ].join("\n"),
  mistakes: ({ height, gravity }) =>
    [
      { name: "factor two forgotten", value: Math.sqrt(height / gravity), why: "The distance is g t² / 2, not g t²." },
      { name: "square root forgotten", value: (2 * height) / gravity, why: "This is the square of the time." },
      { name: "constant speed assumed", value: height / gravity, why: "The speed grows while the body falls." },
    ].map((mistake) => ({ ...mistake, steps: [`The time is ${writeNumber(mistake.value, 3)} s.`] })),
});

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "custom-family";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), model: "offline/expert" }, { families: [freeFall] });
  const summary = await assay.generate("Generate 20 SFT examples for free fall");
  if (summary.approved !== 20) throw new Error(`only ${summary.approved} rows: ${summary.reason}`);
  for await (const sample of assay.samples(summary.run)) {
    console.log(sample.row.prompt);
    console.log(sample.row.completion, "\n");
    break;
  }
  const { files } = await assay.export(summary.run, { out: folder });
  console.log(`${files[0]?.rows} rows in ${files[0]?.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
