import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** `carriers`: `recessive` of `total` show the trait. The others have counts of the genotypes AA, Aa and aa. */
interface Parameters {
  kind: "carriers" | "expected" | "chi-square";
  total: number;
  recessive: number;
  counts: readonly [AA: number, Aa: number, aa: number];
}

const unitOf = ({ kind }: Parameters): string => (kind === "carriers" ? "%" : "");
const formOf = (p: Parameters): AnswerForm => ({ unit: unitOf(p), tolerance: 0.01, figures: 3 });
const show = (value: number): string => writeWorking(value, 5);

const facts = ({ kind, total, recessive, counts }: Parameters): string =>
  kind === "carriers"
    ? `in a population in Hardy-Weinberg equilibrium, ${recessive} of ${total} individuals show a recessive trait of a single gene with two alleles`
    : `in a sample of a population, ${counts[0]} individuals have the genotype AA, ${counts[1]} have Aa and ${counts[2]} have aa`;
const target = ({ kind }: Parameters): string =>
  ({
    carriers: "the percentage of the population that is expected to be heterozygous",
    expected: "the number of heterozygotes expected in this sample under Hardy-Weinberg equilibrium",
    "chi-square": "the chi-square statistic of the three genotype counts against Hardy-Weinberg expectation",
  })[kind];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function compute({ kind, total, recessive, counts }: Parameters) {
  const n = kind === "carriers" ? total : sum(counts);
  const q = kind === "carriers" ? Math.sqrt(recessive / total) : (2 * counts[2] + counts[1]) / (2 * n);
  const p = 1 - q;
  const expected = [n * p * p, 2 * n * p * q, n * q * q] as const;
  const chi = sum(expected.map((e, i) => (counts[i]! - e) ** 2 / e));
  return { n, p, q, expected, value: { carriers: 200 * p * q, expected: expected[1], "chi-square": chi }[kind] };
}

export const hardyWeinberg = defineFamily<Parameters>({
  name: "biology/hardy-weinberg",
  domain: "biology",
  topic: "hardy-weinberg equilibrium",
  keywords: ["population genetics", "allele frequency", "carrier", "heterozygote", "chi-square test", "genetics"],
  handbook: ["biology/hardy-weinberg"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      if (difficulty === "easy") {
        const total = random.integer(500, 9000);
        const recessive = Math.round(total * random.decimal(0.02, 0.4, 4));
        return { kind: "carriers", total, recessive, counts: [0, 0, 0] };
      }
      const counts = [random.integer(60, 400), random.integer(60, 400), random.integer(20, 200)] as const;
      return { kind: difficulty === "medium" ? "expected" : "chi-square", total: 0, recessive: 0, counts };
    });
  },
  phrasings: [
    (p) => `Suppose that ${facts(p)}. What is ${target(p)}? Give three significant figures.`,
    (p) => `Find ${target(p)}, to three significant figures, if ${facts(p)}.`,
    (p) => `A geneticist reports that ${facts(p)}. Calculate ${target(p)}. Round to three significant figures.`,
    (p) => `Given that ${facts(p)}, determine ${target(p)} and state it with three significant figures.`,
  ],
  form: formOf,
  solve(parameters) {
    const { kind, total, recessive, counts } = parameters;
    const { n, p, q, expected, value } = compute(parameters);
    const text = writeAnswer(value, formOf(parameters));
    if (kind === "carriers") {
      return {
        value,
        steps: [
          `Only homozygotes aa show the trait, so q^2 = ${recessive} / ${total} = ${show(q * q)}.`,
          `The frequency of the recessive allele is q = sqrt(${show(q * q)}) = ${show(q)}, that of the other p = 1 - q = ${show(p)}.`,
          `Heterozygotes have the frequency 2pq = 2 × ${show(p)} × ${show(q)} = ${show(2 * p * q)}, that is ${text}.`,
        ],
      };
    }
    const steps = [
      `The ${n} individuals carry ${2 * n} alleles, of which 2 × ${counts[0]} + ${counts[1]} = ${2 * counts[0] + counts[1]} are A.`,
      `The allele frequencies are p = ${show(p)} and q = 1 - p = ${show(q)}.`,
    ];
    if (kind === "expected") {
      return {
        value,
        steps: [...steps, `Expected are 2pq × ${n} = 2 × ${show(p)} × ${show(q)} × ${n} = ${text} heterozygotes.`],
      };
    }
    return {
      value,
      steps: [
        ...steps,
        `The expected counts p^2 n, 2pq n and q^2 n are ${expected.map(show).join(", ")}.`,
        `The terms (observed - expected)^2 / expected are ${expected.map((e, i) => show((counts[i]! - e) ** 2 / e)).join(", ")}.`,
        `Their sum is the statistic, ${text}.`,
      ],
    };
  },
  program({ kind, total, recessive, counts }) {
    if (kind === "carriers") {
      return `recessive = ${recessive}\ntotal = ${total}\nq = (recessive / total) ** 0.5\nprint(f"Answer: {100 * 2 * (1 - q) * q:.8g} %")`;
    }
    return [
      `counts = [${counts.join(", ")}]  # AA, Aa, aa`,
      "n = sum(counts)",
      "p = (2 * counts[0] + counts[1]) / (2 * n)",
      "expected = [n * p ** 2, 2 * n * p * (1 - p), n * (1 - p) ** 2]",
      ...(kind === "expected"
        ? ['print(f"Answer: {expected[1]:.8g}")']
        : ["chi = sum((o - e) ** 2 / e for o, e in zip(counts, expected))", 'print(f"Answer: {chi:.8g}")']),
    ].join("\n");
  },
  check({ kind, total, recessive, counts }) {
    if (kind === "carriers") {
      return [
        "# bisection on the allele frequency until random mating gives the observed share",
        "low, high = 0.0, 1.0",
        "for _ in range(50):",
        "    q = (low + high) / 2",
        `    if q * q * ${total} < ${recessive}: low = q`,
        "    else: high = q",
        `print(f"Answer: {100 * (1 - q * q - (1 - q) * (1 - q)):.8g} %")`,
      ].join("\n");
    }
    return [
      "# random union of gametes from the pool of all alleles, in exact fractions",
      "from fractions import Fraction",
      "from itertools import product",
      `observed = {"AA": ${counts[0]}, "Aa": ${counts[1]}, "aa": ${counts[2]}}`,
      "pool = {allele: sum(k * g.count(allele) for g, k in observed.items()) for allele in 'Aa'}",
      "expected = dict.fromkeys(observed, Fraction(0))",
      "for x, y in product(pool, repeat=2):",
      "    expected[''.join(sorted(x + y))] += Fraction(pool[x] * pool[y] * sum(observed.values()), sum(pool.values()) ** 2)",
      kind === "expected"
        ? "value = expected['Aa']"
        : "value = sum(observed[g] ** 2 / e for g, e in expected.items()) - sum(observed.values())",
      'print(f"Answer: {float(value):.8g}")',
    ].join("\n");
  },
  mistakes(parameters) {
    const { kind, total, recessive, counts } = parameters;
    const { n, p, q, expected, value } = compute(parameters);
    const wrong = wrongSolution(this.solve(parameters).steps, (result) => writeAnswer(result, formOf(parameters)));
    if (kind === "carriers") {
      const r = q * q;
      return [
        wrong(
          "share taken as allele frequency",
          200 * r * (1 - r),
          "The share of homozygotes is q^2, so its root is needed.",
          0,
          (answer) => [
            `The trait shows the recessive allele, whose frequency is q = ${recessive} / ${total} = ${show(r)}.`,
            `The frequency of the other allele, which is dominant, is p = 1 - q = ${show(1 - r)}.`,
            `Heterozygotes have the frequency 2pq = 2 × ${show(1 - r)} × ${show(r)} = ${show(2 * r * (1 - r))}, that is ${answer}.`,
          ],
        ),
        wrong("factor two forgotten", 100 * p * q, "There are two ways, Aa and aA.", 2, (answer) => [
          `Heterozygotes have the frequency pq = ${show(p)} × ${show(q)} = ${show(p * q)}, that is ${answer}.`,
        ]),
        wrong("everyone without the trait", 100 * (1 - r), "These include the homozygotes AA.", 1, (answer) => [
          "An individual with the other phenotype has the dominant allele and passes the recessive one on unseen.",
          `Heterozygotes therefore have the frequency 1 - q^2 = 1 - ${show(r)} = ${show(1 - r)}, that is ${answer}.`,
        ]),
      ];
    }
    if (kind === "expected") {
      const r = Math.sqrt(counts[2] / n);
      return [
        wrong("factor two forgotten", n * p * q, "Heterozygotes arise in two ways, Aa and aA.", 2, (answer) => [
          `Expected are pq × ${n} = ${show(p)} × ${show(q)} × ${n} = ${answer} heterozygotes.`,
        ]),
        wrong(
          "alleles taken from homozygotes only",
          2 * n * r * (1 - r),
          "The allele frequency must be counted, because equilibrium is what is tested.",
          0,
          (answer) => [
            `Of the ${n} individuals ${counts[2]} are aa, so q^2 = ${counts[2]} / ${n} = ${show(counts[2] / n)}.`,
            `The allele frequencies are q = sqrt(${show(counts[2] / n)}) = ${show(r)} and p = 1 - q = ${show(1 - r)}.`,
            `Expected are 2pq × ${n} = 2 × ${show(1 - r)} × ${show(r)} × ${n} = ${answer} heterozygotes.`,
          ],
        ),
        wrong("other homozygotes given", expected[0], "That is the count of AA.", 2, (answer) => [
          `Expected are p^2 × ${n} = ${show(p)} × ${show(p)} × ${n} = ${answer} heterozygotes.`,
        ]),
      ];
    }
    const sizes = expected.map((e, i) => (counts[i]! - e) ** 2);
    const observed = sizes.map((size, i) => size / counts[i]!);
    const terms = sizes.map((size, i) => size / expected[i]!);
    const conclude = (answer: string): string => `Their sum is the statistic, ${answer}.`;
    return [
      wrong(
        "not divided by expectation",
        sum(sizes),
        "Each squared difference is divided by the expected count.",
        3,
        (answer) => [`The terms (observed - expected)^2 are ${sizes.map(show).join(", ")}.`, conclude(answer)],
      ),
      wrong(
        "divided by observed counts",
        sum(observed),
        "The expected counts belong in the denominators.",
        3,
        (answer) => [
          `The terms (observed - expected)^2 / observed are ${observed.map(show).join(", ")}.`,
          conclude(answer),
        ],
      ),
      wrong("statistic divided by three", value / 3, "The statistic is the sum of the terms.", 4, (answer) => [
        `Over the three genotypes the statistic is (${terms.map(show).join(" + ")}) / 3 = ${answer}.`,
      ]),
    ];
  },
});
