import { agents } from "../../../agents/index.ts";
import { passRate } from "../../../schema/pass-rate.ts";
import type { Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { agreeing } from "../../review/agreement.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import { fateOf } from "../halt.ts";
import type { Attempt, AttemptOutput } from "../item.ts";
import { isProcedural } from "../judges.ts";

/**
 * Has another model try an approved row's question k times, each time with a seed of its own, and compares every final
 * answer with the ground truth. An attempt that ends without an answer is a wrong one; one whose answer cannot be compared
 * or that the model could not be asked for counts neither way.
 */
export async function attemptRow(
  question: Question,
  spec: Spec,
  verifiable: { prompt: string; answer: string },
  k: number,
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: AttemptOutput; writes: StageWrites }> {
  const model = context.roles.attempts;
  const origin = verifiable.prompt === question.text ? question.origin : null;
  const input = { question: verifiable.prompt, origin, domain: spec.domain, difficulty: question.difficulty };
  const results = await Promise.all(
    Array.from({ length: k }, (_, index) => {
      const place = { run: context.run, item: `i:${question.index}`, stage: "attempt", attempt: index + 1 };
      return runAgent(agents.attempt, input, place, context, signal, model).catch((error: unknown) => {
        const fate = fateOf(error);
        if (fate.kind !== "item") throw error;
        return { ok: false as const, code: fate.code, message: fate.message };
      });
    }),
  );
  const attempts = results.map((result): Attempt => {
    if (!result.ok) {
      const passed = result.code.startsWith("model/") ? null : false;
      return { completion: "", answer: null, passed, reason: `no answer: ${result.message}` };
    }
    const { reasoning, answer } = result.output;
    const { verdict, reason } = agreeing(verifiable.prompt, answer, verifiable.answer);
    const passed = verdict === "incomparable" ? null : verdict === "equal";
    return { completion: `${reasoning}\n\nAnswer: ${answer}`, answer, passed, reason };
  });
  const graded = attempts.filter(({ passed }) => passed !== null).length;
  const passed = attempts.filter((each) => each.passed === true).length;
  const procedural = isProcedural(model, context);
  const answers = results.flatMap((result) => (result.ok ? [result] : []));
  const [first] = answers;
  return {
    output: {
      rate: graded === 0 ? null : passRate({ id: model, procedural }, { k, graded, passed }),
      attempts,
      traces: first
        ? [
            {
              agent: agents.attempt.name,
              calls: answers.flatMap(({ calls }) => calls),
              modelId: first.modelId,
              promptSha256: first.promptSha256,
            },
          ]
        : [],
    },
    writes: {},
  };
}

/** What a row that holds attempts is given of them: those that said something and could be graded. */
export function rewarded({ attempts }: AttemptOutput): { completion: string; reward: number }[] {
  return attempts.flatMap(({ completion, passed }) =>
    passed === null || completion === "" ? [] : [{ completion, reward: Number(passed) }],
  );
}
