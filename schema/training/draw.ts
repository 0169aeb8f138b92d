import { z } from "zod";
import { createRandom, type Random, seedFrom } from "../random.ts";

/** What the choices of one item are drawn from: the run's seed and the item's place in the run. */
export const Draw = z.object({ seed: z.number().int().min(0), index: z.number().int().min(0) });
export type Draw = z.infer<typeof Draw>;

/**
 * One of `options` choices, 0 to options - 1. Among each `options` neighbouring items of a run every choice falls once,
 * in an order drawn anew for each such block: labels and positions are balanced and follow neither topic nor difficulty.
 */
export function balanced(draw: Draw, purpose: string, options: number): number {
  const order = createRandom(seedFrom(draw.seed, purpose, Math.floor(draw.index / options))).shuffle(
    Array.from({ length: options }, (_, choice) => choice),
  );
  return order[draw.index % options]!;
}

/** A seeded source of randomness of the item's own, one a purpose. */
export function randomFor(draw: Draw, purpose: string): Random {
  return createRandom(seedFrom(draw.seed, purpose, draw.index));
}
