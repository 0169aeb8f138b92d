import { basename } from "node:path";
import { injectionScore, injectionThreshold } from "../../mcp/injection.ts";
import { contentId, sha256 } from "../../schema/canonical.ts";
import type { Config } from "../../schema/config.ts";
import { AssayError } from "../../schema/error.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { type LicencePolicy, type LicenceVerdict, licenceAllowed } from "../../schema/licence.ts";
import {
  combineLicences,
  type LicensedSource,
  licenceClasses,
  licensedSource,
  ownContribution,
  type RowLicence,
} from "../../schema/licences/index.ts";
import { createRandom, seedFrom } from "../../schema/random.ts";
import type { Spec } from "../../schema/request.ts";
import { promptMark } from "../review/duplicates.ts";
import type { Session } from "../session.ts";
import { type Candidate, readTemplates } from "./read.ts";

/** Templates of one run at most; of more rows these are drawn by the seed. */
export const templatesKept = 200;
/** Characters of a template. */
const longestTemplate = 4_000;

/** The template rows of a run, as passages: whatever is written after one rests on it. */
export interface Templates {
  /** Rows that were read. */
  rows: number;
  kept: Evidence[];
  /** Rows left out, by reason. */
  leftOut: Record<string, number>;
}

/**
 * Reads the rows that `config.templates` names and keeps those that may feed rows: of a licence that the policy lets in
 * and that goes together with the others', without orders to models, each prompt once, at most 200 drawn by the seed.
 * Null where the setting is absent. Throws `config/templates` when none remains, before anything is spent.
 */
export async function openTemplates(session: Session, config: Config, signal: AbortSignal): Promise<Templates | null> {
  const { templates: word, licencePolicy, datasetLicence, seed } = config;
  if (word === undefined) return null;
  const leftOut: Record<string, number> = {};
  const leave = (reason: string): void => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  const random = createRandom(seedFrom(seed, "templates"));
  const verdicts = new Map<string, LicenceVerdict>();
  const accessed = session.clock.now().toISOString();
  const drawn: { place: number; passage: Evidence }[] = [];
  let rows = 0;
  let usable = 0;
  for await (const candidate of readTemplates(session, word, signal)) {
    signal.throwIfAborted();
    rows += 1;
    const reason = candidate === null ? "not readable" : unfit(candidate, licencePolicy, verdicts);
    if (candidate === null || reason !== null) {
      leave(reason ?? "not readable");
      continue;
    }
    usable += 1;
    // Reservoir sampling: every usable row is equally likely, whatever their number, and the same seed draws the same.
    const slot = drawn.length < templatesKept ? drawn.length : random.integer(0, usable - 1);
    if (slot < templatesKept) {
      drawn[slot] = { place: rows, passage: passageOf(candidate, verdicts.get(candidate.licence)!, accessed) };
    }
  }
  if (usable > drawn.length) leftOut["more than are drawn"] = usable - drawn.length;
  drawn.sort((a, b) => a.place - b.place);
  const single = withoutRepeats(
    drawn.map(({ passage }) => passage),
    leave,
  );
  const kept = fittingTogether(single, ownContribution(datasetLicence), leave);
  if (kept.length > 0) return { rows, kept, leftOut };
  throw new AssayError(
    "config/templates",
    `None of the ${rows} rows of ${word} can serve as a template: ${describeLeftOut(leftOut) || "there are none"}.`,
    {
      hint: "Rows need a licence that the policy lets in: assay import FILE --licence CC-BY-4.0 gives them one, then name the run.",
    },
  );
}

/** The spec with one sentence about the templates, which plan and status of a run then tell. */
export function withTemplates(spec: Spec, templates: Templates | null, { templates: word }: Config): Spec {
  if (!templates) return spec;
  const { rows, kept, leftOut } = templates;
  const licences = [...new Set(kept.map(({ licence }) => licence.spdx))].sort().join(", ");
  const without = describeLeftOut(leftOut);
  const told = `templates: ${kept.length} of ${rows} rows of ${basename(word ?? "")} (${licences})`;
  return { ...spec, assumptions: [...spec.assumptions, without === "" ? told : `${told}, left out: ${without}`] };
}

/** `3 of unknown licence; 1 not readable`, the most frequent first. */
export function describeLeftOut(leftOut: Readonly<Record<string, number>>): string {
  const counts = Object.entries(leftOut).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return counts.map(([reason, count]) => `${count} ${reason}`).join("; ");
}

/** Why a row cannot be a template; null when it can. */
function unfit(
  { prompt, licence }: Candidate,
  policy: LicencePolicy,
  verdicts: Map<string, LicenceVerdict>,
): string | null {
  if (prompt.trim() === "") return "without a prompt";
  if (prompt.length > longestTemplate) return `longer than ${longestTemplate} characters`;
  const known = verdicts.get(licence);
  const combined = combineLicences([{ title: "", url: "", licence, proved: true }]);
  const verdict = known ?? verdictOf(combined);
  verdicts.set(licence, verdict);
  if (!licenceAllowed(verdict, policy)) {
    const unknown = combined.refusals.some(({ rule }) => rule === "unknown");
    return unknown ? "of unknown licence" : `${combined.licence}, outside the ${policy} policy`;
  }
  return injectionScore(prompt) >= injectionThreshold ? "giving orders to models" : null;
}

/** What the row's own statement of its licence comes to. */
function verdictOf({ licence, class: kind, obligations }: RowLicence): LicenceVerdict {
  return {
    spdx: licence,
    url: null,
    standing: kind === "refused" ? "unverified" : "verified",
    permissive: kind === "permissive",
    attributionRequired: obligations.some((one) => one.kind === "attribution"),
    commercialUse: kind === "permissive" || kind === "share-alike",
    derivatives: kind !== "refused",
    shareAlike: obligations.some((one) => one.kind === "share-alike"),
    evidence: [{ where: "row", raw: licence, url: "", weight: "strong" }],
  };
}

/** The prompt of a template row as a passage: a document of its own, whole. */
function passageOf(candidate: Candidate, licence: LicenceVerdict, accessed: string): Evidence {
  const { id: documentId, title, prompt: text, attributions } = candidate;
  const hash = sha256(text);
  const place = { source: "template", documentId, start: 0, end: text.length, sha256: hash };
  return {
    id: contentId(place),
    ...place,
    url: `assay:templates/${encodeURIComponent(documentId)}`,
    title,
    authors: attributions,
    published: null,
    accessed,
    text,
    documentSha256: hash,
    layer: "plain",
    licence,
    attribution: [`${title}, ${licence.spdx}`, ...attributions].join("; after "),
  };
}

function withoutRepeats(passages: readonly Evidence[], leave: (reason: string) => void): Evidence[] {
  const marks = new Set<string>();
  return passages.filter(({ text }) => {
    const mark = promptMark(text);
    if (!marks.has(mark)) return marks.add(mark);
    leave("repeating another");
    return false;
  });
}

/** Those whose licences may feed one row together; the freer licence comes first, so it stays. */
function fittingTogether(
  passages: readonly Evidence[],
  own: LicensedSource,
  leave: (reason: string) => void,
): Evidence[] {
  const sources = new Map(passages.map((passage) => [passage.licence.spdx, licensedSource(passage)]));
  const rankOf = (source: LicensedSource): number => licenceClasses.indexOf(combineLicences([source]).class);
  const order = [...sources].sort(([a, one], [b, other]) => rankOf(one) - rankOf(other) || (a < b ? -1 : 1));
  const taken: LicensedSource[] = combineLicences([own]).class === "refused" ? [] : [own];
  const fitting = new Set<string>();
  for (const [spdx, source] of order) {
    if (combineLicences([...taken, source]).class === "refused") continue;
    taken.push(source);
    fitting.add(spdx);
  }
  return passages.filter(({ licence: { spdx } }) => {
    if (fitting.has(spdx)) return true;
    leave(`${spdx}, in conflict with the others' licences`);
    return false;
  });
}
