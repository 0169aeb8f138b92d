import { type CssNodePlain, parse, toPlainObject } from "css-tree";
import type { Selector, Test } from "./matching.ts";
import { type Part, partOf, type Reading, Unjudged, Unknown } from "./selector-parts.ts";

/** Reads a list of selectors; empty where a browser would leave out the rule, or where none of them can be judged. */
export function readSelectors(text: string, reading: Reading): Selector[] {
  try {
    const list = readList(toPlainObject(parse(text, { context: "selectorList" })), reading, false);
    return list.every(({ compounds }) => compounds[0]!.combinator === "") ? list : [];
  } catch {
    return [];
  }
}

/** In a forgiving list, that of :is(), a selector that browsers do not know takes only itself away. */
function readList(list: CssNodePlain, reading: Reading, forgiving: boolean): Selector[] {
  if (list.type !== "SelectorList") throw new Unknown();
  return list.children.flatMap((one) => {
    try {
      if (one.type !== "Selector") throw new Unknown();
      return [readOne(one.children, reading)];
    } catch (problem) {
      if (problem instanceof Unjudged || forgiving) return [];
      throw problem;
    }
  });
}

function readOne(nodes: readonly CssNodePlain[], reading: Reading): Selector {
  const compounds: { combinator: string; tests: Test[] }[] = [{ combinator: "", tests: [] }];
  const context = { ...reading, list: (node: CssNodePlain, forgiving: boolean) => readList(node, reading, forgiving) };
  let specificity = 0;
  let parts: Part[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.type === "Combinator") {
      const combinator = node.name.trim() === "" ? " " : node.name;
      if (!/^[ >+~]$/.test(combinator)) throw new Unknown();
      if (index === 0) compounds[0]!.combinator = combinator;
      else compounds.push({ combinator, tests: [] });
      parts = [];
      continue;
    }
    const part = partOf(node, context);
    parts.push(part);
    specificity += part.weight;
    compounds.at(-1)!.tests.push(part.test);
  }
  const keys = parts.flatMap((part) => (part.keys ? [part.keys] : [])).sort((one, other) => cost(one) - cost(other))[0];
  return { compounds, specificity, keys };
}

/** How many elements a key leaves, roughly: ids the fewest, lists of several the most. */
function cost(keys: readonly string[]): number {
  if (keys.length !== 1) return 4;
  return { "#": 0, ".": 1, "[": 3 }[keys[0]![0]!] ?? 2;
}
