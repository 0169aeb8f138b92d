/**
 * assay: post-training data that can prove itself. Importing this module does nothing.
 * @module
 */
export { type Agent, defineAgent } from "../schema/agent.ts";
export { Config, type ConfigInput } from "../schema/config.ts";
export { AssayError, type ErrorCode, isAssayError } from "../schema/error.ts";
export type { RunEvent, Stage } from "../schema/event.ts";
export type { Evidence, SynthesisedContext } from "../schema/evidence.ts";
export type { ExecRequest, ExecResult, Executor, Receipt } from "../schema/execution.ts";
export { defineExporter, type Exporter } from "../schema/export.ts";
export type { LicenceVerdict } from "../schema/licence.ts";
export type { ModelDriver, ModelReply, ModelRequest, Tier } from "../schema/model.ts";
export type { Answer, Difficulty, WorkedProblem } from "../schema/problem.ts";
export type { Question } from "../schema/question.ts";
export { createRandom, type Random, seedFrom } from "../schema/random.ts";
export type { Clarification, Plan, Quote, Spec } from "../schema/request.ts";
export type { Check, Review, Score, Verdict } from "../schema/review.ts";
export type { Run, RunCounts, RunSummary } from "../schema/run.ts";
export { defineSource, type Source } from "../schema/source.ts";
export type { Sample } from "../schema/store.ts";
export { selectTier, type Work } from "../schema/tier.ts";
export { defineTool, type Tool } from "../schema/tool.ts";
export { defineTrainingType, type TrainingType } from "../schema/training/define.ts";
export { type RowOf, type TrainingTypeName, trainingTypes } from "../schema/training/index.ts";
export type {
  Assay,
  AssayOptions,
  AuditCheck,
  AuditFinding,
  AuditReport,
  CallOptions,
  DoctorReport,
  Dossier,
  ExportOptions,
  ExportResult,
  RunHandle,
  RunReport,
  ServeOptions,
  Serving,
} from "./api.ts";
export { createAssay } from "./assay.ts";
export type { CalibrateOptions, CalibrationProgress } from "./calibration/bench.ts";
export { type Label, readLabels } from "./calibration/labels.ts";
export type { CalibrationReport, OperatorResult } from "./calibration/report.ts";
export type { Kappa, Proportion } from "./calibration/statistics.ts";
export type { CellComparison, DiffReport, RowDifference, SideBySide } from "./compare/index.ts";
export type { ImportOptions, ImportResult } from "./import/run.ts";
export {
  type AnswerForm,
  defineFamily,
  type Family,
  type Mistake,
  work as workProblem,
  writeAnswer,
  writeNumber,
} from "./offline/family.ts";
export type { PushOptions, PushProgress, PushResult } from "./publish/index.ts";
export type { ReportOptions, ReportResult } from "./report/index.ts";
export type { DatasetCost, StatsReport } from "./statistics/describe.ts";
export type { CellCount, Distribution, LengthDistributions, NamedCount, Statistics } from "./statistics/index.ts";
export type { TimelineStep } from "./statistics/timeline.ts";
export { version } from "./version.ts";
