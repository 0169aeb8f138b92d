import { AssayError, isAssayError } from "../../schema/error.ts";
import { createRandom, seedFrom } from "../../schema/random.ts";
import type { Run } from "../../schema/run.ts";
import type { Sample } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { RunContext } from "../engine/context.ts";
import { judgesOf } from "../engine/judges.ts";
import { findRun, newRunId, prepare } from "../generate.ts";
import { families as house } from "../offline/families/index.ts";
import type { AnyFamily } from "../offline/family.ts";
import type { Session } from "../session.ts";
import { agreementWithPeople } from "./agreement.ts";
import { examine, remembering } from "./examine.ts";
import type { Label } from "./labels.ts";
import type { MutationOperator } from "./operator.ts";
import { operators as all } from "./operators/index.ts";
import { type CalibrationReport, createTally, type Tally } from "./report.ts";
import { createShelf, placeOf, rowOfFamily, rowOfRun } from "./right-rows.ts";
import { plant, type Specimen, subjectOf } from "./specimen.ts";

export interface CalibrateOptions {
  /** Right rows to begin with; default 180. Of a run: at most so many. */
  rows?: number;
  /** Training types; default all. Of a run: the run's. */
  types?: readonly string[];
  /** Mutation operators by name; default all. */
  operators?: readonly string[];
  /** Take the approved rows of this run as right instead of making rows from problem families. */
  run?: string;
  /** Seed of rows and faults; default the configuration's. */
  seed?: number;
  /** What people said of rows. */
  labels?: readonly Label[];
  onProgress?(progress: CalibrationProgress): void;
  signal?: AbortSignal;
}

export interface CalibrationProgress {
  rows: number;
  ofRows: number;
  planted: number;
  spendUsd: number;
}

export const defaultRows = 180;
/** Rows worked on at the same time: enough for the sandbox's places, few enough that a stop comes soon. */
const lanes = 4;

/**
 * Measures the reviewer: takes rows that are right, reviews them, plants every fault that fits into those that were
 * approved, and reviews them again, with the stages of a run. Writes nothing but the ledger of model calls. Stopped by the
 * signal or by the budget it reports what it has.
 */
export async function calibrate(session: Session, options: CalibrateOptions = {}): Promise<CalibrationReport> {
  const { signal = new AbortController().signal, onProgress = () => {} } = options;
  const chosen = named("kind of fault", all as Record<string, MutationOperator>, options.operators);
  const given = options.run === undefined ? null : await approvedRows(session, options.run);
  const types = given
    ? [typeOf(session, given.run.spec.trainingType)]
    : named("training type", session.trainingTypes, options.types);
  const wanted = options.rows ?? (given ? given.samples.length : defaultRows);
  const families = given ? [] : await familiesOf(session);
  const seed = options.seed ?? given?.run.seed ?? session.config.seed;
  const context = await openContext(session, seed, types[0]!);
  const count = given ? Math.min(wanted, given.samples.length) : wanted;
  const tally = createTally(chosen);
  const shelf = createShelf(context, signal);
  let done = 0;

  const specimenAt = (index: number, of: RunContext): Promise<Specimen | null> =>
    given
      ? rowOfRun(given.samples[index]!, given.run, types[0]!, of)
      : rowOfFamily(index, placeOf(index, types, families), shelf, of, signal);

  const work = async (index: number): Promise<void> => {
    const own: RunContext = { ...context, executor: remembering(context.executor) };
    const specimen = await specimenAt(index, own);
    if (specimen) await measure(specimen, index, chosen, tally, own, signal);
    done++;
    onProgress({ rows: done, ofRows: count, planted: tally.faults, spendUsd: context.gateway.spend().usd });
  };

  let status: CalibrationReport["status"] = "done";
  let human: CalibrationReport["human"] = null;
  try {
    await inLanes(count, work, signal);
    if (options.labels) human = await agreementWithPeople(options.labels, session, context, signal);
  } catch (error) {
    if (signal.aborted) status = "interrupted";
    else if (isAssayError(error) && error.code === "run/budget") status = "budget";
    else throw error;
  }
  const { usd, calls } = context.gateway.spend();
  const domains = given ? [given.run.spec.domain] : [...new Set(families.map(({ domain }) => domain))];
  const judges = domains.flatMap((domain) => judgesOf(domain, context));
  return {
    status,
    seed,
    models: [...new Set([...judges, context.roles.derivation ?? context.tiers.complex])],
    types: types.map(({ name }) => name),
    families: families.length,
    run: given?.run.id ?? null,
    ...tally.results(),
    human,
    spend: { usd: Number(usd.toFixed(6)), calls },
  };
}

/** Reviews one right row, and every fault that it can be given if it was approved. */
async function measure(
  specimen: Specimen,
  index: number,
  chosen: readonly MutationOperator[],
  tally: Tally,
  context: RunContext,
  signal: AbortSignal,
): Promise<void> {
  const examined = await examine(specimen, context, signal);
  tally.right(examined);
  if (examined.verdict !== "approved") return;
  const before = subjectOf(specimen);
  for (const operator of chosen) {
    signal.throwIfAborted();
    const after = operator.apply(before, createRandom(seedFrom(context.seed, "fault", index, operator.name)));
    if (after === null) continue;
    const { verification, facts } = specimen;
    tally.planted(
      operator,
      index,
      specimen.type.name,
      await examine({ ...plant(specimen, before, after), verification, facts }, context, signal),
    );
  }
}

/** Does the work of every index, a few at a time; the first error stops the rest and is thrown when all have ended. */
async function inLanes(count: number, work: (index: number) => Promise<void>, signal: AbortSignal): Promise<void> {
  let next = 0;
  let failure: { error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    while (next < count && failure === null) {
      try {
        signal.throwIfAborted();
        await work(next++);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failure !== null) throw (failure as { error: unknown }).error;
}

/** The things of these names, or all of them. */
function named<Thing>(kind: string, registry: Record<string, Thing>, names: readonly string[] | undefined): Thing[] {
  if (names === undefined) return Object.values(registry);
  return names.map((name) => {
    const thing = Object.hasOwn(registry, name) ? registry[name] : undefined;
    if (thing !== undefined) return thing;
    throw new AssayError("config/calibrate", `"${name}" is not a ${kind}.`, {
      hint: `Known: ${Object.keys(registry).join(", ")}.`,
    });
  });
}

const typeOf = (session: Session, name: string): AnyTrainingType =>
  named("training type", session.trainingTypes, [name])[0]!;

/** The families of the house and those that were brought, of the configured domain if there is one. */
async function familiesOf(session: Session): Promise<AnyFamily[]> {
  const { families: brought = [] } = await session.options();
  const byName = new Map([...house, ...brought].map((family) => [family.name, family]));
  const { domain } = session.config;
  const families = [...byName.values()].filter(
    (family) => domain === undefined || family.domain === domain.toLowerCase(),
  );
  if (families.length > 0) return families;
  throw new AssayError("config/calibrate", `There are no problem families for "${domain}".`, {
    hint: `Domains: ${[...new Set([...byName.values()].map((family) => family.domain))].join(", ")}.`,
  });
}

async function approvedRows(session: Session, id: string): Promise<{ run: Run; samples: Sample[] }> {
  const run = await findRun(session, id);
  const store = await session.existingStore();
  const samples: Sample[] = [];
  for await (const sample of store.samples.iterate(run.id, run.spec.trainingType, { verdicts: ["approved"] })) {
    samples.push(sample);
  }
  if (samples.length > 0) return { run, samples };
  throw new AssayError("config/calibrate", `Run ${run.id} has no approved rows.`, {
    hint: "Leave --run out, or choose another.",
  });
}

/** What the stages of a run need, for rows that are of no run. */
export async function openContext(session: Session, seed: number, type: AnyTrainingType): Promise<RunContext> {
  const prepared = await prepare(session, `calibrate-${newRunId(session.clock.now())}`, session.config, () => {});
  return {
    ...prepared,
    seed,
    trainingType: type,
    store: await session.store(),
    executor: await session.executor(),
    research: await session.research(),
    tools: await session.tools(),
    clock: session.clock,
    emit: () => {},
  };
}
