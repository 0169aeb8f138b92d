import { agents } from "../../../agents/index.ts";
import { passages, quarantinedPassages } from "../../../mcp/passages.ts";
import { isAssayError } from "../../../schema/error.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import { licenceAllowed } from "../../../schema/licence.ts";
import { combineLicences, licensedSource, ownContribution } from "../../../schema/licences/index.ts";
import type { ContextSource, Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import type { SourceSummary } from "../../../schema/source.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import type { ResearchOutput, Searched, Trace } from "../item.ts";
import { choosePassages } from "./passage-choice.ts";
import { chooseSources, completeSearches, independentOf, providerOf } from "./source-choice.ts";

const hitsPerQuery = 2;
const passagesPerDocument = 4;
const passagesKept = 6;

/**
 * Finds passages for a question: the agent chooses sources and queries before it has read anything; which sources it may
 * choose from, searching, fetching, licence policy and the choice of passages are plain code. A source that fails is left
 * out and said so. Passages must go together with `templates`, the rows that the question was written after.
 */
export async function research(
  question: Question,
  spec: Spec,
  sources: readonly string[],
  templates: readonly Evidence[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: ResearchOutput; evidence: Evidence[]; writes: StageWrites }> {
  const known = new Map(context.research.sources().map((source) => [source.name, source]));
  const given = sources.flatMap((name) => known.get(name) ?? []);
  const { licencePolicy: policy, datasetLicence } = context.config;
  const { offered, excluded } = chooseSources(given, { domain: spec.domain, subTopic: question.subTopic }, policy);
  const notes = excluded.map(({ name }) => `${name}: all of it is share-alike, which the ${policy} policy leaves out`);
  const { searches, traces } = await planSearches(question, spec, offered, context, signal);
  const read = await Promise.all(searches.map((search) => readPassages(search, question, context, signal)));
  const texts = new Map(read.flatMap((one) => [...one.texts]));
  const providerIn = (name: string): string => providerOf(known.get(name) ?? { name });
  const contribution = ownContribution(datasetLicence);
  // An own licence that leaves a choice keeps it, unless templates take it away.
  const own =
    templates.length === 0
      ? contribution
      : ownContribution(combineLicences([contribution, ...templates.map(licensedSource)]).licence);
  const chosen = choosePassages(
    read.flatMap(({ found }) => found),
    own,
    providerIn,
    passagesKept,
  );
  notes.push(...read.flatMap((one) => one.notes), ...chosen.notes);
  const evidence = chosen.kept;
  if (evidence.length === 0) {
    notes.unshift("nothing usable was found");
    const outcome = context.config.context === "required" ? "are left out" : "are answered without context";
    const message = `questions for which nothing usable was found ${outcome}`;
    context.emit({ type: "warning", code: "research/no-context", message, count: 1 });
  }
  const output: ResearchOutput = {
    evidence: evidence.map((passage) => passage.id),
    note: notes.join("; "),
    searched: searches,
    traces,
  };
  return {
    output,
    evidence,
    writes: {
      evidence,
      texts: [...new Set(evidence.map((passage) => passage.documentSha256))].flatMap((hash) => texts.get(hash) ?? []),
      questions: [
        {
          ...question,
          status: "researched",
          groundTruthContext: evidence.length === 0 ? null : evidence.map((passage) => passage.text).join("\n\n"),
          contextSources: evidence.map(asContextSource),
        },
      ],
    },
  };
}

/** What is asked where. Without a source to ask nothing is asked of a model either. */
async function planSearches(
  question: Question,
  spec: Spec,
  offered: readonly SourceSummary[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ searches: Searched[]; traces: Trace[] }> {
  if (offered.length === 0) return { searches: [], traces: [] };
  const { factCheck } = context.config;
  // What a program computes, or what follows from a known problem, is not looked up again.
  const computed = context.trainingType.verifiable !== undefined || question.origin !== null;
  const independent = independentOf(offered, factCheck === "always" || (factCheck === "auto" && !computed));
  const chosen = await runAgent(
    agents.search,
    {
      question: question.text,
      domain: spec.domain,
      subTopic: question.subTopic,
      sources: offered.map(({ name, title, domains }) => ({ name, title, domains: [...domains] })),
      independent,
    },
    { run: context.run, item: `i:${question.index}`, stage: "research", attempt: 1 },
    context,
    signal,
  );
  const searches = completeSearches(chosen.ok ? chosen.output.queries : [], offered, question.subTopic, independent);
  if (!chosen.ok) return { searches, traces: [] };
  const { calls, modelId, promptSha256 } = chosen;
  return { searches, traces: [{ agent: agents.search.name, calls, modelId, promptSha256 }] };
}

/** What one search led to. */
interface Read {
  found: Evidence[];
  /** Whole texts by their SHA-256. */
  texts: Map<string, string>;
  notes: string[];
}

/** The passages that a search leads to and that may feed rows, in the order of hits and relevance. */
async function readPassages(
  { source, query }: Searched,
  question: Question,
  context: RunContext,
  signal: AbortSignal,
): Promise<Read> {
  const read: Read = { found: [], texts: new Map(), notes: [] };
  try {
    const hits = await context.research.search(source, { query, limit: hitsPerQuery }, signal);
    for (const hit of hits.slice(0, hitsPerQuery)) {
      const licensed = await context.research.fetch(source, hit.id, signal);
      const { licence, document } = licensed;
      if (!licenceAllowed(licence, context.config.licencePolicy)) {
        read.notes.push(`${source}: "${hit.title}" is ${licence.spdx} (${licence.standing}), left out`);
        continue;
      }
      const quarantined = quarantinedPassages(licensed);
      if (quarantined > 0) {
        read.notes.push(`${source}: "${hit.title}" gives orders to models in ${quarantined} of its passages, left out`);
      }
      read.found.push(...passages(licensed, source, `${query} ${question.text}`, passagesPerDocument));
      read.texts.set(document.sha256, document.text);
    }
  } catch (error) {
    if (signal.aborted || !isAssayError(error)) throw error;
    read.notes.push(`${source}: ${error.message}`);
    context.emit({ type: "warning", code: error.code, message: `${source}: ${error.message}`, count: 1 });
  }
  return read;
}

function asContextSource(passage: Evidence): ContextSource {
  return {
    evidence: passage.id,
    source: passage.source,
    url: passage.url,
    title: passage.title,
    author: passage.authors.join(", "),
    date: passage.published,
    dateAccessed: passage.accessed,
    license: passage.licence.spdx,
    licenseUrl: passage.licence.url,
    attribution: passage.attribution,
  };
}
