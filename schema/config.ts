import { z } from "zod";
import { contextNeeds } from "./evidence.ts";
import { licencePolicies } from "./licence.ts";
import { ModelFacts } from "./models.ts";
import { difficulties } from "./problem.ts";
import { maxCount } from "./request.ts";
import { factCheckModes } from "./review.ts";

/**
 * Every setting, once. Defaults, file check, ASSAY_* variables, flags, help and the README table are derived from this
 * object. Secrets are never in it. `description` is the help text; keys become `--dashed-flags` and `ASSAY_SNAKE_CASE`.
 */
export const Config = z.strictObject({
  type: z.string().optional().meta({ description: "training type; read from the request when absent" }),
  count: z.number().int().min(1).max(maxCount).optional().meta({ description: "approved rows wanted" }),
  domain: z.string().min(1).optional().meta({ description: "domain, when the request does not name it" }),
  difficulty: z
    .enum([...difficulties, "mixed"])
    .optional()
    .meta({ description: "one difficulty, or mixed" }),
  templates: z.string().min(1).optional().meta({
    description: "rows that new questions are to be like: a run, a JSONL or Parquet file, or a folder of them",
  }),
  model: z.string().optional().meta({ description: "one model for every tier, e.g. offline/expert" }),
  tierComplex: z.string().optional().meta({ description: "model of the complex tier" }),
  tierStandard: z.string().optional().meta({ description: "model of the standard tier" }),
  tierFast: z.string().optional().meta({ description: "model of the fast tier" }),
  derivationModel: z
    .string()
    .optional()
    .meta({ description: "model of the independent second solution; default: another tier than generation's" }),
  judges: z
    .array(z.string())
    .optional()
    .meta({ description: "models of the panel of judges; default: one, of the tier that the work asks for" }),
  factCheck: z
    .enum(factCheckModes)
    .default("auto")
    .meta({ description: "look statements up in other sources; auto: in rows whose answer no program computes" }),
  passK: z
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: "attempts of another model at every approved row, to measure its difficulty" }),
  passModel: z.string().optional().meta({ description: "model that attempts; default: the standard tier's" }),
  passBand: z
    .string()
    .optional()
    .meta({ description: "pass rates that are kept, e.g. 0.2-0.8; other rows are rejected and replaced" }),
  db: z.string().default("assay.db").meta({ description: "SQLite file or postgres:// URL" }),
  seed: z.number().int().min(0).max(4_294_967_295).default(0).meta({ description: "seed of every random choice" }),
  budget: z.number().min(0).optional().meta({ description: "USD that the run may spend; it stops before more" }),
  concurrency: z.number().int().min(1).max(256).default(16).meta({ description: "items worked on at a time" }),
  callConcurrency: z
    .number()
    .int()
    .min(1)
    .max(1_024)
    .optional()
    .meta({ description: "model calls in flight per model; default: the model table's" }),
  maxRevisions: z.number().int().min(0).max(10).default(2).meta({ description: "revisions of one row at most" }),
  attemptFactor: z
    .number()
    .min(1)
    .max(100)
    .default(3)
    .meta({ description: "items tried at most, as a multiple of the count" }),
  approveAt: z.number().min(0).max(1).default(0.8).meta({ description: "quality at which a row is approved" }),
  reviseAt: z.number().min(0).max(1).default(0.6).meta({ description: "quality below which a row is rejected" }),
  timeout: z.number().int().min(1).max(3_600).default(120).meta({ description: "seconds one model call may take" }),
  retries: z.number().int().min(0).max(20).default(5).meta({ description: "retries of one model call" }),
  cache: z.boolean().default(true).meta({ description: "reuse stored replies to the same request" }),
  executor: z
    .enum(["auto", "system-python", "pyodide"])
    .default("auto")
    .meta({ description: "where generated Python runs" }),
  minTier: z.number().int().min(0).max(3).default(0).meta({ description: "weakest sandbox tier that is accepted" }),
  executionTimeout: z.number().min(0.1).max(600).default(5).meta({ description: "seconds one program may run" }),
  sources: z.array(z.string()).optional().meta({ description: "research sources, in order of preference" }),
  context: z
    .enum(contextNeeds)
    .default("preferred")
    .meta({ description: "whether a question for which no passage was found is answered all the same" }),
  licencePolicy: z.enum(licencePolicies).default("permissive").meta({ description: "which licences may feed rows" }),
  datasetLicence: z
    .string()
    .default("CC0-1.0")
    .meta({ description: "SPDX licence of what a run adds of its own; sources' licences come on top" }),
  contact: z.string().optional().meta({ description: "e-mail that network sources are told; they need one" }),
  mcpServers: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: "further MCP servers (config file only)" }),
  mcpConfig: z
    .string()
    .optional()
    .meta({ description: "JSON file of further MCP servers as other hosts write it (mcpServers or servers)" }),
  models: z.array(ModelFacts).default([]).meta({ description: "further or changed models (config file only)" }),
  plugins: z.array(z.string()).default([]).meta({ description: "modules that add families, sources, tools, drivers" }),
});
export type Config = z.infer<typeof Config>;
/** What a caller gives: everything optional. */
export type ConfigInput = z.input<typeof Config>;
