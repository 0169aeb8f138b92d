import type { ExecRequest, ExecResult } from "../../schema/execution.ts";
import type { Check, Verdict } from "../../schema/review.ts";
import type { RunContext } from "../engine/context.ts";
import type { VerifyOutput } from "../engine/item.ts";
import { factsOf } from "../engine/pipeline.ts";
import { review } from "../engine/stages/review.ts";
import { verify } from "../engine/stages/verify.ts";
import { promptMark } from "../review/index.ts";
import type { Planted, Specimen } from "./specimen.ts";

/** What the review came to, and what decided it. */
export interface Examined {
  verdict: Verdict;
  /** The failed or unchecked check that comes first, `duplicate`, `judge` or `shape`; empty when approved. */
  by: string;
  reason: string;
}

/** Executions of one row and its faults: equal programs print equal things and run once. */
export function remembering(executor: RunContext["executor"]): RunContext["executor"] {
  const results = new Map<string, Promise<ExecResult>>();
  return {
    ...executor,
    id: executor.id,
    tier: executor.tier,
    exec({ signal, ...request }: ExecRequest) {
      const key = JSON.stringify(request);
      const known = results.get(key);
      if (known) return known;
      const result = executor.exec({ ...request, ...(signal ? { signal } : {}) });
      results.set(key, result);
      // What the sandbox failed at may succeed when it is asked again.
      result.then(
        ({ status }) => status === "infra" && results.delete(key),
        () => results.delete(key),
      );
      return result;
    },
  };
}

/** Takes a row through verification and review, the stages of a run, and the rule by which it settles duplicates. */
export async function examine(
  specimen: Specimen | (Planted & Pick<Specimen, "verification" | "facts">),
  outer: RunContext,
  signal: AbortSignal,
): Promise<Examined> {
  const { type, question, spec, draft, claim, evidence, attempt } = specimen;
  const context: RunContext = { ...outer, trainingType: type };
  const parsed = type.row.safeParse(specimen.row);
  if (!parsed.success) {
    return { verdict: "rejected", by: "shape", reason: parsed.error.issues[0]?.message ?? "the row has another shape" };
  }
  const row = parsed.data as Record<string, unknown>;
  let { verification, facts } = specimen;
  if ("recompute" in specimen && specimen.recompute) {
    verification = (await verify(question, spec, claim, attempt, context, signal)).output as VerifyOutput;
    facts = factsOf(question, verification, claim?.answer ?? null);
  }
  const { output } = await review(
    {
      question,
      spec,
      row,
      facts,
      claim,
      support: type.support(draft),
      verification,
      evidence,
      context: specimen.context,
      attempt,
    },
    context,
    signal,
  );
  // The settlement's rule: of rows with the same mark, the first stays.
  const seen = new Set(("earlier" in specimen ? specimen.earlier : []).map(promptMark));
  const { verdict } = output.review;
  if (verdict === "approved" && seen.has(promptMark(type.text(row).prompt))) {
    return { verdict: "rejected", by: "duplicate", reason: "nearly the same prompt stands earlier" };
  }
  if (verdict === "approved") return { verdict, by: "", reason: "" };
  const { checks } = output.review;
  const first = checks.find((check: Check) => check.status === (verdict === "unchecked" ? "unchecked" : "failed"));
  const scores = output.review.scores.map(({ name, value }) => `${name} ${value}`).join(", ");
  return { verdict, by: first?.name ?? "judge", reason: first?.reason ?? scores };
}
