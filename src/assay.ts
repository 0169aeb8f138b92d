import type { ConfigInput } from "../schema/config.ts";
import { AssayError } from "../schema/error.ts";
import { mayLicenseRows } from "../schema/licences/index.ts";
import { checkBand } from "../schema/pass-rate.ts";
import type { Spec } from "../schema/request.ts";
import type { Assay, AssayOptions, PrepareOptions } from "./api.ts";
import { calibrate } from "./calibration/bench.ts";
import { compareDatasets } from "./compare/index.ts";
import { checkConfig, processEnvironment } from "./config/index.ts";
import { doctor } from "./doctor.ts";
import { interpretRequest, type PrepareContext, planRun } from "./engine/prepare.ts";
import { makeQuote } from "./engine/quote.ts";
import { findRun, generateRun, newRunId, prepare, resumeRun } from "./generate.ts";
import { systemClock } from "./model/clock.ts";
import { pushDataset } from "./publish/index.ts";
import { writeReport } from "./report/index.ts";
import { reviewRows } from "./review-rows.ts";
import { startRun } from "./run-handle.ts";
import { createSession } from "./session.ts";
import { showSample } from "./show.ts";
import { describeDataset } from "./statistics/describe.ts";
import { openTemplates, withTemplates } from "./templates/open.ts";

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
  checkBand(settings);
  if (!mayLicenseRows(settings.datasetLicence)) {
    throw new AssayError(
      "config/value",
      `datasetLicence is "${settings.datasetLicence}", which rows cannot be given.`,
      {
        hint: "Expected an SPDX expression of known licences that allow derived work, for instance CC-BY-4.0.",
      },
    );
  }
  const session = createSession(
    settings,
    options,
    options.environment ?? processEnvironment(),
    options.clock ?? systemClock,
  );
  /** What comes before a run: its calls are recorded and paid, but belong to no run. */
  const preparing = async <T>(
    { signal = never, budget = settings.budget, onSpend }: PrepareOptions = {},
    work: (context: PrepareContext, signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const context = await prepare(session, `plan-${newRunId(session.clock.now())}`, { ...settings, budget }, silent);
    return work(context, signal).finally(() => onSpend?.(context.gateway.spend().usd));
  };
  const understand = async (request: string | Spec, context: PrepareContext, signal: AbortSignal): Promise<Spec> =>
    typeof request === "string" ? (await interpretRequest(request, context, signal)).spec : request;

  const assay: Assay = {
    config: settings,
    interpret: (request, call) => preparing(call, (context, signal) => interpretRequest(request, context, signal)),
    plan: (request, call) =>
      preparing(call, async (context, signal) => {
        const rows = await openTemplates(session, settings, signal);
        const spec = withTemplates(await understand(request, context, signal), rows, settings);
        return { spec, plan: (await planRun(spec, context, await session.research(), signal, rows?.kept)).plan };
      }),
    quote: (request, call) =>
      preparing(call, async (context, signal) => {
        const rows = await openTemplates(session, settings, signal);
        return makeQuote(await understand(request, context, signal), context, rows?.kept);
      }),
    generate: (request, call) => startRun((voice) => generateRun(session, request, call?.budget, voice), call?.signal),
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
    calibrate: (call) => calibrate(session, call),
    import: async (files, call) =>
      (await import("./import/run.ts")).importFiles(session, typeof files === "string" ? [files] : files, call),
    export: async (run, call) => (await import("./export/run.ts")).exportRun(session, run, call),
    audit: async (run, { signal = never } = {}) => (await import("./audit.ts")).audit(session, run, signal),
    stats: (dataset, { signal = never } = {}) => describeDataset(session, dataset, signal),
    report: (dataset, options = {}) => writeReport(session, dataset, options, options.signal ?? never),
    diff: (a, b, { signal = never } = {}) => compareDatasets(session, a, b, signal),
    push: (dataset, repository, options = {}) =>
      pushDataset(session, dataset, repository, options, options.signal ?? never),
    doctor: () => doctor(session),
    checkSources: async ({ signal = never } = {}) => (await session.research()).health(signal),
    approveSource: async (source, { signal = never, dryRun = false } = {}) =>
      (await session.research()).approve(source, dryRun, signal),
    serve: async (options = {}) => (await import("./served/index.ts")).serveAssay(assay, session, options),
    close: () => session.close(),
  };
  return assay;
}
