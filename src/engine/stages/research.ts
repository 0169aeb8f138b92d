import { agents } from "../../../agents/index.ts";
import { injectionScore, injectionThreshold } from "../../../mcp/injection.ts";
import { passages } from "../../../mcp/passages.ts";
import { isAssayError } from "../../../schema/error.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import { licenceAllowed } from "../../../schema/licence.ts";
import type { ContextSource, Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import type { ResearchOutput } from "../item.ts";

const hitsPerQuery = 2;
const passagesPerDocument = 4;
const passagesKept = 6;

/**
 * Finds passages for a question: the agent chooses sources and queries before it has read anything; searching, fetching,
 * licence policy and the choice of passages are plain code. A source that fails is left out and said so.
 */
export async function research(
  question: Question,
  spec: Spec,
  sources: readonly string[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: ResearchOutput; evidence: Evidence[]; writes: StageWrites }> {
  const place = { run: context.run, item: `i:${question.index}`, stage: "research", attempt: 1 };
  const known = new Map(context.research.sources().map((source) => [source.name, source]));
  const offered = sources.flatMap((name) => known.get(name) ?? []);
  const chosen = await runAgent(
    agents.search,
    {
      question: question.text,
      domain: spec.domain,
      subTopic: question.subTopic,
      sources: offered.map(({ name, title, domains }) => ({ name, title, domains: [...domains] })),
    },
    place,
    context,
    signal,
  );
  const queries = chosen.ok
    ? chosen.output.queries.filter((query) => offered.some((source) => source.name === query.source))
    : offered.slice(0, 1).map((source) => ({ source: source.name, query: question.subTopic }));
  const notes: string[] = [];
  const found: Evidence[] = [];
  const texts = new Map<string, string>();
  for (const query of queries) {
    try {
      const hits = await context.research.search(query.source, { query: query.query, limit: hitsPerQuery }, signal);
      for (const hit of hits.slice(0, hitsPerQuery)) {
        const licensed = await context.research.fetch(query.source, hit.id, signal);
        if (licenceAllowed(licensed.licence, context.config.licencePolicy)) {
          const cut = passages(licensed, query.source, `${query.query} ${question.text}`, passagesPerDocument);
          const clean = cut.filter(({ text }) => injectionScore(text) < injectionThreshold);
          if (clean.length < cut.length) notes.push(`${query.source}: "${hit.title}" gives orders to models, left out`);
          found.push(...clean);
          texts.set(licensed.document.sha256, licensed.document.text);
        } else {
          notes.push(
            `${query.source}: "${hit.title}" is ${licensed.licence.spdx} (${licensed.licence.standing}), left out`,
          );
        }
      }
    } catch (error) {
      if (signal.aborted || !isAssayError(error)) throw error;
      notes.push(`${query.source}: ${error.message}`);
      context.emit({ type: "warning", code: error.code, message: `${query.source}: ${error.message}`, count: 1 });
    }
  }
  const evidence = [...new Map(found.map((passage) => [passage.id, passage])).values()].slice(0, passagesKept);
  if (evidence.length === 0) notes.push("nothing usable was found");
  const output: ResearchOutput = {
    evidence: evidence.map((passage) => passage.id),
    note: notes.join("; "),
    searched: queries.map(({ source, query }) => ({ source, query })),
    traces: chosen.ok
      ? [{ agent: agents.search.name, calls: chosen.calls, modelId: chosen.modelId, promptSha256: chosen.promptSha256 }]
      : [],
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
