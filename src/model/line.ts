import type { AssayError } from "../../schema/error.ts";
import { aborted } from "./abort.ts";

/** People waiting in order. The head enters as soon as it may; nobody overtakes one of the same rank. */
export interface Line<Item> {
  /**
   * Resolves on entry; rejects when turned away by `admit`, or with run/aborted when the signal aborts. Who has a lower
   * rank stands before those of a higher one.
   */
  enter(item: Item, signal: AbortSignal, rank?: number): Promise<void>;
  /** Lets in as many from the head as may; call it whenever the answer of `admit` may have changed. */
  move(): void;
}

/** `admit` enters the item into the caller's books when it answers "enter", and is asked for the head of the line only. */
export function createLine<Item>(admit: (item: Item) => "enter" | "wait" | AssayError): Line<Item> {
  const waiting: { item: Item; rank: number; settle: (refusal?: AssayError) => void }[] = [];

  const move = (): void => {
    for (let head = waiting[0]; head; head = waiting[0]) {
      const answer = admit(head.item);
      if (answer === "wait") return;
      waiting.shift();
      head.settle(answer === "enter" ? undefined : answer);
    }
  };

  const enter = async (item: Item, signal: AbortSignal, rank = 0): Promise<void> => {
    if (signal.aborted) throw aborted(signal);
    if (waiting.length === 0) {
      const answer = admit(item);
      if (answer === "enter") return;
      if (answer !== "wait") throw answer;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(aborted(signal));
        move();
      };
      const place = {
        item,
        rank,
        settle: (refusal?: AssayError) => {
          signal.removeEventListener("abort", leave);
          if (refusal) reject(refusal);
          else resolve();
        },
      };
      waiting.splice(waiting.findLastIndex((other) => other.rank <= rank) + 1, 0, place);
      signal.addEventListener("abort", leave, { once: true });
    });
  };

  return { enter, move };
}
