import { difficulties, type WorkedProblem } from "../../schema/problem.ts";
import { readAnswer } from "../../schema/quantity.ts";
import type { Facts } from "../../schema/training/define.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { runTrustedPython } from "../support/python.ts";

/** Problems of every family, `seeds` of each, easy, medium and hard in turn. */
export function worked(seeds: number): WorkedProblem[] {
  return families.flatMap((family) =>
    Array.from({ length: seeds }, (_, seed) => work(family, difficulties[seed % 3]!, seed)),
  );
}

/** What executing program and check of each problem establishes; the working is the worked solution. */
export async function executed(problems: readonly WorkedProblem[]): Promise<Facts[]> {
  const outputs = await runTrustedPython(problems.flatMap(({ program, check }) => [program, check]));
  return problems.map((problem, index) => {
    const [program = "", check = ""] = outputs.slice(2 * index, 2 * index + 2);
    return {
      question: problem.prompt,
      execution: {
        printed: readAnswer(program),
        derived: readAnswer(check),
        agrees: true,
        output: `${program}\n${check}`,
        working: problem.steps.join("\n"),
      },
    };
  });
}
