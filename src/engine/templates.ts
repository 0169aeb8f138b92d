import { agents } from "../../agents/index.ts";
import { AssayError } from "../../schema/error.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { createRandom, seedFrom } from "../../schema/random.ts";
import type { Cell, Spec } from "../../schema/request.ts";
import type { Store } from "../../schema/store.ts";
import { repetitionsOf } from "../diversity/collapse.ts";
import { promptMark } from "../review/duplicates.ts";
import { type AgentContext, runAgent } from "./agent-loop.ts";

/** What a run keeps of its templates: the passages' ids in order, and those of each sub-topic (in lower case). */
export interface TemplateRecord {
  ids: string[];
  subTopics: Record<string, string[]>;
}

/** Template rows that one block of questions is written after. */
export const templatesPerBlock = 3;

const placeOf = (run: string) => ({ run, item: "plan", stage: "templates", attempt: 1 });
const keyOf = (subTopic: string): string => subTopic.trim().toLowerCase();

/**
 * Sorts the templates by the sub-topics of a division and weighs these by them: sub-topics without a template are left
 * out. Where none could be placed, the division stays as it is and every template serves every sub-topic.
 */
export async function weighByTemplates(
  spec: Spec,
  division: readonly { name: string; weight: number }[],
  templates: readonly Evidence[],
  place: { run: string; item: string },
  context: AgentContext,
  signal: AbortSignal,
): Promise<{ division: { name: string; weight: number }[]; record: TemplateRecord }> {
  const result = await runAgent(
    agents.sortTemplates,
    { domain: spec.domain, subTopics: division.map(({ name }) => name), templates: templates.map(({ text }) => text) },
    { ...place, stage: "templates", attempt: 1 },
    context,
    signal,
  );
  const known = new Set(division.map(({ name }) => keyOf(name)));
  const placed = new Map<string, Set<string>>();
  for (const { number, subTopic } of result.ok ? result.output.places : []) {
    const template = templates[number - 1];
    if (!template || !known.has(keyOf(subTopic))) continue;
    placed.set(keyOf(subTopic), (placed.get(keyOf(subTopic)) ?? new Set()).add(template.id));
  }
  const ids = templates.map(({ id }) => id);
  const subTopics = Object.fromEntries([...placed].map(([name, own]) => [name, ids.filter((id) => own.has(id))]));
  const weighed = division.flatMap(({ name }) => {
    const weight = subTopics[keyOf(name)]?.length ?? 0;
    return weight === 0 ? [] : [{ name, weight }];
  });
  return { division: weighed.length > 0 ? weighed : [...division], record: { ids, subTopics } };
}

/** Keeps the templates with the run: from here on the rows themselves are not read again. */
export async function keepTemplates(
  store: Store,
  run: string,
  record: TemplateRecord,
  evidence: Evidence[],
): Promise<void> {
  await store.stages.commit(placeOf(run), record, { evidence, texts: evidence.map(({ text }) => text) });
}

/** The templates of a run as its questions use them. */
export interface TemplatePool {
  /** Those that a block of a cell's questions is written after: drawn by the seed, each in its turn. */
  forBlock(cell: Cell, block: number): Evidence[];
  get(ids: readonly string[]): Evidence[];
  /** The template that a question repeats, or null. `wordingToo`: the same words with other numbers repeat it as well. */
  repeatedBy(question: string, wordingToo: boolean): Evidence | null;
}

/** Reads back what was kept with the run; null where it has no templates. */
export async function templatesOf(
  store: Store,
  run: string,
  seed: number,
  setting: string | undefined,
): Promise<TemplatePool | null> {
  if (setting === undefined) return null;
  const records = await store.stages.load(placeOf(run));
  const record = records.find(({ stage }) => stage === "templates")?.output as TemplateRecord | undefined;
  const known = new Map((await store.evidence.get(record?.ids ?? [])).map((passage) => [passage.id, passage]));
  const all = (record?.ids ?? []).flatMap((id) => known.get(id) ?? []);
  if (!record || all.length < record.ids.length) {
    throw new AssayError("run/templates", `Run ${run} was cut off before its templates were kept.`, {
      hint: "Nothing was made yet: start it anew.",
    });
  }
  return createPool(all, record, seed);
}

function createPool(all: readonly Evidence[], { subTopics }: TemplateRecord, seed: number): TemplatePool {
  const byId = new Map(all.map((passage) => [passage.id, passage]));
  const byMark = new Map(all.map((passage) => [promptMark(passage.text), passage]));
  const repetitions = repetitionsOf(all.map(({ text }) => text));
  const get = (ids: readonly string[]): Evidence[] => ids.flatMap((id) => byId.get(id) ?? []);
  return {
    get,
    forBlock(cell, block) {
      const own = get(subTopics[keyOf(cell.subTopic)] ?? []);
      const order = createRandom(seedFrom(seed, "templates", cell.id)).shuffle(own.length > 0 ? own : all);
      const length = Math.min(templatesPerBlock, order.length);
      return Array.from({ length }, (_, at) => order[(block * length + at) % order.length]!);
    },
    repeatedBy(question, wordingToo) {
      const same = byMark.get(promptMark(question));
      if (same || !wordingToo) return same ?? null;
      return all[repetitions(question)] ?? null;
    },
  };
}
