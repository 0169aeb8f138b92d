import { expect, test } from "vitest";
import { createBatch } from "../../src/store/batch.ts";

/** Entries in the flushes that they went out with. */
function watched() {
  const flushes: string[][] = [];
  return { flushes, batch: createBatch<string>((entries) => void flushes.push(entries)) };
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("what can wait goes out with the next entry that cannot, in the order of the calls", async () => {
  const { flushes, batch } = watched();
  batch.add("reply", true);
  batch.add("reply", true);
  await pause(1);
  expect(flushes).toEqual([]);
  batch.add("stage");
  batch.add("reply", true);
  await batch.drain();
  expect(flushes).toEqual([["reply", "reply", "stage", "reply"]]);
});

test("what can wait does not wait for ever, and not beyond the end", async () => {
  const { flushes, batch } = watched();
  batch.add("alone", true);
  await expect.poll(() => flushes).toEqual([["alone"]]);
  batch.add("last", true);
  await batch.drain();
  expect(flushes).toEqual([["alone"], ["last"]]);
  await batch.drain();
  batch.add("later");
  await batch.drain();
  expect(flushes.at(-1)).toEqual(["later"]);
});
