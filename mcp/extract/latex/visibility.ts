import type { Colours } from "./colour.ts";
import type { Input } from "./input.ts";
import { points } from "./placement.ts";

/** What stands between braces, or in an environment. */
export interface Group {
  /** `{`, or the name of the environment. */
  name: string;
  /** Nothing in it is seen by a reader of the printed page. */
  hidden: boolean;
}

/**
 * The commands that make text invisible, as `hides` knows them of HTML: in the colour of paper, without size, moved off
 * the page, transparent, or put in a box. Each reads its own arguments, and the text that cannot be seen.
 */
export function visibilityActions(
  input: Input,
  colours: Colours,
  { group, inherited }: { group(): Group; inherited(): boolean },
): [string, () => void][] {
  const number = (): number => Number(input.argument());
  const size = (): number | undefined => points(input.argument());
  /** The text that follows is an argument: it is read where it stands, or not at all. */
  const show = (visible: boolean): void => {
    while (input.option() !== undefined);
    if (!visible) input.argument();
  };
  const setHidden = (hidden: boolean): void => {
    group().hidden = hidden;
  };
  const hideGroup = (hidden: boolean): void => {
    if (hidden) group().hidden = true;
  };
  return [
    ["color", () => setHidden(colours.hides() || inherited())],
    ["normalcolor", () => setHidden(inherited())],
    ["textcolor", () => show(!colours.hides())],
    ["colorbox", () => show(!colours.isDark())],
    [
      "fcolorbox",
      () => {
        colours.hides();
        show(!colours.isDark());
      },
    ],
    ["transparent", () => hideGroup(number() < 0.05)],
    ["texttransparent", () => show(!(number() < 0.05))],
    ["scalebox", () => show(!(Math.abs(number()) < 0.1))],
    ["resizebox", () => show([size(), size()].every((side) => side === undefined || Math.abs(side) >= 2))],
    ["raisebox", () => show(Math.abs(size() ?? 0) < 300)],
    [
      "fontsize",
      () => {
        const letters = size();
        input.argument();
        hideGroup(letters !== undefined && letters < 2);
      },
    ],
    [
      "setbox",
      () => {
        for (let next = input.peek(); next !== undefined && next !== "{"; next = input.peek()) {
          if (input.next()?.kind === "paragraph") return;
        }
        input.argument();
      },
    ],
  ];
}
