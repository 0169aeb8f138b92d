import { z } from "zod";
import type { ExportRequest } from "../../../schema/export.ts";

export const lockName = "assay.lock.json";

const Counts = z.record(z.string(), z.number());

/**
 * What travels with a dataset so that it can be audited and made again: hashes of its files, what it was made from and
 * what was held back. Holds no time and no id of a run: equal runs have equal lock files.
 */
export const Lock = z.object({
  version: z.literal(1),
  /** Version of assay that wrote it. */
  assay: z.string(),
  format: z.string(),
  settings: z.object({ form: z.string(), container: z.string(), thinking: z.string() }),
  /** Every file but the card, which is meant to be edited, and this one. */
  files: z.array(z.object({ path: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() })),
  /** Files of rows, with the configuration and part they belong to. */
  data: z.array(z.object({ path: z.string(), config: z.string(), part: z.string(), type: z.string() })),
  runs: z.array(
    z.object({
      type: z.string(),
      /** TRL's word for the kind of dataset. */
      form: z.string(),
      request: z.string(),
      seed: z.number(),
      domain: z.string(),
      language: z.string(),
      config: z.record(z.string(), z.unknown()),
      spend: z.object({ usd: z.number(), inputTokens: z.number(), outputTokens: z.number() }),
      counts: Counts,
    }),
  ),
  /** Models and one hash over the prompts of all rows, by agent. */
  agents: z.record(z.string(), z.object({ models: Counts, prompts: z.string() })),
  /** Snapshots of the documents that rows rest on. */
  sources: z.array(z.object({ source: z.string(), url: z.string(), licence: z.string(), sha256: z.string() })),
  licence: z.object({ expression: z.string(), class: z.string(), publishable: z.boolean() }),
  gates: z.record(z.string(), z.record(z.string(), z.unknown())),
  withheld: Counts,
});
export type Lock = z.infer<typeof Lock>;

/** The part of the lock that is known of the request. */
export function lockedRuns({ datasets }: ExportRequest): Lock["runs"] {
  return datasets.map(({ type, origin }) => ({ type: type.name, form: type.form, ...origin }));
}

/** The lock file's text. */
export const lockText = (lock: Lock): string => `${JSON.stringify(lock, null, 2)}\n`;
