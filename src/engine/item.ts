import type { Stage } from "../../schema/event.ts";
import type { Evidence, SynthesisedContext } from "../../schema/evidence.ts";
import type { ExecResult } from "../../schema/execution.ts";
import type { PassRate } from "../../schema/pass-rate.ts";
import type { Question } from "../../schema/question.ts";
import type { Cell } from "../../schema/request.ts";
import type { Review } from "../../schema/review.ts";
import type { QuestionEcho } from "../diversity/collapse.ts";
import type { AgentAnswer } from "./agent-loop.ts";

/** The place of an item in its run. */
export interface Item {
  index: number;
  cell: Cell;
  /** How many items of the same cell stand before it. */
  slot: number;
  /** Indexes of the cell's items by their slots, as far as they have been handed out. */
  places: readonly number[];
}

/** Which prompt, model and calls an answer came from; the row's provenance is made of these. */
export type Trace = Omit<AgentAnswer<unknown>, "output"> & { agent: string };

/** A search as it was made. */
export interface Searched {
  source: string;
  query: string;
}

export interface ResearchOutput {
  /** Ids of the passages kept, best first. */
  evidence: string[];
  /** What was found or not, one sentence. */
  note: string;
  searched?: Searched[];
  traces: Trace[];
}

export interface SynthesiseOutput {
  context: SynthesisedContext | null;
  /** What was left out for want of support; absent where nothing was. */
  note?: string;
  traces: Trace[];
}

export interface GenerateOutput {
  draft: unknown;
  traces: Trace[];
}

export interface VerifyOutput {
  /** Results without their timing; null where there is nothing to execute. */
  program: StoredExecution | null;
  derivation: { answer: string; reasoning?: string; result: StoredExecution | null } | null;
  traces: Trace[];
}

/** An execution as a stage keeps it: without its timing. */
export type StoredExecution = Omit<ExecResult, "durationMs">;

export interface ReviewOutput {
  review: Review;
  traces: Trace[];
}

/** One try of another model at the question. */
export interface Attempt {
  completion: string;
  /** Null when it gave none. */
  answer: string | null;
  /** Null when the answer could not be compared, which is neither right nor wrong. */
  passed: boolean | null;
  reason: string;
}

export interface AttemptOutput {
  /** Null when no attempt could be graded. */
  rate: PassRate | null;
  attempts: Attempt[];
  traces: Trace[];
}

export interface SettleOutput {
  verdict: "approved" | "needs_revision" | "rejected" | "unchecked" | "failed";
  /** Digest by which later duplicates are recognised; null when no row was made. */
  fingerprint: string | null;
  sample: string | null;
  /** Share of another model's attempts that were right, where that was measured. */
  passRate?: number | null;
  /** Present where the row rests on no passage. */
  withoutContext?: true;
  /** Whether its question, if a language model wrote it, repeats another. */
  echo?: QuestionEcho;
  /** The most telling reason, for the summary. */
  reason: string;
}

/** Thrown inside an item when no row can come of it; the item settles as `failed` and the run goes on. */
export class ItemFailure extends Error {
  readonly stage: Stage | "question";
  readonly code: string;

  constructor(stage: Stage | "question", code: string, message: string) {
    super(message);
    this.name = "ItemFailure";
    this.stage = stage;
    this.code = code;
  }
}

/** What an item has come to when its reviews are over. */
export interface Reviewed {
  item: Item;
  question: Question;
  research: ResearchOutput;
  synthesis: SynthesiseOutput;
  generation: GenerateOutput;
  verification: VerifyOutput;
  review: ReviewOutput;
  /** Another model's attempts at the row; null where they were not asked for or the row was not approved. */
  measured: AttemptOutput | null;
  echo?: QuestionEcho | undefined;
  /** Rows that the question was written after; the row derives from them. */
  templates: readonly Evidence[];
  /** Attempt that the last review belongs to. */
  attempt: number;
}
