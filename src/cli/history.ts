import type { Dossier } from "../index.ts";
import { money, percent, plural } from "./format.ts";
import { noPaint } from "./paint.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { cut, wrap } from "./text.ts";

type RowAttempt = Dossier["history"][number];
type Review = Dossier["reviews"][number];

/** Changed lines of one field that are shown. */
const linesShown = 12;

/** One attempt at a row: the feedback it was written with, what changed, what ran, what the review found. */
export function attemptLines(attempt: RowAttempt, options: TableOptions): string[] {
  const { paint = noPaint, width } = options;
  const { feedback, changes, receipts, review, calls } = attempt;
  return [
    ...(feedback === null
      ? []
      : [paint("dim", "written with this feedback"), ...wrap(feedback || "(none was given)", width, 2), ""]),
    ...(changes.length > 0
      ? [paint("dim", "changed since the attempt before"), ...changeLines(changes, options), ""]
      : []),
    ...(feedback !== null && changes.length === 0 ? ["Nothing changed since the attempt before.", ""] : []),
    ...pairs(
      [
        ...receipts.map(({ purpose, status, stdout }): [string, string] => [
          purpose,
          `${status}, prints ${stdout.trim().split("\n").at(-1) || "nothing"}`,
        ]),
        ["calls", `${plural(calls.length, "model call")}, ${priceText(calls)}`],
      ],
      options,
    ),
    ...(review ? ["", ...reviewLines(review, options)] : ["", "Not reviewed."]),
  ];
}

/** What calls cost; one reused from an earlier request cost nothing again. */
export function priceText(calls: Dossier["calls"]): string {
  return money(calls.reduce((sum, call) => sum + (call.cached ? 0 : call.usd), 0));
}

function changeLines(changes: RowAttempt["changes"], { width, paint = noPaint }: TableOptions): string[] {
  return changes.flatMap(({ field, removed, added }) => {
    const lines = [
      ...removed.map((line) => paint("red", cut(`    - ${line}`, width))),
      ...added.map((line) => paint("green", cut(`    + ${line}`, width))),
    ];
    const more = lines.length - linesShown;
    return [`  ${field}`, ...lines.slice(0, linesShown), ...(more > 0 ? [`    ${plural(more, "further line")}`] : [])];
  });
}

function reviewLines(review: Review, options: TableOptions): string[] {
  const { scores, checks, judgement, feedback } = review;
  return [
    ...wrap(`Review: ${review.verdict}, quality ${review.qualityScore}${confidenceText(review)}`, options.width),
    ...(feedback ? wrap(`Feedback: ${feedback}`, options.width) : []),
    ...table(
      [{ title: "check" }, { title: "status" }, { title: "reason", least: 14 }],
      checks.map(({ name, status, reason, fatal }) => [
        name,
        status + (fatal && status === "failed" ? ", fatal" : ""),
        reason,
      ]),
      options,
    ),
    ...(scores.length > 0 ? ["", ...scoreLines(scores, options)] : []),
    ...(judgement && judgement.facts.length > 0 ? ["", ...factLines(judgement.facts, options)] : []),
  ];
}

function confidenceText({ judgement }: Review): string {
  if (!judgement) return "";
  const family = judgement.sameFamily ? "; a judge is of the generator's family" : "";
  return `, confidence ${percent(judgement.confidence)}${family}`;
}

function scoreLines(scores: Review["scores"], options: TableOptions): string[] {
  return table(
    [
      { title: "score" },
      { title: "value", align: "right" },
      { title: "weight", align: "right" },
      { title: "by", least: 8 },
      { title: "explanation", least: 14 },
    ],
    scores.flatMap(({ name, value, weight, by, explanation, opinions }) =>
      opinions && opinions.length > 1
        ? [
            [name, percent(value), String(weight), "mean", ""],
            ...opinions.map((each) => [
              "",
              each.value === null ? "none" : percent(each.value),
              "",
              each.by,
              each.explanation,
            ]),
          ]
        : [[name, percent(value), String(weight), by, explanation]],
    ),
    options,
  );
}

function factLines(facts: NonNullable<Review["judgement"]>["facts"], options: TableOptions): string[] {
  return table(
    [{ title: "statement", least: 14 }, { title: "looked up" }, { title: "by", least: 10 }],
    facts.map(({ claim, verdict, source, query, quote, explanation }) => [
      claim,
      verdict,
      quote === null ? `${source}, “${query}”: ${explanation}` : `${source}: “${quote}”`,
    ]),
    options,
  );
}

/** Another model's attempts at the question. */
export function measuredLines({ rate, attempts }: NonNullable<Dossier["measured"]>, options: TableOptions): string[] {
  const results = attempts.map(({ passed, answer, reason }, index) => [
    String(index + 1),
    passed === null ? "not graded" : passed ? "right" : "wrong",
    answer ?? "none",
    reason,
  ]);
  return [
    ...(rate === null
      ? ["No attempt could be graded."]
      : pairs(
          [
            ["model", `${rate.model} (${rate.kind})`],
            [
              "pass rate",
              `${percent(rate.rate)}: ${rate.passed} of ${rate.graded} right, 95 % interval ${percent(rate.low)} to ${percent(rate.high)}`,
            ],
          ],
          options,
        )),
    "",
    ...table(
      [
        { title: "try", align: "right" },
        { title: "result" },
        { title: "answer", least: 10 },
        { title: "reason", least: 14 },
      ],
      results,
      options,
    ),
  ];
}
