import { AssayError } from "../schema/error.ts";
import { readAnswer } from "../schema/quantity.ts";
import type { Question } from "../schema/question.ts";
import { seedFrom } from "../schema/random.ts";
import type { Spec } from "../schema/request.ts";
import type { Review } from "../schema/review.ts";
import { agreement } from "./engine/agreement.ts";
import type { RunContext } from "./engine/context.ts";
import { review } from "./engine/stages/review.ts";
import { verify } from "./engine/stages/verify.ts";
import { newRunId, prepare } from "./generate.ts";
import type { Session } from "./session.ts";

/**
 * Reviews rows of a training type from anywhere, with the same stages as a run: programs are executed, the reviewer
 * derives the answer anew, checks and judge follow. Nothing is stored but the ledger of model calls.
 */
export async function reviewRows(
  session: Session,
  typeName: string,
  rows: readonly Record<string, unknown>[],
  signal: AbortSignal,
): Promise<Review[]> {
  const types = session.trainingTypes;
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined;
  if (!type) {
    throw new AssayError("config/type", `"${typeName}" is not a training type.`, {
      hint: `Types: ${Object.keys(types).join(", ")}.`,
    });
  }
  const prepared = await prepare(session, `review-${newRunId(session.clock.now())}`, session.config, () => {});
  const context: RunContext = {
    ...prepared,
    trainingType: type,
    store: await session.store(),
    executor: await session.executor(),
    research: await session.research(),
    tools: await session.tools(),
    clock: session.clock,
    emit: () => {},
  };
  const reviews: Review[] = [];
  for (const [index, given] of rows.entries()) {
    const parsed = type.row.safeParse(given);
    if (!parsed.success) {
      const reason = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
      const check = { name: "shape", status: "failed" as const, reason, fatal: true };
      reviews.push({ verdict: "rejected", qualityScore: 0, checks: [check], scores: [], feedback: reason, attempt: 1 });
      continue;
    }
    reviews.push(await reviewOne(parsed.data, index, context, signal));
  }
  return reviews;
}

async function reviewOne(
  row: Record<string, unknown>,
  index: number,
  context: RunContext,
  signal: AbortSignal,
): Promise<Review> {
  const type = context.trainingType;
  const text = type.text(row);
  const domain = context.config.domain ?? "general knowledge";
  const question: Question = {
    id: String(seedFrom(text.prompt, index)),
    runId: context.run,
    index,
    cell: "",
    topic: domain,
    subTopic: domain,
    difficulty: "medium",
    text: text.prompt,
    origin: null,
    status: "generated",
    groundTruthContext: null,
    synthesizedContext: null,
    contextSources: [],
  };
  const spec: Spec = {
    request: "review",
    trainingType: type.name,
    count: 1,
    domain,
    subTopics: [],
    difficulty: { easy: 0, medium: 1, hard: 0 },
    language: "en",
    constraints: [],
    assumptions: [],
  };
  const draft = type.draft.safeParse(row);
  const claim = draft.success ? type.claim(draft.data) : null;
  const { output: verification } = await verify(question, spec, claim, 1, context, signal);
  const printed = verification.program?.status === "ok" ? readAnswer(verification.program.stdout) : null;
  const result = verification.derivation?.result;
  const derived = result?.status === "ok" ? readAnswer(result.stdout) : null;
  const agrees = claim === null ? null : agreement(question.text, claim.answer, printed, derived);
  const facts = { question: text.prompt, execution: claim === null ? null : { printed, derived, agrees } };
  const material = { question, spec, row, facts, claim, verification, evidence: [], context: null, attempt: 1 };
  return (await review(material, context, signal)).output.review;
}
