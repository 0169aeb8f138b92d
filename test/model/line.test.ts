import { expect, test } from "vitest";
import { AssayError } from "../../schema/error.ts";
import { createLine } from "../../src/model/line.ts";
import { never } from "./fixtures.ts";

/** A line for a purse of `left`: each takes its amount, waits for it, or is sent away by a negative one. */
function purse(left: number) {
  const line = createLine<number>((amount) => {
    if (amount < 0) return new AssayError("run/budget", "No.");
    if (amount > left) return "wait";
    left -= amount;
    return "enter";
  });
  return {
    line,
    put: (amount: number) => {
      left += amount;
      line.move();
    },
  };
}

test("a small one does not overtake a big one that came first", async () => {
  const { line, put } = purse(1);
  const order: string[] = [];
  const big = line.enter(5, never).then(() => order.push("big"));
  const small = line.enter(1, never).then(() => order.push("small"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual([]);
  put(5);
  await Promise.all([big, small]);
  expect(order).toEqual(["big", "small"]);
});

test("those behind one that gives up move on", async () => {
  const { line } = purse(1);
  const user = new AbortController();
  const big = line.enter(5, user.signal);
  const small = line.enter(1, never);
  user.abort();
  await expect(big).rejects.toMatchObject({ code: "run/aborted" });
  await small;
});

test("one that is sent away does not hold the others", async () => {
  const { line, put } = purse(0);
  const first = line.enter(1, never);
  const second = line.enter(-1, never);
  const third = line.enter(1, never);
  put(2);
  await expect(second).rejects.toMatchObject({ code: "run/budget" });
  await Promise.all([first, third]);
});

test("who has a lower rank stands before those of a higher one, and equals stay in order", async () => {
  const { line, put } = purse(0);
  const order: string[] = [];
  const all = [
    ["late", 7],
    ["early", 2],
    ["early too", 2],
    ["first", -1],
  ].map(([name, rank]) => line.enter(1, never, Number(rank)).then(() => order.push(String(name))));
  await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < all.length; i++) put(1);
  await Promise.all(all);
  expect(order).toEqual(["first", "early", "early too", "late"]);
});
