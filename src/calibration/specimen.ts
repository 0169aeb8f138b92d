import type { Evidence, SynthesisedContext } from "../../schema/evidence.ts";
import type { Question } from "../../schema/question.ts";
import type { Spec } from "../../schema/request.ts";
import type { Claim, Facts } from "../../schema/training/define.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { VerifyOutput } from "../engine/item.ts";
import { promptOf } from "./columns.ts";
import type { CalibrationSubject } from "./operator.ts";

/** One row with everything that its review looks at. */
export interface Specimen {
  type: AnyTrainingType;
  question: Question;
  spec: Spec;
  draft: Record<string, unknown>;
  row: Record<string, unknown>;
  claim: Claim | null;
  verification: VerifyOutput;
  facts: Facts;
  evidence: readonly Evidence[];
  context: SynthesisedContext | null;
  /** Attempt of its run that it comes from. */
  attempt: number;
}

/** What operators see of a specimen. */
export function subjectOf({ draft, row, spec, evidence, context }: Specimen): CalibrationSubject {
  return { columns: { ...draft, ...row }, language: spec.language, evidence, context, earlier: [] };
}

/** A specimen with a fault; `verification` and `facts` are still those of the right one where they depend on neither. */
export interface Planted extends Omit<Specimen, "verification" | "facts"> {
  earlier: readonly string[];
  /** Whether program, answer or question differ, so that it has to be executed anew. */
  recompute: boolean;
}

/**
 * Puts an operator's changes into the finished row and into the draft behind it, as if the generator had written them: a
 * changed text is also changed where the draft holds the same text under another name.
 */
export function plant(specimen: Specimen, before: CalibrationSubject, after: CalibrationSubject): Planted {
  const changed = Object.keys(after.columns).filter((name) => after.columns[name] !== before.columns[name]);
  const row = { ...specimen.row };
  const draft = { ...specimen.draft };
  const texts = new Map<string, string>();
  for (const name of changed) {
    if (name in row) row[name] = after.columns[name];
    if (name in draft) draft[name] = after.columns[name];
    pairUp(before.columns[name], after.columns[name], texts);
  }
  for (const name of Object.keys(draft)) if (!changed.includes(name)) draft[name] = replaced(draft[name], texts);
  const claim = specimen.type.claim(draft);
  const [asked, askedNow] = [promptOf(before)?.text, promptOf(after)?.text];
  const { question } = specimen;
  const reworded = asked === question.text && askedNow !== undefined && askedNow !== asked;
  return {
    ...specimen,
    question: reworded ? { ...question, text: askedNow } : question,
    draft,
    row,
    claim,
    evidence: after.evidence,
    context: after.context,
    earlier: after.earlier,
    recompute: reworded || claim?.program !== specimen.claim?.program || claim?.answer !== specimen.claim?.answer,
  };
}

/** Shorter texts, such as labels and answers, may be equal by chance. */
const shortest = 20;

function pairUp(before: unknown, after: unknown, texts: Map<string, string>): void {
  if (typeof before === "string" && typeof after === "string") {
    if (before !== after && before.length >= shortest) texts.set(before, after);
  } else if (typeof before === "object" && before !== null && typeof after === "object" && after !== null) {
    for (const [key, value] of Object.entries(before)) pairUp(value, (after as Record<string, unknown>)[key], texts);
  }
}

function replaced(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return texts.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, texts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, texts)]));
}
