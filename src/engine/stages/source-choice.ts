import { terms } from "../../../mcp/ranking.ts";
import type { LicencePolicy } from "../../../schema/licence.ts";
import type { SourceSummary } from "../../../schema/source.ts";
import type { Searched } from "../item.ts";

/** Independent sources that a question is looked up in, where there are so many. */
const independentSources = 2;

export interface SourceChoice {
  /** Those that serve the domain first, general ones next; otherwise in the order given. */
  offered: SourceSummary[];
  /** Those that hold nothing which the policy allows. */
  excluded: SourceSummary[];
}

/**
 * The sources that are worth asking. Where none serves the domain and none is general, all that the policy allows are
 * offered: their declarations need not know every domain.
 */
export function chooseSources(
  given: readonly SourceSummary[],
  { domain, subTopic }: { domain: string; subTopic: string },
  policy: LicencePolicy,
): SourceChoice {
  const allowed = given.filter(({ licences }) => licences !== "share-alike" || policy !== "permissive");
  const wanted = new Set(terms(domain));
  const spoken = new Set([...wanted, ...terms(subTopic)]);
  const serves = ({ domains }: SourceSummary): boolean =>
    domains.some((name) => {
      const own = terms(name);
      return (
        own.length > 0 && (own.every((term) => spoken.has(term)) || [...wanted].every((term) => own.includes(term)))
      );
    });
  const special = allowed.filter(serves);
  const general = allowed.filter((source) => source.domains.length === 0);
  const fitting = [...special, ...general];
  return {
    offered: fitting.length > 0 ? fitting : allowed,
    excluded: given.filter((source) => !allowed.includes(source)),
  };
}

/** By which sources are independent of each other. */
export const providerOf = ({ provider, name }: Pick<SourceSummary, "name" | "provider">): string => provider ?? name;

/**
 * How many providers of those offered a question is looked up with. Where its facts will be checked by a search of their
 * own, one is left for that: of two providers the row rests on one and is checked with the other.
 */
export function independentOf(offered: readonly SourceSummary[], factsChecked: boolean): number {
  const providers = new Set(offered.map(providerOf)).size;
  return Math.max(1, Math.min(independentSources, factsChecked ? providers - 1 : providers));
}

/**
 * The searches to make: the agent's at sources that were offered, none twice; without any, one for `fallback`. Where they
 * stay with fewer than `independent` providers, the first search is made with others too.
 */
export function completeSearches(
  asked: readonly Searched[],
  offered: readonly SourceSummary[],
  fallback: string,
  independent: number,
): Searched[] {
  const known = new Map(offered.map((source) => [source.name, source]));
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
  const searches = new Map<string, Searched>();
  for (const { source, query } of asked) {
    const key = JSON.stringify([source, plain(query)]);
    if (known.has(source) && !searches.has(key)) searches.set(key, { source, query });
  }
  const complete = [...searches.values()];
  const covered = new Set(complete.map(({ source }) => providerOf(known.get(source)!)));
  const query = complete[0]?.query ?? fallback;
  for (const source of offered) {
    if (covered.size >= independent) break;
    if (covered.has(providerOf(source))) continue;
    covered.add(providerOf(source));
    complete.push({ source: source.name, query });
  }
  return complete;
}
