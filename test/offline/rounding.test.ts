import { expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";

/** Numbers of the working that look as if they were to be rounded up to another answer than the one that is given. */
function roundedTwice(name: string, steps: readonly string[], answer: string): string[] {
  const stated = /^-?\d+(?:\.\d+)?(?![\d.]*e)/i.exec(answer)?.[0];
  if (stated === undefined) return [];
  const decimals = stated.split(".")[1]?.length ?? 0;
  return steps
    .flatMap((step) => [...step.matchAll(/(?<![\d.])-?\d+\.\d+(?![\d.]*e)/gi)].map(([number]) => number))
    .filter((number) => number.split(".")[1]!.length === decimals + 1 && number.endsWith("5"))
    .filter((number) => Math.abs(Number(number) - Number(stated)) < 0.51 * 10 ** -decimals)
    .filter((number) => (Math.abs(Number(number)) + 1e-9).toFixed(decimals) !== stated.replace("-", ""))
    .map((number) => `${name}: ${number} is not ${stated}`);
}

test.each(families.map((family) => [family.name, family] as const))("%s rounds its working once", (name, family) => {
  const found = difficulties.flatMap((difficulty) =>
    Array.from({ length: 300 }, (_, seed) => work(family, difficulty, seed)).flatMap(({ steps, answer }) =>
      roundedTwice(`${name}#${difficulty}`, steps, answer.text),
    ),
  );
  expect(found).toEqual([]);
});
