import type { ConfigInput } from "../schema/config.ts";
import { AssayError } from "../schema/error.ts";
import type { Assay, AssayOptions } from "./api.ts";
import { auditRun } from "./audit.ts";
import { checkConfig, processEnvironment } from "./config/index.ts";
import { doctor } from "./doctor.ts";
import { interpretRequest, planRun } from "./engine/prepare.ts";
import { makeQuote } from "./engine/quote.ts";
import { exportRun } from "./export/run.ts";
import { findRun, generateRun, newRunId, prepare, resumeRun } from "./generate.ts";
import { systemClock } from "./model/clock.ts";
import { reviewRows } from "./review-rows.ts";
import { startRun } from "./run-handle.ts";
import { createSession } from "./session.ts";
import { showSample } from "./show.ts";

const never = new AbortController().signal;
const silent = (): void => {};

/**
 * Makes an Assay: `await createAssay({ db: "chemistry.db" }).generate("Generate 100 GRPO examples for chemistry")`.
 * Throws AssayError `config/…` for settings that do not fit; opens nothing until a method needs it.
 */
export function createAssay(config: ConfigInput = {}, options: AssayOptions = {}): Assay {
  const settings = checkConfig(config);
  if (settings.reviseAt > settings.approveAt) {
    throw new AssayError(
      "config/value",
      `reviseAt (${settings.reviseAt}) is above approveAt (${settings.approveAt}).`,
      {
        hint: "Rows between the two are revised; set reviseAt to at most approveAt.",
      },
    );
  }
  const session = createSession(
    settings,
    options,
    options.environment ?? processEnvironment(),
    options.clock ?? systemClock,
  );
  const preparing = () => prepare(session, `plan-${newRunId(session.clock.now())}`, settings, silent);
  const plan: Assay["plan"] = async (request, { signal = never } = {}) => {
    const context = await preparing();
    const spec = typeof request === "string" ? (await interpretRequest(request, context, signal)).spec : request;
    return { spec, plan: await planRun(spec, context, await session.research(), signal) };
  };

  return {
    config: settings,
    interpret: async (request, { signal = never } = {}) => interpretRequest(request, await preparing(), signal),
    plan,
    async quote(request, { signal = never } = {}) {
      const context = await preparing();
      const spec = typeof request === "string" ? (await interpretRequest(request, context, signal)).spec : request;
      return makeQuote(spec, context.tiers, context.modelTable);
    },
    generate: (request, call) => startRun((voice) => generateRun(session, request, voice), call?.signal),
    resume: (run, call) => startRun((voice) => resumeRun(session, run, call?.budget, voice), call?.signal),
    async status(id) {
      const store = await session.existingStore();
      const run = await findRun(session, id);
      const [counts, stages, spend] = await Promise.all([
        store.runs.counts(run.id),
        store.stages.progress(run.id),
        store.calls.totals(run.id),
      ]);
      return { run, counts, stages, spend };
    },
    runs: async (limit = 50) => (await session.existingStore()).runs.list(limit),
    async *events(id) {
      const store = await session.existingStore();
      const run = await findRun(session, id);
      for (let after = 0; ; ) {
        const page = await store.events.list(run.id, after, 500);
        yield* page;
        const last = page.at(-1);
        if (!last) return;
        after = last.sequence;
      }
    },
    async *samples(id, filter) {
      const store = await session.existingStore();
      const run = await findRun(session, id);
      yield* store.samples.iterate(run.id, run.spec.trainingType, filter);
    },
    show: (sample) => showSample(session, sample),
    review: (type, rows, { signal = never } = {}) => reviewRows(session, type, rows, signal),
    export: (run, call) => exportRun(session, run, call),
    audit: (run, { signal = never } = {}) => auditRun(session, run, signal),
    doctor: () => doctor(session),
    close: () => session.close(),
  };
}
