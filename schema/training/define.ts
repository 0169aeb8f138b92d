import type { z } from "zod";
import type { Evidence, SynthesisedContext } from "../evidence.ts";
import type { Answer, Difficulty, WorkedProblem } from "../problem.ts";
import type { Check } from "../review.ts";
import type { Draw } from "./draw.ts";
import type { Support } from "./parts.ts";
import type { TrlRecord } from "./reading.ts";

/** A table column in words both SQL dialects know. `json` holds any JSON value, validated by the type's `row`. */
export interface Column {
  kind: "text" | "real" | "integer" | "boolean" | "json";
  optional?: boolean;
}

/** What Generation is told of the question. */
export interface GenerationBrief {
  question: string;
  domain: string;
  subTopic: string;
  difficulty: Difficulty;
  language: string;
  constraints: readonly string[];
  context: SynthesisedContext | null;
  evidence: readonly Pick<Evidence, "id" | "text">[];
  /** For choices that a type makes item by item: label, position, which mistake. */
  draw: Draw;
}

/** The executable claim inside a draft: a program and the right answer, which it must print. */
export interface Claim {
  program: string;
  answer: string;
  /** The written reasoning that must end in the answer; null where the row's text need not (a wrong side). */
  reasoning: string | null;
}

/** What a reader of a row sees. */
export interface RowText {
  prompt: string;
  /** What is to be learnt from; for a dialogue everything behind the first message. */
  response: string;
  /** Further responses of the row, such as rejected ones: text like any other, but no example to follow. */
  others?: readonly string[];
}

/** What execution and the independent derivation established. */
export interface Facts {
  question: string;
  /** Null where the domain is not computational. */
  execution: {
    /** Answer printed by the draft's own program, null when it did not run to its end. */
    printed: string | null;
    /** Answer of the independent derivation, null when there is none. */
    derived: string | null;
    /** The draft's answer agrees with its program and with the derivation; null when that could not be found out. */
    agrees: boolean | null;
    /** Everything that the draft's program and the derivation's printed. */
    output?: string;
    /** The derivation's written working, made without sight of the draft. */
    working?: string;
  } | null;
}

/**
 * The kind of dataset that the trainer reads, in TRL's words (https://huggingface.co/docs/trl/dataset_formats), with the
 * columns of `exports.trl`. A message is `{ role, content }`; chosen and rejected hold answer turns only, unless the
 * prompt is implicit. Formats are written for these forms and never ask for a type's name.
 */
export const trainingForms = {
  "language-modelling": ["messages"],
  "prompt-completion": ["prompt", "completion"],
  preference: ["prompt", "chosen", "rejected"],
  /** chosen and rejected hold the whole conversation, prompt included; `margin` may stand beside them. */
  "implicit-preference": ["chosen", "rejected"],
  "unpaired-preference": ["prompt", "completion", "label"],
  /** Every further column reaches the reward function. `ground_truth` is a string where the answer can be verified. */
  "prompt-only": ["prompt"],
} as const satisfies Record<string, readonly string[]>;
export type TrainingForm = keyof typeof trainingForms;

export interface Criterion {
  name: string;
  weight: number;
  /** The question that the judge answers with a score from 0 to 1. */
  ask: string;
}

export interface Example<Row> {
  accept: boolean;
  why: string;
  row: Row;
}

/**
 * A training type, whole: shape, table, prompt, verification, rubric, exports and the rows that prove it. Adding one is
 * this file and a line in index.ts.
 */
export interface TrainingType<Name extends string, Draft, Row> {
  name: Name;
  title: string;
  /** One sentence for people who choose. */
  description: string;
  /** Other names by which requests call it, lower case: `preference pairs`. */
  aliases: readonly string[];
  /** What the trainer reads; `exports.trl` has this form's columns. */
  form: TrainingForm;
  /** The type's own columns; the shared ones are in schema/db. Keys equal `row`'s. */
  columns: Record<keyof Row & string, Column>;
  /** What Generation must return; the reply's JSON Schema is made from it. */
  draft: z.ZodType<Draft>;
  /** What is stored and leaves the house. */
  row: z.ZodType<Row>;
  /** Pure: what Generation is asked for this type. */
  ask(brief: GenerationBrief): string;
  /** The draft that a worked problem gives, without a model. */
  fromProblem(problem: WorkedProblem, brief: Pick<GenerationBrief, "context" | "draw">): Draft;
  /** The draft's executable claim; null when it has none. */
  claim(draft: Draft): Claim | null;
  /** Statements of fact with the passages that say so. They are checked and kept beside the row, not in its text. */
  support(draft: Draft): readonly Support[];
  /** The row, once the facts are known. */
  finish(draft: Draft, facts: Facts, draw: Draw): Row;
  /** Deterministic checks of the row; `facts` are null for rows from outside, which nothing has executed. */
  verify(row: Row, facts: Facts | null): Check[];
  /** All text of the row a reader sees, for citation, leak and duplicate checks. */
  text(row: Row): RowText;
  rubric: readonly Criterion[];
  /** The two sides that a pair's reader compares; null where neither is labelled better. Absent: no pairs. */
  pair?(row: Row): { prompt: string; first: string; second: string; better: "first" | "second" } | null;
  /**
   * The text whose statements must be true, for the fact-check; null in a row that is meant to be wrong. Absent: the
   * better side of a pair, else the whole response.
   */
  asserted?(row: Row): string | null;
  /** What another model can be asked, and the answer that it must reach; null or absent: nothing verifiable. */
  verifiable?(row: Row): { prompt: string; answer: string } | null;
  /** The row with attempts of another model at it, reward 1 for right and 0 for wrong. Absent: it holds none. */
  withAttempts?(row: Row, attempts: readonly { completion: string; reward: number }[]): Row;
  /**
   * The way back: rows that a record in TRL's columns can be, the likeliest first; several where `exports.trl` leaves
   * something open. What is not there is left undefined; `row` validates. Absent: only the row's own columns are read.
   */
  imports?: { trl(record: TrlRecord): readonly Record<string, unknown>[] };
  /** Pure views of the row for formats; `trl` is TRL's conversational form. */
  exports: { trl(row: Row): Record<string, unknown> };
  examples: readonly Example<Row>[];
}

/** Checks the declaration's types; returns it unchanged. */
export function defineTrainingType<const Name extends string, Draft, Row extends Record<string, unknown>>(
  type: TrainingType<Name, Draft, Row>,
): TrainingType<Name, Draft, Row> {
  return type;
}

/** A passed or failed check in one call. */
export function check(name: string, passed: boolean, reason: string, fatal = false): Check {
  return { name, status: passed ? "passed" : "failed", reason, fatal };
}

/** The answer a worked problem ends in, as TRL rows carry it. */
export function finalLine(answer: Pick<Answer, "text">): string {
  return `Answer: ${answer.text}`;
}
