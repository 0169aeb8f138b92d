import type { Style } from "./cascade.ts";
import { longhandOf } from "./properties.ts";
import { type Basis, measure } from "./values.ts";
import { type Scope, substitute } from "./variables.ts";

/** The values of one element, its variables put in. */
export interface Values {
  /** As it was set; undefined where it was not, or was set to what it is anyway. */
  of(property: string): string | undefined;
  /** In pixels of CSS; undefined where it was not set, or depends on what is not known. `whole` is what a percentage is of. */
  length(property: string, whole?: number): number | undefined;
}

/** Properties that an element has from the one around it; of all others `inherit` is taken for nothing. */
const inherits = new Set(
  "visibility color -webkit-text-fill-color -webkit-text-stroke text-shadow font-size font-size-adjust letter-spacing text-indent " +
    "-webkit-text-security".split(" "),
);

export function valuesOf({ set }: Style, scope: Scope | undefined, basis: Basis): Values {
  const of = (property: string): string | undefined => {
    const declared = set.get(property);
    const value = declared && substitute(declared.value, scope);
    if (declared === undefined || value === undefined) return undefined;
    const own = longhandOf(property, { property: declared.property, value: value.trim() });
    if (own === "" || /^(?:inherit|unset|revert|revert-layer)$/.test(own)) return undefined;
    return own === "initial" && !inherits.has(property) ? undefined : own;
  };
  return {
    of,
    length(property, whole) {
      const value = of(property);
      const length = value === undefined ? undefined : measure(value, { ...basis, whole });
      return length === undefined || Number.isNaN(length) ? undefined : length;
    },
  };
}
