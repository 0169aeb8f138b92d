import { AssayError } from "../../schema/error.ts";
import type { Verdict } from "../../schema/review.ts";
import type { RunContext } from "../engine/context.ts";
import { findRun } from "../generate.ts";
import { reviewRows } from "../review-rows.ts";
import type { Session } from "../session.ts";
import { examine } from "./examine.ts";
import type { Label } from "./labels.ts";
import type { CalibrationReport } from "./report.ts";
import { rowOfRun } from "./right-rows.ts";
import { cohensKappa } from "./statistics.ts";

/** The reviewer's verdict on a labelled row: a sample of this database as its run made it, or a row by itself. */
async function verdictOn(label: Label, session: Session, context: RunContext, signal: AbortSignal): Promise<Verdict> {
  if ("row" in label) return (await reviewRows(session, label.type, [label.row], signal))[0]!.verdict;
  const { store } = context;
  const sample = await store.samples.find(label.id);
  const type = sample && session.trainingTypes[sample.type];
  if (!sample || !type) {
    throw new AssayError("config/labels", `There is no row ${label.id} in ${store.location}.`, {
      hint: "Name the database with --db, or give the row itself.",
    });
  }
  const run = await findRun(session, sample.runId);
  const specimen = await rowOfRun(sample, run, type, { ...context, seed: run.seed });
  return specimen ? (await examine(specimen, { ...context, seed: run.seed }, signal)).verdict : "unchecked";
}

const side = (verdict: Verdict): string => (verdict === "approved" ? "approved" : "not approved");

/** Kappa between people and the reviewer on whether a row is approved; rows that could not be checked are left out of it. */
export async function agreementWithPeople(
  labels: readonly Label[],
  session: Session,
  context: RunContext,
  signal: AbortSignal,
): Promise<NonNullable<CalibrationReport["human"]>> {
  const pairs: [people: Verdict, reviewer: Verdict][] = [];
  for (const label of labels) {
    signal.throwIfAborted();
    pairs.push([label.verdict, await verdictOn(label, session, context, signal)]);
  }
  const decided = pairs.filter((pair) => !pair.includes("unchecked"));
  const confusion: Record<string, Record<string, number>> = {};
  for (const [people, reviewer] of pairs) {
    confusion[people] = { ...confusion[people], [reviewer]: (confusion[people]?.[reviewer] ?? 0) + 1 };
  }
  const kappa = cohensKappa(decided.map(([people, reviewer]) => [side(people), side(reviewer)]));
  return { ...kappa, unchecked: pairs.length - decided.length, confusion };
}
