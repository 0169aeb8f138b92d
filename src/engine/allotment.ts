import type { Item } from "./item.ts";
import { horizon, type RunState } from "./orchestrate.ts";

/**
 * Hands out items in index order, each with its slot: the number of items of its cell before it. Never further ahead of
 * the settled ones than the horizon, beyond which decisions may still move items to other cells.
 */
export function createAllotment(state: RunState, ahead: number) {
  const slots = new Map<string, number[]>();
  const taken = new Map<number, Item>();
  let next = 0;

  function take(): Item {
    const index = next++;
    const cell = state.cells.get(state.allotted[index]!)!;
    const places = slots.get(cell.id) ?? [];
    slots.set(cell.id, places);
    places.push(index);
    return { index, cell, slot: places.length - 1, places };
  }
  while (next < state.settled) take();

  return {
    /** Items that may be started now and have not been. */
    fresh(): Item[] {
      const items: Item[] = [];
      while (next < state.allotted.length && next < state.settled + Math.min(horizon, ahead)) items.push(take());
      for (const item of items) taken.set(item.index, item);
      return items;
    },
    get: (index: number): Item => taken.get(index)!,
    done: (index: number): boolean => taken.delete(index),
    /** Items handed out and not settled. */
    inFlight: (): number => next - state.settled,
  };
}
