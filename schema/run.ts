import { z } from "zod";
import { Config } from "./config.ts";
import { Plan, Spec } from "./request.ts";

/**
 * `running` work is under way or was cut off · `done` the target is reached · `short` ended by itself below the target ·
 * `budget` stopped at the spending cap · `interrupted` stopped by the user · `failed` stopped by an error. All but
 * `done` and `short` can be resumed; `budget` needs a higher one.
 */
export const RunStatus = z.enum(["running", "done", "short", "budget", "interrupted", "failed"]);
export type RunStatus = z.infer<typeof RunStatus>;

export const Run = z.object({
  id: z.string(),
  request: z.string(),
  seed: z.number().int(),
  status: RunStatus,
  /** Why it stands as it does, one sentence; empty while all is well. */
  reason: z.string(),
  /** Frozen at the start; settings that a later version no longer has are dropped when read. */
  config: z.object(Config.shape),
  spec: Spec,
  plan: Plan,
  /** `host:pid` of the process that works on it. */
  owner: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  spendUsd: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Milliseconds of work over all sittings. */
  durationMs: z.number(),
});
export type Run = z.infer<typeof Run>;

/** Verdict counts of a run's settled items; `failed` are items for which no row could be made at all. */
export const RunCounts = z.object({
  approved: z.number().int(),
  needs_revision: z.number().int(),
  rejected: z.number().int(),
  unchecked: z.number().int(),
  failed: z.number().int(),
});
export type RunCounts = z.infer<typeof RunCounts>;

/** What `generate` resolves to and `--json` prints. */
export const RunSummary = z.object({
  run: z.string(),
  type: z.string(),
  status: RunStatus,
  reason: z.string(),
  requested: z.number().int(),
  ...RunCounts.shape,
  /** How hard the rows were for the model that tried them; absent where that was not measured. */
  difficulty: z
    .object({
      model: z.string(),
      /** As in `PassRate`: whether a language model made the attempts. */
      kind: z.string(),
      k: z.number().int(),
      rows: z.number().int(),
      /** Mean of the measured rows' pass rates, those outside the band among them. */
      mean_pass_rate: z.number(),
      band: z.string().nullable(),
    })
    .optional(),
  /** Cells whose questions repeat themselves, with the largest share of repeating ones in a window; absent where none do. */
  repetitive: z.array(z.object({ cell: z.string(), share: z.number() })).optional(),
  /** Approved rows that rest on no passage, for nothing usable was found; absent where there are none. */
  without_context: z.number().int().optional(),
  spend_usd: z.number(),
  tokens: z.object({ input: z.number().int(), output: z.number().int() }),
  duration_ms: z.number(),
  database: z.string(),
});
export type RunSummary = z.infer<typeof RunSummary>;
