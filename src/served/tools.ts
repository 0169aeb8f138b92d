import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { defineServedTool, type ServedTool } from "../../mcp/serve-tools.ts";
import { canonicalJson } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { Plan, Quote, Spec } from "../../schema/request.ts";
import { verdicts } from "../../schema/review.ts";
import { Run, RunCounts, RunSummary } from "../../schema/run.ts";
import type { ResearchClient } from "../../schema/source.ts";
import type { Assay } from "../api.ts";
import { createAllowance } from "./allowance.ts";
import { researchTools } from "./research.ts";

const request = z
  .string()
  .min(1)
  .max(4_000)
  .describe("What is wanted, in plain words: 100 GRPO examples for chemistry.");
const run = z.string().optional().describe("Run id; without it the newest run.");
const Row = z.record(z.string(), z.unknown());

/** Most rows that one call gives. */
const mostRows = 100;

/**
 * Assay itself as tools for other agents. A run needs a token of `quote`, which is bound to what was quoted and made with
 * a key of this process alone, so that no agent spends what its people have not seen; what leads to the quote has a
 * small allowance, and a run that is gone on with keeps to the price that it was begun at.
 */
export function servedTools(assay: Assay, research: () => Promise<ResearchClient>): ServedTool[] {
  const key = randomBytes(32);
  const allowance = createAllowance(assay.config.budget);
  const spends = `Spends a few model calls, of the $${allowance.usd} that calls without a token may spend together.`;
  const quoted = new Map<string, { spec: Spec; upperUsd: number | null }>();
  const tokenOf = (spec: Spec): string =>
    createHmac("sha256", key).update(canonicalJson(spec)).digest("base64url").slice(0, 32);

  return [
    defineServedTool({
      name: "interpret",
      title: "Understand a request",
      description: `Reads a request for training data: type, count, domain, difficulty, and what is still open. ${spends}`,
      readOnly: false,
      openWorld: true,
      input: z.object({ request }),
      output: z.object({ spec: Spec, clarifications: z.array(Row) }),
      run: async (input, { signal }) => {
        const { spec, clarifications } = await allowance.spend((limits) =>
          assay.interpret(input.request, { signal, ...limits }),
        );
        return { spec, clarifications: clarifications.map((one) => ({ ...one })) };
      },
    }),
    defineServedTool({
      name: "plan",
      title: "Plan a run",
      description: `Sub-topics, quotas, sources, models and the price of a request; makes no rows. ${spends}`,
      readOnly: false,
      openWorld: true,
      input: z.object({ request }),
      output: z.object({ spec: Spec, plan: Plan }),
      run: (input, { signal }) => allowance.spend((limits) => assay.plan(input.request, { signal, ...limits })),
    }),
    defineServedTool({
      name: "quote",
      title: "Price a run",
      description: `What a request would cost, and the token with which generate may be called for exactly this. ${spends}`,
      readOnly: false,
      openWorld: true,
      input: z.object({ request }),
      output: z.object({ spec: Spec, quote: Quote, token: z.string() }),
      async run(input, { signal }) {
        const { spec, plan } = await allowance.spend((limits) => assay.plan(input.request, { signal, ...limits }));
        const token = tokenOf(spec);
        quoted.set(token, { spec, upperUsd: plan.quote.upperUsd });
        return { spec, quote: plan.quote, token };
      },
    }),
    defineServedTool({
      name: "generate",
      title: "Make the rows",
      description:
        "Makes the rows that were quoted, once, and never for more than the upper price; reports progress and ends with the summary. Cancelling saves what is done; resume goes on.",
      readOnly: false,
      openWorld: true,
      input: z.object({ token: z.string().describe("The token of quote: the consent to its price.") }),
      output: RunSummary,
      async run(input, call) {
        const agreed = quoted.get(input.token);
        if (!agreed) {
          throw new AssayError("config/token", "This token is not one of quote, or was used.", {
            hint: "Call quote with the request and show its price; then call generate with its token.",
          });
        }
        // The consent was to one run at this price.
        quoted.delete(input.token);
        allowance.renew();
        const limit = limitOf(agreed.upperUsd, assay.config.budget);
        return follow(assay.generate(agreed.spec, { signal: call.signal, ...limit }), call);
      },
    }),
    defineServedTool({
      name: "resume",
      title: "Go on with a run",
      description:
        "Goes on with a run that was stopped, never for more in all than the upper price that it was begun at.",
      readOnly: false,
      openWorld: true,
      input: z.object({ run }),
      output: RunSummary,
      async run(input, call) {
        const id = input.run ?? (await unfinished(assay));
        const begun = id === undefined ? undefined : (await assay.status(id)).run;
        const limit = begun ? limitOf(begun.plan.quote.upperUsd, begun.config.budget) : {};
        return follow(assay.resume(begun?.id, { signal: call.signal, ...limit }), call);
      },
    }),
    defineServedTool({
      name: "status",
      title: "State of a run",
      description: "How far a run is, what it has cost, and its verdicts.",
      readOnly: true,
      openWorld: false,
      input: z.object({ run }),
      output: z.object({
        run: z.string(),
        request: z.string(),
        status: Run.shape.status,
        reason: z.string(),
        counts: RunCounts,
        spend: z.object({ usd: z.number(), inputTokens: z.number(), outputTokens: z.number(), calls: z.number() }),
      }),
      async run(input) {
        const { run: found, counts, spend } = await assay.status(input.run);
        return { run: found.id, request: found.request, status: found.status, reason: found.reason, counts, spend };
      },
    }),
    defineServedTool({
      name: "samples",
      title: "Rows of a run",
      description: `Rows with their verdicts, at most ${mostRows} at a time, in the order of the run.`,
      readOnly: true,
      openWorld: false,
      input: z.object({
        run,
        verdict: z.enum(verdicts).optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(mostRows).default(10),
      }),
      output: z.object({
        samples: z.array(z.object({ id: z.string(), verdict: z.string(), qualityScore: z.number(), row: Row })),
        nextOffset: z.number().int().nullable(),
      }),
      async run({ run: id, verdict, offset, limit }) {
        const samples: { id: string; verdict: string; qualityScore: number; row: Record<string, unknown> }[] = [];
        let at = 0;
        for await (const sample of assay.samples(id, verdict === undefined ? {} : { verdicts: [verdict] })) {
          if (at++ < offset) continue;
          if (samples.length === limit) return { samples, nextOffset: offset + limit };
          samples.push({
            id: sample.id,
            verdict: sample.reviewStatus,
            qualityScore: sample.qualityScore,
            row: sample.row,
          });
        }
        return { samples, nextOffset: null };
      },
    }),
    defineServedTool({
      name: "show",
      title: "Everything about one row",
      description: "A row with its question, evidence, executions, reviews and model calls.",
      readOnly: true,
      openWorld: false,
      input: z.object({ sample: z.string().min(8).describe("Id of the row, or its first eight characters.") }),
      output: z.object({ dossier: Row }),
      run: async (input) => ({ dossier: JSON.parse(JSON.stringify(await assay.show(input.sample))) }),
    }),
    defineServedTool({
      name: "export",
      title: "Write a dataset",
      description: "Writes the approved rows of a run as files on this machine, in a format that trainers load.",
      readOnly: false,
      openWorld: false,
      input: z.object({
        run,
        format: z.string().default("trl"),
        out: z.string().optional().describe("Folder; by default assay-export/<run>."),
        split: z.string().optional().describe("For instance 80/10/10."),
      }),
      output: z.object({
        run: z.string(),
        format: z.string(),
        out: z.string(),
        files: z.array(z.looseObject({ path: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() })),
        withheld: z.record(z.string(), z.number()),
      }),
      async run({ run: id, ...options }, { signal }) {
        const { run: exported, format, out, files, withheld } = await assay.export(id, { ...options, signal });
        return { run: exported, format, out, files: files.map((file) => ({ ...file })), withheld };
      },
    }),
    ...researchTools(research),
  ];
}

/** The lower of a price and a budget; a price of nothing or of unknown height sets no limit. */
function limitOf(upperUsd: number | null, budget: number | undefined): { budget?: number } {
  const limit = Math.min(upperUsd || Number.POSITIVE_INFINITY, budget ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(limit) ? { budget: limit } : {};
}

/** The newest run that can be gone on with, which is what resume without an id means. */
async function unfinished(assay: Assay): Promise<string | undefined> {
  const runs = await assay.runs(1_000);
  return runs.find(({ status, spec }) => status !== "done" && spec.origin === undefined)?.id;
}

/** Passes a run's progress on, and gives its summary. */
async function follow(
  handle: ReturnType<Assay["generate"]>,
  call: { progress(done: number, total: number | undefined, message: string): void },
): Promise<RunSummary> {
  let settled = 0;
  for await (const event of handle) {
    if (event.type !== "sample" && event.type !== "item-failed") continue;
    settled += 1;
    call.progress(
      settled,
      undefined,
      event.type === "sample" ? `row ${event.item}: ${event.verdict}` : `row ${event.item}: ${event.code}`,
    );
  }
  return handle;
}
