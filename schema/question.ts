import { z } from "zod";
import { SynthesisedContext } from "./evidence.ts";
import { Difficulty } from "./problem.ts";

export const QuestionStatus = z.enum(["pending", "researched", "generated", "reviewed", "done", "failed"]);
export type QuestionStatus = z.infer<typeof QuestionStatus>;

/** One source behind a question's context, as the specification lists it. */
export const ContextSource = z.object({
  evidence: z.string(),
  source: z.string(),
  url: z.string(),
  title: z.string(),
  author: z.string(),
  date: z.string().nullable(),
  dateAccessed: z.string(),
  license: z.string(),
  licenseUrl: z.string().nullable(),
  attribution: z.string(),
});
export type ContextSource = z.infer<typeof ContextSource>;

/** One seed problem. */
export const Question = z.object({
  /** Content id of run seed, spec and place: equal requests give equal ids. */
  id: z.string(),
  runId: z.string(),
  /** Place in the run; everything that depends on other items is settled in this order. */
  index: z.number().int().min(0),
  cell: z.string(),
  topic: z.string(),
  subTopic: z.string(),
  difficulty: Difficulty,
  text: z.string().min(1),
  /** By which its author knows it again (procedural families); null for a language model's. */
  origin: z.string().nullable(),
  status: QuestionStatus,
  /** Word-for-word passages joined by empty lines; null before research and when nothing usable was found. */
  groundTruthContext: z.string().nullable(),
  synthesizedContext: SynthesisedContext.nullable(),
  contextSources: z.array(ContextSource),
});
export type Question = z.infer<typeof Question>;
