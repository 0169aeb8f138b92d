import { randomBytes } from "node:crypto";
import type { Config } from "../schema/config.ts";
import { AssayError } from "../schema/error.ts";
import type { RunEvent } from "../schema/event.ts";
import { seedFrom } from "../schema/random.ts";
import type { Spec } from "../schema/request.ts";
import type { Run, RunSummary } from "../schema/run.ts";
import { applyAnswers } from "./engine/brief.ts";
import type { RunContext } from "./engine/context.ts";
import { createEmbeddedEngine } from "./engine/embedded.ts";
import { familyWarning } from "./engine/judges.ts";
import { budgetWarning, interpretRequest, type PrepareContext, planRun } from "./engine/prepare.ts";
import { executeRun } from "./engine/run.ts";
import { keepTemplates } from "./engine/templates.ts";
import type { RunVoice } from "./run-handle.ts";
import type { Session } from "./session.ts";
import { assertNamedSources, withoutDownSources } from "./source-check.ts";
import { tellTerms } from "./source-terms.ts";
import { openTemplates, withTemplates } from "./templates/open.ts";

/** A new run's id: when it began, and four random digits. */
export function newRunId(now: Date): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${stamp}-${randomBytes(2).toString("hex")}`;
}

/** The parts of a run that interpreting and planning need. */
export async function prepare(
  session: Session,
  run: string,
  config: Config,
  emit: (event: RunEvent) => void,
): Promise<PrepareContext> {
  const seed = config.seed;
  return {
    run,
    seed,
    config,
    tiers: await session.tiers(config),
    roles: await session.roles(config),
    modelTable: session.modelTable,
    gateway: await session.gateway(run, config, emit, seedFrom(seed, run)),
    trainingTypes: session.trainingTypes,
  };
}

/** Request to summary: interpret, clarify, plan, record the run, carry it out. */
export async function generateRun(
  session: Session,
  request: string | Spec,
  budget: number | undefined,
  voice: RunVoice,
): Promise<RunSummary> {
  const { clock } = session;
  const config: Config = { ...session.config, ...(budget === undefined ? {} : { budget }) };
  const id = newRunId(clock.now());
  // What cannot work is said before anything is spent or recorded.
  await session.executor();
  const research = await session.research();
  await assertNamedSources(research, config.sources, voice.signal);
  const rows = await openTemplates(session, config, voice.signal);
  const context = await prepare(session, id, config, voice.emit);
  const understood = typeof request === "string" ? await understand(session, request, context, voice.signal) : request;
  const spec = withTemplates(understood, rows, config);
  const { plan: planned, templates } = await planRun(spec, context, research, voice.signal, rows?.kept);
  const plan = {
    ...planned,
    sources: await withoutDownSources(research, planned.sources, config.sources, voice.emit, voice.signal),
  };
  const warning = budgetWarning(plan, config.budget);
  if (warning !== null) voice.emit({ type: "warning", code: "run/budget", message: warning, count: 1 });
  const now = clock.now().toISOString();
  const run: Run = {
    id,
    request: spec.request,
    seed: config.seed,
    status: "running",
    reason: "",
    // Entries of servers may hold secrets, and are read anew when the run goes on.
    config: { ...config, mcpServers: undefined },
    spec,
    plan,
    owner: session.owner,
    createdAt: now,
    updatedAt: now,
    spendUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
    durationMs: 0,
  };
  const store = await session.store();
  await store.runs.create(run);
  if (rows && templates) await keepTemplates(store, id, templates, rows.kept);
  await tellTerms(research, plan.sources, store.snapshots, clock.now(), voice.emit);
  return carryOut(session, run, context, voice, false);
}

async function understand(
  session: Session,
  request: string,
  context: PrepareContext,
  signal: AbortSignal,
): Promise<Spec> {
  const { spec, clarifications } = await interpretRequest(request, context, signal);
  const { clarify } = await session.options();
  if (!clarify || clarifications.length === 0) return spec;
  return applyAnswers(spec, clarifications, await clarify(clarifications), context.trainingTypes);
}

/** Goes on with a recorded run. Its configuration is the frozen one; only limits and places may differ. */
export async function resumeRun(
  session: Session,
  id: string | undefined,
  budget: number | undefined,
  voice: RunVoice,
): Promise<RunSummary> {
  const store = await session.existingStore();
  const run = await findRun(
    session,
    id,
    (candidate) => candidate.status !== "done" && candidate.spec.origin === undefined,
  );
  if (run.spec.origin === "import") {
    throw new AssayError("run/imported", `Run ${run.id} holds imported rows; there is nothing to go on with.`, {
      hint: "Import the files again when it was cut off.",
    });
  }
  if (run.status !== "done") refuseIfAlive(run, session.owner);
  const { concurrency, callConcurrency, timeout, retries, contact, db } = session.config;
  const config: Config = {
    ...run.config,
    ...{ concurrency, callConcurrency, timeout, retries, contact, db },
    ...(budget === undefined ? {} : { budget }),
  };
  const named = session.config.sources?.filter((name) => run.plan.sources.includes(name));
  await assertNamedSources(await session.research(), named, voice.signal);
  const context = await prepare(session, run.id, config, voice.emit);
  const set = {
    status: "running" as const,
    reason: "",
    owner: session.owner,
    updatedAt: session.clock.now().toISOString(),
  };
  await store.runs.update(run.id, set);
  return carryOut(session, { ...run, ...set, config }, context, voice, true);
}

async function carryOut(
  session: Session,
  run: Run,
  prepared: PrepareContext,
  voice: RunVoice,
  resumed: boolean,
): Promise<RunSummary> {
  const trainingType = prepared.trainingTypes[run.spec.trainingType];
  if (!trainingType) {
    throw new AssayError("config/type", `The run's training type ${run.spec.trainingType} is not there.`, {
      hint: `This version knows ${Object.keys(prepared.trainingTypes).join(", ")}.`,
    });
  }
  const executor = await session.executor();
  const context: RunContext = {
    ...prepared,
    trainingType,
    store: await session.store(),
    executor,
    research: await session.research(),
    tools: await session.tools(),
    clock: session.clock,
    emit: voice.emit,
  };
  voice.recorded(run.id);
  const { spec, plan } = run;
  const models = [...new Set(Object.values(prepared.tiers))];
  voice.emit({ type: "run-start", run: run.id, spec, plan, resumed, models, executor: executor.id });
  const related = familyWarning(spec.domain, prepared);
  if (related !== null) voice.emit({ type: "warning", code: "model/self-family", message: related, count: 1 });
  return executeRun(run, context, createEmbeddedEngine(), voice.signal);
}

/** The run of that id (or its unambiguous beginning), or the newest that `wanted` accepts. */
export async function findRun(
  session: Session,
  id: string | undefined,
  wanted: (run: Run) => boolean = () => true,
): Promise<Run> {
  const store = await session.existingStore();
  const exact = id === undefined ? undefined : await store.runs.get(id);
  if (exact) return exact;
  const runs = await store.runs.list(1_000);
  const found = id === undefined ? runs.filter(wanted) : runs.filter((run) => run.id.startsWith(id));
  if (found[0] && (id === undefined || found.length === 1)) return found[0];
  const hint =
    runs.length === 0
      ? 'Start one: assay generate "Generate 100 GRPO examples for chemistry".'
      : `Runs here: ${runs
          .slice(0, 5)
          .map((run) => run.id)
          .join(", ")}.`;
  const message =
    id === undefined
      ? `There is no run to take in ${store.location}.`
      : `${found.length === 0 ? "No run" : "More than one run"} in ${store.location} is called "${id}".`;
  throw new AssayError("run/not-found", message, { hint });
}

/** Two processes on one run would pay twice. A worker on this machine that is gone has left its run free. */
function refuseIfAlive(run: Run, owner: string): void {
  const [host, pid] = run.owner.split(":");
  const [ownHost, ownPid] = owner.split(":");
  if (run.status !== "running" || !pid || pid === ownPid || host !== ownHost) return;
  try {
    process.kill(Number(pid), 0);
  } catch {
    return;
  }
  throw new AssayError("run/busy", `Run ${run.id} is being worked on by process ${pid}.`, {
    hint: "Wait for it, or stop that process first.",
  });
}
