import { agents } from "../../../agents/index.ts";
import { passages } from "../../../mcp/passages.ts";
import { isAssayError } from "../../../schema/error.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import { type Check, type FactFinding, factualityWeight } from "../../../schema/review.ts";
import type { SourceSummary } from "../../../schema/source.ts";
import type { StageWrites } from "../../../schema/store.ts";
import { selectTier } from "../../../schema/tier.ts";
import type { RunContext } from "../context.ts";
import type { Searched } from "../item.ts";
import { isProcedural } from "../judges.ts";
import { ask } from "./ask.ts";
import { type Opinions, type ReviewMaterial, withheld } from "./material.ts";
import { chooseSources, providerOf } from "./source-choice.ts";

const name = "fact-check";
/** Documents read and passages taken of each, for one statement. */
const documentsPerClaim = 2;
const passagesPerDocument = 2;
/** Share of the statements that must be supported, none being contradicted; below it the row is unchecked. */
export const enoughSupported = 0.6;
/** A shorter quotation proves nothing, unless it is the whole passage. */
const shortestQuote = 15;

export interface FactCheck extends Opinions {
  findings: FactFinding[];
  writes: Pick<StageWrites, "evidence" | "texts">;
}

/**
 * Looks a row's statements up apart from the research that it was made with: in other sources where there are any, and
 * never by a search that was made before. Null where that does not apply or nothing could be learnt.
 */
export async function checkFacts(
  material: ReviewMaterial,
  asserted: string,
  context: RunContext,
  signal: AbortSignal,
): Promise<FactCheck | null> {
  const { question, spec, claim, attempt } = material;
  const { factCheck: mode } = context.config;
  if (mode === "never" || (mode === "auto" && claim !== null)) return null;
  const place = { run: context.run, item: `i:${question.index}`, stage: "review", attempt };
  const sources = otherSources(material, context.research.sources());
  const input = {
    domain: spec.domain,
    question: question.text,
    response: asserted,
    sources: sources.map(({ name, title }) => ({ name, title })),
  };
  if (isProcedural(context.tiers[selectTier(agents.claims.work(input))], context)) return null;
  const nothing = { findings: [], writes: {} };
  if (sources.length === 0) return { ...withheld(name, "there is no source to look statements up in"), ...nothing };

  const taken = await ask(agents.claims, input, place, context, signal);
  if (!taken.ok) return { ...withheld(name, taken.problem), ...nothing };
  const claims = taken.output.claims.map((each) => ({ ...each, ...newSearch(each, sources, material.searched ?? []) }));
  if (claims.length === 0) {
    const check: Check = { name, status: "passed", reason: "the row states nothing to look up", fatal: false };
    return { checks: [check], scores: [], feedback: "", traces: [taken.trace], confidence: 1, ...nothing };
  }

  const found = await Promise.all(claims.map((each) => look(each, context, signal)));
  const evidence = [...new Map(found.flatMap(({ evidence }) => evidence).map((one) => [one.id, one])).values()];
  const writes = { evidence, texts: [...new Set(found.flatMap(({ texts }) => texts))] };
  const traces = [taken.trace];
  let given: {
    claim: number;
    explanation: string;
    verdict: FactFinding["verdict"];
    passage: string | null;
    quote: string | null;
  }[] = [];
  if (evidence.length > 0) {
    const compared = await ask(
      agents.factCheck,
      {
        domain: spec.domain,
        claims: claims.map(({ text }) => text),
        evidence: evidence.map(({ id, text }) => ({ id, text })),
      },
      place,
      context,
      signal,
    );
    if (!compared.ok) return { ...withheld(name, compared.problem, traces), findings: [], writes };
    traces.push(compared.trace);
    given = compared.output.findings;
  }
  const findings = claims.map((each, index): FactFinding => {
    const about = { claim: each.text, source: each.source, query: each.query };
    const said = given.find(({ claim }) => claim === index + 1);
    const missing = { verdict: "not-found" as const, passage: null, quote: null };
    if (!said || said.verdict === "not-found") {
      const explanation = said?.explanation ?? found[index]!.problem ?? "no passage speaks of it";
      return { ...about, ...missing, explanation };
    }
    const passage = evidence.find(({ id }) => id === said.passage);
    if (passage && proves(passage.text, said.quote)) {
      const { verdict, explanation } = said;
      return { ...about, verdict, passage: passage.id, quote: said.quote, explanation };
    }
    return { ...about, ...missing, explanation: "what was quoted does not stand in the passage" };
  });
  return { ...conclude(findings, evidence, traces), findings, writes };
}

/**
 * Sources that serve the domain and whose provider the row does not rest on; all that serve it where there is no other.
 * The licence policy does not matter: what is only compared feeds no row.
 */
function otherSources({ evidence, spec, question }: ReviewMaterial, all: readonly SourceSummary[]): SourceSummary[] {
  const { offered } = chooseSources(all, { domain: spec.domain, subTopic: question.subTopic }, "any");
  const names = new Set(evidence.map(({ source }) => source));
  const used = new Set(all.filter(({ name }) => names.has(name)).map(providerOf));
  const others = offered.filter((source) => !used.has(providerOf(source)));
  return others.length > 0 ? others : offered;
}

/** The search for a statement: at a source that was offered, and not one that was made before. */
function newSearch(
  claim: { text: string; source: string; query: string },
  sources: readonly SourceSummary[],
  before: readonly Searched[],
): Searched {
  const source = sources.find(({ name }) => name === claim.source)?.name ?? sources[0]!.name;
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
  const known = before.some((made) => made.source === source && plain(made.query) === plain(claim.query));
  return { source, query: known ? claim.text : claim.query };
}

async function look(
  { text, source, query }: Searched & { text: string },
  context: RunContext,
  signal: AbortSignal,
): Promise<{ evidence: Evidence[]; texts: string[]; problem: string | null }> {
  const evidence: Evidence[] = [];
  const texts: string[] = [];
  try {
    const hits = await context.research.search(source, { query, limit: documentsPerClaim }, signal);
    for (const hit of hits.slice(0, documentsPerClaim)) {
      const licensed = await context.research.fetch(source, hit.id, signal);
      evidence.push(...passages(licensed, source, text, passagesPerDocument));
      texts.push(licensed.document.text);
    }
    return { evidence, texts, problem: hits.length === 0 ? `${source} finds nothing` : null };
  } catch (error) {
    if (signal.aborted || !isAssayError(error)) throw error;
    context.emit({ type: "warning", code: error.code, message: `${source}: ${error.message}`, count: 1 });
    return { evidence, texts, problem: `${source}: ${error.message}` };
  }
}

const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Whether a quotation stands in a passage, white space apart, and is long enough to mean something. */
export function proves(passage: string, quote: string | null): boolean {
  const [whole, part] = [plain(passage), plain(quote ?? "")];
  return part.length >= Math.min(shortestQuote, whole.length) && part !== "" && whole.includes(part);
}

function conclude(
  findings: readonly FactFinding[],
  evidence: readonly Evidence[],
  traces: Opinions["traces"],
): Opinions {
  const ofKind = (verdict: FactFinding["verdict"]) => findings.filter((finding) => finding.verdict === verdict);
  const [supported, contradicted, missing] = [ofKind("supported"), ofKind("contradicted"), ofKind("not-found")];
  const total = findings.length;
  const sources = [...new Set(findings.map(({ source }) => source))].join(", ");
  const title = (id: string | null): string => evidence.find((passage) => passage.id === id)?.title ?? "";
  const against = contradicted.map(
    ({ claim, quote, passage }) => `“${claim}” is contradicted by ${title(passage)}: “${quote}”`,
  );
  const share = `${supported.length} of ${total} statements supported, ${missing.length} not found in ${sources}`;
  const check = (status: Check["status"], reason: string): Check => ({ name, status, reason, fatal: false });
  const outcome =
    contradicted.length > 0
      ? check("failed", against.join("; "))
      : supported.length / total >= enoughSupported
        ? check("passed", share)
        : check("unchecked", `${share}; name further --sources, or leave facts unchecked with --fact-check never`);
  const value = Number(((supported.length + missing.length / 2) / total).toFixed(4));
  const by = traces.map(({ modelId }) => modelId).at(-1) ?? "";
  return {
    checks: [outcome],
    scores: [{ name: "factuality", value, weight: factualityWeight, explanation: share, by }],
    feedback: "",
    traces: [...traces],
    confidence: 1,
  };
}
