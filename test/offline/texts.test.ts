import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { solubilityProduct } from "../../src/offline/families/chemistry/solubility-product.ts";
import { strongAcidPh } from "../../src/offline/families/chemistry/strong-acid-ph.ts";
import { discreteProbability } from "../../src/offline/families/mathematics/discrete-probability.ts";
import { writeWorking } from "../../src/offline/families/working.ts";
import { work } from "../../src/offline/family.ts";

const seeds = Array.from({ length: 120 }, (_, seed) => seed);

test("a wrong count of the ions of an acid or base is named after its direction, in a sentence", () => {
  const names = new Set<string>();
  for (const seed of seeds) {
    const { misconceptions } = work(strongAcidPh, seed % 2 === 0 ? "easy" : "medium", seed);
    const [miscounted] = misconceptions.filter(({ name }) => /doubled/.test(name));
    const two = / (?:Ba|Sr)\(OH\)2|^(?:Ba|Sr)\(OH\)2/.test(miscounted!.steps[0]!);
    expect(miscounted!.name).toBe(two ? "ion concentration not doubled" : "ion concentration doubled");
    expect(miscounted!.steps[0]).toMatch(
      two
        ? /^\S+ dissociates completely and gives 1 OH- for each formula unit\.$/
        : /^\S+ dissociates completely into 2 ions, so each formula unit gives 2 (?:H\+|OH-)\.$/,
    );
    names.add(miscounted!.name);
  }
  expect(names.size).toBe(2);
});

test("a solubility product is written with signs of multiplication", () => {
  for (const seed of seeds) {
    const { steps } = work(solubilityProduct, difficulties[seed % 3]!, seed);
    expect(steps.join("\n")).not.toMatch(/s\)?(?:\^\d)? \(?\d?s|\](?:\^\d)? \[/);
  }
});

describe("a number of the working", () => {
  test.each([
    [0.115496, 5, "0.115496"],
    [0.115504, 5, "0.115504"],
    [0.1154996, 5, "0.1154996"],
    [0.1155, 5, "0.11550"],
    [0.1 + 0.025, 5, "0.12500"],
    [0.11561, 5, "0.11561"],
    [-7.42497, 5, "-7.42497"],
    [4.7447, 4, "4.7447"],
  ])("%d of %d figures is %s", (value, figures, text) => {
    expect(writeWorking(value, figures)).toBe(text);
  });
  test("rounds to the probability that is stated", () => {
    for (let seed = 0; seed < 3_000; seed++) {
      const { steps, answer, origin } = work(discreteProbability, seed % 2 === 0 ? "easy" : "medium", seed);
      const shown = Number(/= ([\d.]+)\.$/.exec(steps.at(-2)!)![1]);
      const near = Math.abs(shown - Number(answer.text)) - 0.5 * 10 ** -(answer.text.length - 2);
      expect(near, `${origin}: ${shown}, ${answer.text}`).toBeLessThan(1e-12);
      if (answer.value < shown) expect(Number((shown * (1 + 1e-12)).toPrecision(3)), origin).toBe(Number(answer.text));
    }
  });
});
