import type { Store } from "../../schema/store.ts";
import type { OpenOptions } from "../../src/store/driver.ts";
import { someQuestion, someSample } from "../store/fixtures.ts";

export interface StoreUnderTest {
  /** Location of a database that is empty. */
  fresh(): Promise<string>;
  /** For every opening. */
  options?: OpenOptions;
  /** Runs SQL behind the store's back. */
  tamper(location: string, statement: string): Promise<void>;
}

export const run = "run-1";
export const item = { run, item: "i:0" };
export const placeOf = (index: number) => ({ run, item: `i:${index}`, stage: "settle", attempt: 1 });

/** Settles items with a question and a row each. */
export const settle = (store: Store, indexes: readonly number[], verdict = "approved") =>
  Promise.all(
    indexes.map((index) => {
      const samples = [someSample(run, index, { reviewStatus: verdict })];
      return store.stages.commit(
        placeOf(index),
        { verdict, index },
        { questions: [someQuestion(run, index)], samples },
      );
    }),
  );

/** Indexes of the rows, as they are streamed. */
export async function indexesOf(store: Store, verdicts: readonly string[] = []): Promise<number[]> {
  const indexes: number[] = [];
  for await (const sample of store.samples.iterate(run, "grpo", { verdicts })) indexes.push(sample.index);
  return indexes;
}
