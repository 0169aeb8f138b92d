import type { Work } from "./bounds.ts";
import type { Placed } from "./tree.ts";

/** True of no page that was just opened and that nobody has touched. */
export const never = new Set(
  (
    "hover active focus focus-within focus-visible target target-within visited fullscreen -webkit-full-screen modal popover-open " +
    "playing seeking buffering stalled muted picture-in-picture user-valid user-invalid autofill -webkit-autofill -moz-focusring " +
    "current past future host host-context active-view-transition state"
  ).split(" "),
);

/** Valid, but a matter of what scripts, forms or texts do: a selector with one of these is left out. */
export const unjudged = new Set(
  (
    "empty blank read-only read-write placeholder-shown required optional valid invalid in-range out-of-range default " +
    "indeterminate paused volume-locked -webkit-drag"
  ).split(" "),
);

const elements =
  /^(?:before|after|first-line|first-letter|selection|placeholder|marker|backdrop|file-selector-button|cue|cue-region|grammar-error|spelling-error|target-text|highlight|part|slotted|view-transition[\w-]*|details-content|scroll-marker[\w-]*|scroll-button|column|-webkit-[\w-]+)$/;

/** Whether browsers know a pseudo-element of this name. */
export const isElement = (name: string): boolean => elements.test(name);

const attribute =
  (name: string) =>
  (element: Placed): boolean =>
    element.attribute(name) !== null;
const isLink = (element: Placed): boolean => /^(?:a|area)$/.test(element.name) && element.attribute("href") !== null;
const isForm = (element: Placed): boolean =>
  /^(?:button|input|select|textarea|option|optgroup|fieldset)$/.test(element.name);
const isRoot = (element: Placed): boolean => element.parent === undefined;

/** Pseudo-classes without arguments that the markup decides. */
export const simple: Record<string, (element: Placed) => boolean> = {
  root: isRoot,
  scope: isRoot,
  link: isLink,
  "any-link": isLink,
  "-webkit-any-link": isLink,
  // Scripts define them; text that would show nowhere else is not written for readers without scripts.
  defined: () => true,
  checked: (element) => element.attribute("checked") !== null || element.attribute("selected") !== null,
  open: attribute("open"),
  disabled: (element) => isForm(element) && element.attribute("disabled") !== null,
  enabled: (element) => isForm(element) && element.attribute("disabled") === null,
  "first-child": ({ previous }) => previous === undefined,
  "last-child": ({ next }) => next === undefined,
  "only-child": ({ previous, next }) => previous === undefined && next === undefined,
};

/** Of `:lang()` and `:dir()`: what the nearest element says that says anything. */
export function inherited(element: Placed, name: string, work: Work): string {
  for (let at: Placed | undefined = element; at; at = at.parent) {
    work.spend();
    const value = at.attribute(name);
    if (value !== null) return value.toLowerCase();
  }
  return "";
}

/** Whether a place, from 1, is one of an+b. */
export function isNth(place: number, { a, b }: { a: number; b: number }): boolean {
  return a === 0 ? place === b : (place - b) % a === 0 && (place - b) / a >= 0;
}
