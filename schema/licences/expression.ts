import parse from "spdx-expression-parse";
import { licenceById } from "./lookup.ts";

/** One way to satisfy an expression: ids of licences that all bind together, sorted; an exception stays in its id (`… WITH …`). */
export type Alternative = readonly string[];

/** Longest expression that is read. */
const longest = 2_000;
/** Most alternatives that are told apart. */
const mostAlternatives = 64;

type Node = ReturnType<typeof parse>;

/**
 * The alternatives of an SPDX expression: OR gives several, AND binds within each. `+` counts as "or later" for the GNU
 * licences and for no other, which only forgoes a choice. Ids may be written in any case. Undefined when the text is no
 * expression, or has more alternatives than can be told apart.
 */
export function parseExpression(text: string): Alternative[] | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > longest) return undefined;
  const single = licenceById(trimmed);
  if (single) return [[single.spdx]];
  try {
    return alternativesOf(parse(trimmed.replace(/[A-Za-z][\w.-]*/g, (word) => licenceById(word)?.spdx ?? word)));
  } catch {
    return undefined;
  }
}

function alternativesOf(node: Node): Alternative[] | undefined {
  if ("license" in node) {
    const id = node.plus ? orLater(node.license) : node.license;
    return [[node.exception === undefined ? id : `${id} WITH ${node.exception}`]];
  }
  const left = alternativesOf(node.left);
  const right = alternativesOf(node.right);
  if (!left || !right) return undefined;
  const all = node.conjunction === "or" ? absorb([...left, ...right]) : meet(left, right);
  return all.length > mostAlternatives ? undefined : all;
}

const orLater = (id: string): string => (/^[AL]?GPL-|^GFDL-/.test(id) ? `${id}-or-later` : id);

/** Both bind: every pair of alternatives, without the ones that ask for more than another does. */
export function meet(left: readonly Alternative[], right: readonly Alternative[]): Alternative[] {
  return absorb(left.flatMap((one) => right.map((other) => [...new Set([...one, ...other])].sort())));
}

/** Alternatives in a fixed order, without those that hold all of another and more. */
function absorb(alternatives: readonly Alternative[]): Alternative[] {
  const byKey = new Map(alternatives.map((alternative) => [alternative.join(" AND "), alternative]));
  const distinct = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alternative]) => alternative);
  return distinct.filter(
    (one) => !distinct.some((other) => other.length < one.length && other.every((id) => one.includes(id))),
  );
}

/** The base licence of an id with an exception. An exception only permits more, so its base is what binds at most. */
export const baseOf = (id: string): string => id.replace(/ WITH .*$/, "");
