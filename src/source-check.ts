import { AssayError } from "../schema/error.ts";
import type { RunEvent } from "../schema/event.ts";
import type { ResearchClient, SourceHealth } from "../schema/source.ts";

/** Those of the sources that do not answer. Offline ones are not asked, so that a run over the handbook costs no call. */
async function sourcesDown(
  research: ResearchClient,
  names: readonly string[],
  signal: AbortSignal,
): Promise<SourceHealth[]> {
  const online = research.sources().filter(({ name, offline }) => !offline && names.includes(name));
  if (online.length === 0) return [];
  const asked = online.map(({ name }) => name);
  return (await research.health(signal, asked)).filter(({ state }) => state === "down");
}

/** Before a run spends anything: a source that the user named and that is down stops it. */
export async function assertNamedSources(
  research: ResearchClient,
  named: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<void> {
  const [down] = await sourcesDown(research, named ?? [], signal);
  if (!down) return;
  throw new AssayError("source/down", `The research source "${down.source}" is down (${down.detail})`, {
    hint: "Nothing was spent: try again later, or choose others with --sources.",
  });
}

/** The planned sources that answer. Those that nobody named and that are down are told and gone round. */
export async function withoutDownSources(
  research: ResearchClient,
  planned: readonly string[],
  named: readonly string[] | undefined,
  emit: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const unasked = planned.filter((name) => !named?.includes(name));
  const down = await sourcesDown(research, unasked, signal);
  for (const { source, detail } of down) {
    const message = `the research source "${source}" is down, so the run goes round it (${detail})`;
    emit({ type: "warning", code: "source/down", message, count: 1 });
  }
  return planned.filter((name) => !down.some(({ source }) => source === name));
}
