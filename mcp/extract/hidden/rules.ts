import { tooMuch } from "./bounds.ts";
import { isSupported, mediaHold } from "./conditions.ts";
import type { Selector } from "./matching.ts";
import { type Declared, declare, split } from "./properties.ts";
import { readSelectors } from "./selectors.ts";
import { type Item, readCss } from "./syntax.ts";

/** What a rule sets; the names are those of single properties. */
export interface Settings {
  normal: ReadonlyMap<string, Declared>;
  important: ReadonlyMap<string, Declared>;
}

/** A rule with its place in the cascade, of which the last is the order in the list. */
export interface StyleRule extends Settings {
  selectors: readonly Selector[];
  /** The layer it stands in, from the outermost; a rule outside of a layer stands in one that comes last. */
  layer: readonly number[];
}

export interface Sheets {
  rules: readonly StyleRule[];
  /** What animations end in, by their names in lower case. */
  endings: ReadonlyMap<string, Settings>;
  /** First values of variables by @property. */
  variables: ReadonlyMap<string, string>;
}

/** Characters of style sheets, rules, and characters before a block at most. */
const most = { text: 2_500_000, rules: 100_000, prelude: 20_000 };

interface Place {
  layer: readonly string[];
  /** Of the rule that this one stands in. */
  parents: readonly Selector[] | undefined;
}

/** Reads the style sheets of a page as a window of 1280 by 800 pixels shows it. */
export function readSheets(sheets: readonly string[], quirks: boolean): Sheets {
  if (sheets.reduce((sum, sheet) => sum + sheet.length, 0) > most.text) throw tooMuch("style sheets");
  const rules: { selectors: readonly Selector[]; settings: Settings; layer: readonly string[] }[] = [];
  const endings = new Map<string, Settings>();
  const variables = new Map<string, string>();
  const layers = createLayers();

  const readRule = (prelude: string, block: readonly Item[], { layer, parents }: Place): void => {
    const settings = settingsOf(block, quirks);
    const nested = block.some((item) => item.kind === "rule");
    if (!nested && settings.normal.size === 0 && settings.important.size === 0) return;
    const text = parents
      ? split(prelude, ",")
          .map((one) => (one.includes("&") ? one : `& ${one}`))
          .join(",")
      : prelude;
    const selectors = readSelectors(text, { quirks, parents: parents ?? [] });
    if (selectors.length === 0) return;
    rules.push({ selectors, settings, layer });
    if (rules.length > most.rules) throw tooMuch("rules in style sheets");
    if (nested) for (const item of block) read(item, { layer, parents: selectors });
  };

  const read = (item: Item, place: Place): void => {
    if (item.kind === "declaration") return;
    const { name, prelude, block } = item;
    if (prelude.length > most.prelude) throw tooMuch("selectors in style sheets");
    if (name === "layer") {
      const names = split(prelude, ",").map((one) => [...place.layer, ...one.split(".")]);
      for (const one of names) layers.add(one);
      if (block) within(block, { ...place, layer: names[0] ?? layers.unnamed(place.layer) });
    } else if (block === undefined) return;
    else if (name === "") readRule(prelude, block, place);
    else if (name === "media") mediaHold(prelude) && within(block, place);
    else if (name === "supports") isSupported(prelude) && within(block, place);
    else if (name === "container") within(block, place);
    else if (name === "scope") within(block, { ...place, parents: scopeOf(prelude, quirks) ?? place.parents });
    else if (/^(?:-webkit-)?keyframes$/.test(name))
      endings.set(prelude.replace(/["']/g, "").toLowerCase(), ending(block, quirks));
    else if (name === "property") {
      const initial = block.find((one) => one.kind === "declaration" && one.property === "initial-value");
      if (initial?.kind === "declaration") variables.set(prelude, initial.value);
    }
  };
  /** What stands in a condition: rules, or declarations for the rule around it. */
  const within = (block: readonly Item[], place: Place): void => {
    if (place.parents && block.some((item) => item.kind === "declaration")) {
      rules.push({ selectors: place.parents, settings: settingsOf(block, quirks), layer: place.layer });
    }
    for (const item of block) read(item, place);
  };

  for (const sheet of sheets) for (const item of readCss(sheet, "sheet")) read(item, { layer: [], parents: undefined });
  return {
    rules: rules.map(({ selectors, settings, layer }) => ({ selectors, ...settings, layer: layers.rankOf(layer) })),
    endings,
    variables,
  };
}

/** What declarations set: the later of two wins, and important ones stand apart. */
export function settingsOf(block: readonly Item[], quirks: boolean): Settings {
  const settings = { normal: new Map<string, Declared>(), important: new Map<string, Declared>() };
  for (const item of block) {
    if (item.kind !== "declaration") continue;
    const set = item.important ? settings.important : settings.normal;
    for (const [longhand, declared] of declare(item.property, item.value, quirks)) set.set(longhand, declared);
  }
  return settings;
}

/** The last frame of an animation. */
function ending(frames: readonly Item[], quirks: boolean): Settings {
  const last = frames.flatMap((frame) =>
    frame.kind === "rule" && /(?:^|,|\s)(?:to|100%)(?:$|,|\s)/i.test(frame.prelude) ? [frame.block ?? []] : [],
  );
  return settingsOf(last.flat(), quirks);
}

/** The elements that @scope starts from, for the rules in it to be looked for below; its lower end is not kept to. */
function scopeOf(prelude: string, quirks: boolean): readonly Selector[] | undefined {
  const start = /^\((.*?)\)\s*(?:to\b|$)/s.exec(prelude)?.[1];
  return start === undefined ? undefined : readSelectors(`:where(${start})`, { quirks, parents: [] });
}

/** Layers have the order in which they are first named; a layer's own rules come after those of layers in it. */
function createLayers() {
  const order = new Map<string, number>();
  let unnamed = 0;
  const add = (layer: readonly string[]): void => {
    for (let length = 1; length <= layer.length; length += 1) {
      const path = layer.slice(0, length).join(".");
      if (!order.has(path)) order.set(path, order.size);
    }
  };
  return {
    add,
    unnamed(above: readonly string[]): readonly string[] {
      const layer = [...above, `(${unnamed++})`];
      add(layer);
      return layer;
    },
    rankOf: (layer: readonly string[]): readonly number[] => [
      ...layer.map((_, index) => order.get(layer.slice(0, index + 1).join("."))!),
      Number.POSITIVE_INFINITY,
    ],
  };
}
