import { type AttributeSelector, type CssNodePlain, ident } from "css-tree";
import { has, matchesAny, type Selector, type Test } from "./matching.ts";
import { inherited, isElement, isNth, never, simple, unjudged } from "./pseudo-classes.ts";

/** A selector that no browser knows; it takes its whole rule with it. */
export class Unknown extends Error {}
/** A selector that cannot be judged here; only it is left out. */
export class Unjudged extends Error {}

/** What selectors are read for. */
export interface Reading {
  /** In quirks mode classes and ids are compared in lower case. */
  quirks: boolean;
  /** The selectors that `&` stands for. */
  parents: readonly Selector[];
}

/** One part of a compound: a name, a class, a pseudo-class. */
export interface Part {
  test: Test;
  weight: number;
  keys?: readonly string[];
}

interface Context extends Reading {
  list(node: CssNodePlain, forgiving: boolean): Selector[];
}

const weights = { id: 1_000_000, class: 1_000, name: 1 };

const heaviest = (selectors: readonly Selector[]): number =>
  selectors.reduce((most, { specificity }) => Math.max(most, specificity), 0);

const oneOf = (selectors: readonly Selector[], weight = heaviest(selectors)): Part => ({
  test: (element, work) => matchesAny(selectors, element, work),
  weight,
  keys: selectors.every((one) => one.keys) ? selectors.flatMap((one) => one.keys!) : undefined,
});

export function partOf(node: CssNodePlain, context: Context): Part {
  const fold = (text: string): string => (context.quirks ? ident.decode(text).toLowerCase() : ident.decode(text));
  switch (node.type as CssNodePlain["type"] | "NestingSelector") {
    case "NestingSelector":
      return oneOf(context.parents);
    case "TypeSelector":
      return namePart(node as CssNodePlain & { type: "TypeSelector" });
    case "IdSelector": {
      const id = fold((node as { name: string }).name);
      return { test: (element) => element.id === id, weight: weights.id, keys: [`#${id}`] };
    }
    case "ClassSelector": {
      const name = fold((node as { name: string }).name);
      return { test: (element) => element.classes.has(name), weight: weights.class, keys: [`.${name}`] };
    }
    case "AttributeSelector":
      return attributePart(node as AttributeSelector);
    case "PseudoClassSelector": {
      const { name, children } = node as CssNodePlain & { type: "PseudoClassSelector" };
      return pseudoClassPart(name.toLowerCase(), children ?? [], context);
    }
    case "PseudoElementSelector":
      // What it styles is no text of the page.
      throw isElement((node as { name: string }).name.toLowerCase()) ? new Unjudged() : new Unknown();
    default:
      throw new Unknown();
  }
}

function namePart(node: { name: string }): Part {
  const name = ident.decode(node.name.replace(/^\*\|/, "")).toLowerCase();
  if (name.includes("|")) throw new Unjudged();
  if (name === "*") return { test: () => true, weight: 0 };
  return { test: (element) => element.name === name, weight: weights.name, keys: [name] };
}

function pseudoClassPart(name: string, children: readonly CssNodePlain[], context: Context): Part {
  const weight = weights.class;
  const list = (forgiving: boolean): Selector[] => (children[0] ? context.list(children[0], forgiving) : []);
  const argument = children
    .map((one) => ("name" in one ? String(one.name) : ""))
    .join("")
    .toLowerCase();
  if (Object.hasOwn(simple, name)) return { test: simple[name]!, weight };
  if (never.has(name)) return { test: () => false, weight };
  if (unjudged.has(name) || /^(?:before|after|first-line|first-letter)$/.test(name)) throw new Unjudged();
  if (/^(?:is|matches|-webkit-any|-moz-any)$/.test(name)) return oneOf(list(true));
  if (name === "where") return oneOf(list(true), 0);
  if (name === "not") {
    const any = list(false);
    return { test: (element, work) => !matchesAny(any, element, work), weight: heaviest(any) };
  }
  if (name === "has") {
    const any = list(false);
    return { test: (element, work) => any.some((one) => has(one, element, work)), weight: heaviest(any) };
  }
  if (/^(?:nth-(?:last-)?(?:child|of-type)|(?:first|last|only)-of-type)$/.test(name)) {
    return nthPart(name, children[0], context);
  }
  if (name === "dir")
    return { test: (element, work) => (inherited(element, "dir", work) || "ltr") === argument, weight };
  if (name === "lang") {
    return { test: (element, work) => `${inherited(element, "lang", work)}-`.startsWith(`${argument}-`), weight };
  }
  throw new Unknown();
}

function nthPart(name: string, argument: CssNodePlain | undefined, context: Context): Part {
  const ofType = name.endsWith("of-type");
  const nth = argument?.type === "Nth" ? argument : undefined;
  const of = nth?.selector ? context.list(nth.selector, false) : undefined;
  const step = nth ? stepOf(nth.nth) : { a: 0, b: 1 };
  const place: (towards: "previous" | "next") => (...given: Parameters<Test>) => number =
    (towards) => (element, work) => {
      if (!ofType && !of)
        return towards === "previous" ? element.place : (element.parent?.holds ?? 1) - element.place + 1;
      let found = 1;
      for (let at = element[towards]; at; at = at[towards]) {
        work.spend();
        if (of ? matchesAny(of, at, work) : at.name === element.name) found += 1;
      }
      return found;
    };
  const ways =
    name === "only-of-type" ? [place("previous"), place("next")] : [place(name.includes("last") ? "next" : "previous")];
  return {
    test: (element, work) =>
      (of === undefined || matchesAny(of, element, work)) && ways.every((way) => isNth(way(element, work), step)),
    weight: weights.class + (of ? heaviest(of) : 0),
  };
}

function stepOf(nth: { type: string; a?: string | null; b?: string | null; name?: string }): { a: number; b: number } {
  if (nth.type !== "AnPlusB") return { a: 2, b: nth.name?.toLowerCase() === "odd" ? 1 : 0 };
  return { a: Number(nth.a ?? 0), b: Number(nth.b ?? 0) };
}

function attributePart(node: AttributeSelector): Part {
  const name = ident.decode(node.name.name).toLowerCase();
  const base = { weight: weights.class, keys: [`[${name}`] };
  if (node.value === null) return { ...base, test: (element) => element.attribute(name) !== null };
  const folded = node.flags?.toLowerCase() === "i" || insensitive.has(name);
  const fold = (text: string): string => (folded ? text.toLowerCase() : text);
  const wanted = fold(node.value.type === "String" ? node.value.value : ident.decode(node.value.name));
  const compare = comparisons[node.matcher ?? ""];
  if (!compare) throw new Unknown();
  return {
    ...base,
    test: (element, work) => {
      const value = element.attribute(name);
      // Long values take long to search.
      work.spend(Math.ceil((value?.length ?? 0) / 25));
      return value !== null && compare(fold(value), wanted);
    },
  };
}

/** Attributes of HTML whose values are compared without case, as far as they occur in style sheets. */
const insensitive = new Set("align bgcolor color dir face lang rel size target type".split(" "));
const comparisons: Record<string, (value: string, wanted: string) => boolean> = {
  "=": (value, wanted) => value === wanted,
  "~=": (value, wanted) => wanted !== "" && value.split(/\s+/).includes(wanted),
  "|=": (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
  "^=": (value, wanted) => wanted !== "" && value.startsWith(wanted),
  "$=": (value, wanted) => wanted !== "" && value.endsWith(wanted),
  "*=": (value, wanted) => wanted !== "" && value.includes(wanted),
};
