import { agents } from "../../agents/index.ts";
import { contentId } from "../../schema/canonical.ts";
import type { Evidence } from "../../schema/evidence.ts";
import type { Question } from "../../schema/question.ts";
import { seedFrom } from "../../schema/random.ts";
import type { Cell, Spec } from "../../schema/request.ts";
import { type CollapseWatch, echoesOf, type QuestionEcho } from "../diversity/collapse.ts";
import { runAgent } from "./agent-loop.ts";
import type { RunContext } from "./context.ts";
import { type Item, ItemFailure } from "./item.ts";
import type { TemplatePool } from "./templates.ts";

interface Asked {
  question: Question;
  echo: QuestionEcho | undefined;
  templates: Evidence[];
}

interface BlockOutput {
  questions: { text: string; origin: string | null; echo?: QuestionEcho; repeats?: string }[];
  /** Ids of the templates that the block was written after; absent where there are none. */
  templates?: string[];
  error: { code: string; message: string } | null;
}

/** Questions asked for in one call at most, and questions shown as already existing. */
const blockSize = 10;
const shown = 30;

/**
 * Questions come in blocks of one cell: block 0 answers the first slots, and so on. A block is one durable result under
 * the item `q:<cell>:<block>`, made once and read again after a stop. Blocks of a cell follow one another, so that each
 * knows what exists; cells do not wait for one another.
 */
export function createQuestions(
  context: RunContext,
  spec: Spec,
  watch: Pick<CollapseWatch, "openings">,
  templates: TemplatePool | null,
) {
  const blocks = new Map<string, { output: Promise<BlockOutput>; left: number }>();

  const placeOf = (cell: Cell, block: number) => ({
    run: context.run,
    item: `q:${cell.id}:${block}`,
    stage: "question",
    attempt: 1,
  });

  async function load(cell: Cell, block: number): Promise<BlockOutput | undefined> {
    const records = await context.store.stages.load(placeOf(cell, block));
    return records.find((record) => record.stage === "question")?.output as BlockOutput | undefined;
  }

  async function make(item: Item, block: number, size: number, signal: AbortSignal): Promise<BlockOutput> {
    const { cell, places } = item;
    const place = placeOf(cell, block);
    const stored = await load(cell, block);
    if (stored) return stored;
    const avoid: string[] = [];
    for (let earlier = Math.max(0, block - Math.ceil(shown / size)); earlier < block; earlier++) {
      // One that is no longer held stands in the store, and is not held again: nobody would let go of it.
      const held = blocks.get(`${cell.id}:${earlier}`)?.output ?? (await load(cell, earlier));
      const output = await (held ?? take(item, earlier, size, signal));
      avoid.push(...output.questions.map((question) => question.text));
    }
    const openings = watch.openings(cell.id, places[block * size]!);
    const known = avoid.slice(-shown);
    const models = templates?.forBlock(cell, block) ?? [];
    const result = await runAgent(
      agents.question,
      {
        domain: spec.domain,
        subTopic: cell.subTopic,
        difficulty: cell.difficulty,
        count: size,
        language: spec.language,
        constraints: spec.constraints,
        trainingType: spec.trainingType,
        offset: block * size,
        avoid: known,
        ...(openings.length === 0 ? {} : { openings }),
        ...(models.length === 0 ? {} : { templates: models.map(({ text }) => text) }),
      },
      place,
      // Templates that a run of this seed made would otherwise be drawn again.
      models.length === 0 ? context : { ...context, seed: seedFrom(context.seed, "templates") },
      signal,
    );
    const output: BlockOutput = result.ok
      ? {
          questions: withEchoes(
            result.output.questions.map(({ text, origin }) => ({
              text: text.trim(),
              origin: origin && /^[\w-]+\/[\w-]+#\w+#\d+$/.test(origin) ? origin : null,
            })),
            known,
          ).map(noteRepetition),
          error: null,
          ...(models.length === 0 ? {} : { templates: models.map(({ id }) => id) }),
        }
      : { questions: [], error: { code: result.code, message: result.message } };
    const written = await context.store.stages.commit(place, output);
    if (written === "written") return output;
    return (await load(cell, block))!;
  }

  /** Notes which template a question repeats; procedural families vary the data, so there only equal data repeat. */
  function noteRepetition(question: BlockOutput["questions"][number]): BlockOutput["questions"][number] {
    const same = templates?.repeatedBy(question.text, question.origin === null);
    return same ? { ...question, repeats: same.title } : question;
  }

  function take(item: Item, block: number, size: number, signal: AbortSignal): Promise<BlockOutput> {
    const { cell } = item;
    const key = `${cell.id}:${block}`;
    let entry = blocks.get(key);
    if (!entry) {
      const before = blocks.get(`${cell.id}:${block - 1}`)?.output ?? Promise.resolve();
      const output = before.catch(() => undefined).then(() => make(item, block, size, signal));
      output.catch(() => blocks.delete(key));
      entry = { output, left: size };
      blocks.set(key, entry);
    }
    return entry.output;
  }

  return {
    /**
     * The question of an item, with the templates that it was written after. Throws ItemFailure when the model gave none for
     * its slot, or one that repeats a template.
     */
    async ask(item: Item, signal: AbortSignal): Promise<Asked> {
      const size = Math.min(blockSize, Math.max(1, item.cell.quota));
      const block = Math.floor(item.slot / size);
      const output = await take(item, block, size, signal);
      const found = output.questions[item.slot % size];
      const entry = blocks.get(`${item.cell.id}:${block}`);
      if (entry) entry.left -= 1;
      // The block before this one is still needed for `avoid`; older ones can be read from the store again.
      if (entry && entry.left <= 0) blocks.delete(`${item.cell.id}:${block - 2}`);
      if (!found) {
        const message = output.error?.message ?? `the model gave ${output.questions.length} of ${size} questions`;
        throw new ItemFailure("question", output.error?.code ?? "missing", message);
      }
      if (found.repeats !== undefined) {
        throw new ItemFailure("question", "repeats-template", `it repeats a template, ${found.repeats}`);
      }
      const question: Question = {
        id: contentId({ seed: context.seed, index: item.index, text: found.text }),
        runId: context.run,
        index: item.index,
        cell: item.cell.id,
        topic: item.cell.topic,
        subTopic: item.cell.subTopic,
        difficulty: item.cell.difficulty,
        text: found.text,
        origin: found.origin,
        status: "pending",
        groundTruthContext: null,
        synthesizedContext: null,
        contextSources: [],
      };
      return { question, echo: found.echo, templates: templates?.get(output.templates ?? []) ?? [] };
    },
  };
}

/** Notes of each question that a language model wrote whether it repeats another; procedural families vary the data. */
function withEchoes(questions: BlockOutput["questions"], known: readonly string[]): BlockOutput["questions"] {
  if (questions.some(({ origin }) => origin !== null)) return questions;
  const echoes = echoesOf(
    questions.map(({ text }) => text),
    known,
  );
  return questions.map((question, at) => ({ ...question, echo: echoes[at]! }));
}

export type Questions = ReturnType<typeof createQuestions>;
