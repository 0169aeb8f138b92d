import { basename } from "node:path";
import { contentId } from "../../schema/canonical.ts";
import type { Config } from "../../schema/config.ts";
import { AssayError } from "../../schema/error.ts";
import { combineLicences, parseExpression } from "../../schema/licences/index.ts";
import type { Question } from "../../schema/question.ts";
import type { Review, Verdict } from "../../schema/review.ts";
import type { Run } from "../../schema/run.ts";
import type { Sample, StageWrites } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { ImportFile } from "./file.ts";
import type { Fit } from "./fit.ts";
import type { ClaimedOrigin } from "./origin.ts";

/** A record that became a row, on its way to the store. */
export interface Taken {
  index: number;
  /** The row's id, which the file gave when it proves it by the content. */
  id: string;
  fit: Fit;
  origin: ClaimedOrigin | undefined;
  systemPrompt: string | null;
  /** SPDX expression; NOASSERTION when nobody said. */
  licence: string;
  file: ImportFile;
  place: number;
  format: string;
}

const unknown = "NOASSERTION";
/** What rows are called of which the file says nothing. */
const unnamed = "imported";

/** The licence that the user gives for all rows; an expression that cannot be read is refused. */
export function readGivenLicence(licence: string | undefined): string | undefined {
  if (licence === undefined) return undefined;
  const alternatives = parseExpression(licence);
  if (!alternatives) {
    throw new AssayError("import/licence", `"${licence}" is no SPDX licence expression.`, {
      hint: "For instance CC-BY-4.0 or Apache-2.0; leave it out when the licence is not known.",
    });
  }
  return alternatives.length === 1 ? alternatives[0]!.join(" AND ") : licence.trim();
}

/** What a row is under: what the file claims for it and what the user gives for all, together. */
export function licenceOf(given: string | undefined, origin: ClaimedOrigin | undefined): string {
  const claimed = origin?.licence;
  const stated = [given, claimed].filter((licence) => licence !== undefined);
  if (stated.length === 0) return unknown;
  if (stated.length === 1) return parseExpression(stated[0]!) ? stated[0]! : unknown;
  return combineLicences(stated.map((licence) => ({ title: "", url: "", licence, proved: true }))).licence;
}

/** The row's id: the file's own where the row still has the content that it names, a new one otherwise and for repetitions. */
export function idOf(
  fit: Fit,
  origin: ClaimedOrigin | undefined,
  file: ImportFile,
  place: number,
  seen: Set<number>,
): string {
  const claimed = origin?.contentHash === fit.contentHash ? origin.id : undefined;
  if (claimed !== undefined) {
    const mark = Number.parseInt(claimed.slice(0, 12), 16);
    if (!seen.has(mark)) {
      seen.add(mark);
      return claimed;
    }
  }
  return contentId({ contentHash: fit.contentHash, file: file.sha256, place });
}

/** The run that holds imported rows. It is begun as cut off, and done when the last row is in. */
export function newRun(made: {
  id: string;
  paths: readonly string[];
  type: string;
  count: number;
  config: Config;
  owner: string;
  now: string;
  assumptions: string[];
}): Run {
  const request = `import ${made.paths.map((path) => basename(path)).join(" ")}`;
  const domain = made.config.domain ?? unnamed;
  const count = Math.max(1, made.count);
  return {
    id: made.id,
    request,
    seed: made.config.seed,
    status: "running",
    reason: "",
    config: made.config,
    spec: {
      origin: "import",
      request,
      trainingType: made.type,
      count,
      domain,
      subTopics: [],
      difficulty: { easy: 0, medium: 1, hard: 0 },
      language: "und",
      constraints: [],
      assumptions: made.assumptions,
    },
    plan: {
      cells: [{ id: "import", topic: domain, subTopic: unnamed, difficulty: "medium", quota: count }],
      researchPlan: "none: the rows come from files",
      executionPlan: "none: the rows come from files",
      sources: [],
      models: {},
      quote: { expectedUsd: 0, upperUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0, lines: [] },
    },
    owner: made.owner,
    createdAt: made.now,
    updatedAt: made.now,
    spendUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
    durationMs: 0,
  };
}

const difficulties = ["easy", "medium", "hard"] as const;

/** Everything that is stored of a row, in one transaction. */
export function writesOf(
  run: Run,
  type: AnyTrainingType,
  taken: Taken,
  review: Review | null,
  createdAt: string,
): { writes: StageWrites; verdict: Verdict } {
  const { index, id, fit, origin, file, place, format } = taken;
  const topic = origin?.topic ?? run.spec.domain;
  const subTopic = origin?.subTopic ?? unnamed;
  const verdict = review?.verdict ?? "unchecked";
  const question: Question = {
    id: contentId({ import: run.id, index }),
    runId: run.id,
    index,
    cell: "import",
    topic,
    subTopic,
    difficulty: difficulties.find((one) => one === origin?.difficulty) ?? "medium",
    text: type.text(fit.row).prompt || "(no prompt)",
    origin: "import",
    status: "done",
    groundTruthContext: null,
    synthesizedContext: null,
    contextSources: [],
  };
  const imported = {
    file: basename(file.path),
    sha256: file.sha256,
    place,
    format,
    ...(fit.assumed.length === 0 ? {} : { assumed: fit.assumed }),
    ...(origin?.id === undefined || origin.id === id ? {} : { claimed_id: origin.id }),
  };
  const sample: Sample = {
    id,
    runId: run.id,
    questionId: question.id,
    type: type.name,
    index,
    systemPrompt: taken.systemPrompt,
    topic,
    subTopic,
    difficulty: origin?.difficulty ?? "unknown",
    qualityScore: review?.qualityScore ?? origin?.qualityScore ?? 0,
    reviewStatus: verdict,
    // The passages themselves are not in the file; the documents that it names stay in the provenance.
    sources: [],
    licence: taken.licence,
    provenance: { ...origin?.further, imported },
    contentHash: fit.contentHash,
    createdAt,
    row: fit.row,
  };
  const reviews = review
    ? [{ place: { run: run.id, item: `i:${index}` }, questionId: question.id, review }]
    : undefined;
  return { writes: { questions: [question], samples: [sample], reviews }, verdict };
}
