import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Number of dominant alleles of each parent at each locus, and the wanted result at each. */
interface Parameters {
  first: number[];
  second: number[];
  wanted: ("dominant" | "recessive" | "heterozygous")[];
  offspring: number;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const letters = "ABDE";

const genotype = (alleles: readonly number[]): string =>
  alleles
    .map((count, i) => [...letters[i]!.repeat(count), ...letters[i]!.toLowerCase().repeat(2 - count)].join(""))
    .join(" ");
/** What the counted offspring do; `be` is the form of the verb that fits the sentence. */
const demand = ({ wanted }: Parameters, be: "be" | "are"): string => {
  const parts = wanted.map((w, i) =>
    w === "heterozygous" ? `${be} heterozygous for ${letters[i]}` : `show the ${w} trait of ${letters[i]}`,
  );
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
};

/** Chance of the wanted result at one locus. */
function chance(a: number, b: number, wanted: Parameters["wanted"][number]): number {
  const [x, y] = [a / 2, b / 2];
  const neither = (1 - x) * (1 - y);
  return { dominant: 1 - neither, recessive: neither, heterozygous: x * (1 - y) + y * (1 - x) }[wanted];
}

const chances = ({ first, second, wanted }: Parameters): number[] =>
  first.map((a, i) => chance(a, second[i]!, wanted[i]!));
const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1);
const fraction = (value: number): string =>
  Number.isInteger(value) ? `${value}` : Number.isInteger(2 * value) ? `${2 * value}/2` : `${4 * value}/4`;

/** The cross at gene `i`: `Bb × bb`. */
function cross({ first, second }: Parameters, i: number): string {
  const letter = (name: string): string => (name === "A" ? letters[i]! : letters[i]!.toLowerCase());
  return [first, second].map((parent) => genotype([parent[i]!]).replace(/a/gi, letter)).join(" × ");
}
const crossed = (p: Parameters, each: number[]): string =>
  `The chances are ${each.map((c, i) => `${fraction(c)} (${cross(p, i)}, ${p.wanted[i]})`).join(", ")}.`;
const together = (each: number[]): string =>
  `Together the chance is ${each.map(fraction).join(" × ")} = ${writeWorking(product(each), 4)}.`;
const expected = ({ offspring }: Parameters, share: number, answer: string): string =>
  `Of ${offspring} offspring ${offspring} × ${writeWorking(share, 4)} are expected, which is ${answer}.`;

/** Chance of each result in Python. */
const formulas = {
  dominant: "1 - (1 - x) * (1 - y)",
  recessive: "(1 - x) * (1 - y)",
  heterozygous: "x * (1 - y) + (1 - x) * y",
} as const;

export const mendelianGenetics = defineFamily<Parameters>({
  name: "biology/mendelian-genetics",
  domain: "biology",
  topic: "mendelian inheritance",
  keywords: [
    "genetics",
    "dihybrid cross",
    "punnett square",
    "independent assortment",
    "phenotype ratio",
    "inheritance",
    "heredity",
  ],
  handbook: ["biology/mendelian-genetics"],
  sample(random, difficulty) {
    const loci = { easy: 2, medium: 3, hard: 4 }[difficulty];
    const results =
      difficulty === "hard"
        ? (["dominant", "recessive", "heterozygous"] as const)
        : (["dominant", "recessive"] as const);
    return distinguishable(this, () => {
      for (;;) {
        const parent = (): number[] => Array.from({ length: loci }, () => random.pick([0, 1, 1, 1, 2]));
        const wanted = Array.from({ length: loci }, () => random.pick(results));
        const p: Parameters = { first: parent(), second: parent(), wanted, offspring: random.integer(100, 4000) };
        const open = chances(p).filter((value) => value > 0 && value < 1).length;
        if (product(chances(p)) > 0 && open >= 2 && (difficulty !== "hard" || wanted.includes("heterozygous")))
          return p;
      }
    });
  },
  phrasings: [
    (p) =>
      `In a plant ${p.first.length} genes assort independently, and the allele with the capital letter is completely dominant. A cross ${genotype(p.first)} × ${genotype(p.second)} gives ${p.offspring} offspring. How many of them are expected to ${demand(p, "be")}? Give three significant figures.`,
    (p) =>
      `Parents with the genotypes ${genotype(p.first)} and ${genotype(p.second)} have ${p.offspring} offspring. The genes are unlinked and capital letters are fully dominant. Find the expected number, to three significant figures, of offspring that ${demand(p, "are")}.`,
    (p) =>
      `Assuming independent assortment and complete dominance of capital-letter alleles, calculate how many of ${p.offspring} offspring of ${genotype(p.first)} × ${genotype(p.second)} should ${demand(p, "be")}. Round to three significant figures.`,
    (p) =>
      `A breeder crosses ${genotype(p.first)} with ${genotype(p.second)} and raises ${p.offspring} seedlings. With unlinked genes and complete dominance of the capital letters, what number of seedlings that ${demand(p, "are")} is expected? State three significant figures.`,
  ],
  form: () => form,
  solve(p) {
    const each = chances(p);
    const share = product(each);
    const value = p.offspring * share;
    return {
      value,
      steps: [
        "The genes assort independently, so each gene is treated by itself and the chances are multiplied.",
        crossed(p, each),
        together(each),
        expected(p, share, state(value)),
      ],
    };
  },
  program: ({ first, second, wanted, offspring }) =>
    [
      `offspring = ${offspring}`,
      "share = 1.0",
      ...first.flatMap((a, i) => [
        `x, y = ${a} / 2, ${second[i]} / 2  # chances of a dominant allele from either parent`,
        `share *= ${formulas[wanted[i]!]}`,
      ]),
      'print(f"Answer: {offspring * share:.8g}")',
    ].join("\n"),
  check: ({ first, second, wanted, offspring }) =>
    [
      "# enumerate all gametes of both parents: the complete Punnett square",
      "from itertools import product",
      `mother = list(product(*[(1,) * a + (0,) * (2 - a) for a in (${first.join(", ")})]))`,
      `father = list(product(*[(1,) * a + (0,) * (2 - a) for a in (${second.join(", ")})]))`,
      `allowed = [${wanted.map((w) => ({ dominant: "(1, 2)", recessive: "(0,)", heterozygous: "(1,)" })[w]).join(", ")}]`,
      "hits = sum(all(x + y in ok for x, y, ok in zip(egg, sperm, allowed)) for egg in mother for sperm in father)",
      `print(f"Answer: {${offspring} * hits / (len(mother) * len(father)):.8g}")`,
    ].join("\n"),
  mistakes(p) {
    const each = chances(p);
    const { steps } = this.solve(p);
    const mistake = wrongSolution(steps, state);
    const wrong = (name: string, share: number, why: string, kept: number, opening: string[]) =>
      mistake(name, p.offspring * share, why, kept, (answer) => [...opening, expected(p, share, answer)]);
    const flat = p.wanted.map((w) => ({ dominant: 0.75, recessive: 0.25, heterozygous: 0.5 })[w]);
    const average = each.reduce((a, b) => a + b, 0) / each.length;
    const swapped = each.map((c, i) => (p.wanted[i] === "heterozygous" ? c : 1 - c));
    const rest = each.slice(1);
    const others = rest.map((_, i) => letters[i + 1]).join(" and ");
    return [
      wrong(
        "three to one for every gene",
        product(flat),
        "The ratio 3 : 1 holds only when both parents are heterozygous.",
        1,
        [
          `With dominant and recessive offspring in Mendel's ratio 3 : 1, the chances are ${flat
            .map((c, i) => `${fraction(c)} (${letters[i]}, ${p.wanted[i]})`)
            .join(", ")}.`,
          together(flat),
        ],
      ),
      wrong(
        "chances averaged",
        average,
        "Independent chances are multiplied when all results must occur together.",
        0,
        [
          "The genes assort independently, so each gene is treated by itself and has the same influence on the result.",
          steps[1]!,
          `Together the chance is (${each.map(fraction).join(" + ")}) / ${each.length} = ${writeWorking(average, 4)}.`,
        ],
      ),
      wrong(
        "dominant and recessive exchanged",
        product(swapped),
        "A dominant trait needs one dominant allele, a recessive one needs two recessive alleles.",
        1,
        [crossed(p, swapped), together(swapped)],
      ),
      wrong("first gene forgotten", product(rest), "All genes named in the question must be considered.", 1, [
        `For ${others} the parents ${rest.length > 1 ? "offer" : "give"} these chances, read off from Punnett squares: ${rest
          .map((c, i) => `${fraction(c)} (${cross(p, i + 1)}, ${p.wanted[i + 1]})`)
          .join(", ")}.`,
        together(rest),
      ]),
    ];
  },
});
