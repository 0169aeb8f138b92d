import { tooMuch } from "./bounds.ts";
import { split } from "./properties.ts";

/** Custom properties of an element; what it does not set itself it has from above. */
export interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly above: Scope | undefined;
  /** Values of `own` with their variables put in, as far as they were asked for. */
  readonly known: Map<string, string | undefined>;
}

/** References within references, and characters of a value, at most. */
const most = { depth: 200, length: 20_000 };

/** A value with its variables put in; undefined where one has neither a value nor a fallback. */
export function substitute(value: string, scope: Scope | undefined, depth = 0): string | undefined {
  const found = /(?<![\w-])(var|env)\(/.exec(value);
  if (!found) return value;
  const start = found.index + found[0].length;
  let end = start;
  for (let open = 1; end < value.length; end += 1) {
    if (value[end] === "(") open += 1;
    else if (value[end] === ")") open -= 1;
    if (open === 0) break;
  }
  const [name = "", ...rest] = split(value.slice(start, end), ",");
  const fallback = rest.length > 0 ? rest.join(",") : undefined;
  if (depth > most.depth) throw tooMuch("variables in style sheets");
  const known = found[1] === "env" ? (fallback ?? "0px") : lookUp(name, scope, depth);
  const put = known ?? (fallback === undefined ? undefined : substitute(fallback, scope, depth + 1));
  const after = put === undefined ? undefined : substitute(value.slice(end + 1), scope, depth + 1);
  if (after === undefined) return undefined;
  const whole = `${value.slice(0, found.index)}${put}${after}`;
  if (whole.length > most.length) throw tooMuch("variables in style sheets");
  return whole;
}

/** References in a variable are those of the element that sets it; a circle has no value. */
function lookUp(name: string, scope: Scope | undefined, depth: number): string | undefined {
  for (let at = scope; at !== undefined; at = at.above) {
    const value = at.own.get(name);
    if (value === undefined || /^(?:inherit|unset)$/.test(value)) continue;
    if (!at.known.has(name)) {
      at.known.set(name, undefined);
      at.known.set(name, value === "" || value === "initial" ? undefined : substitute(value, at, depth + 1)?.trim());
    }
    return at.known.get(name);
  }
  return undefined;
}
