import { createWork, tooMuch, type Work } from "./bounds.ts";
import { hints, ownSheet } from "./browser.ts";
import { matches, type Selector } from "./matching.ts";
import type { Declared } from "./properties.ts";
import { readSheets, type Settings, type Sheets, settingsOf } from "./rules.ts";
import { readCss } from "./syntax.ts";
import type { Placed } from "./tree.ts";

/** What an element is set to by all that speaks of it; the same object for all elements that are set alike. */
export interface Style {
  set: ReadonlyMap<string, Declared>;
  /** Custom properties, apart from the rest. */
  variables: ReadonlyMap<string, string>;
}

interface Entry extends Settings {
  selector: Selector;
  /** Its place among all normal declarations, and among all important ones. */
  rank: number;
  importantRank: number;
}

/** Characters of style attributes at most. */
const mostInline = 2_500_000;

/**
 * Finds what every element is set to: browsers' own sheet, the page's sheets, old attributes and style attributes, by
 * importance, layer, specificity and order (CSS Cascading and Inheritance Level 5, 6.1).
 */
export function createCascade(elements: readonly Placed[], sheets: readonly string[], quirks: boolean) {
  const work = createWork(elements);
  const page = readSheets(sheets, quirks);
  const find = createIndex([...entriesOf(readSheets([ownSheet], false), 0), ...entriesOf(page, 1_000_000)], work);
  const known = new Map<string, Style>();
  const attributes = new Map<string, Settings>();
  let inline = 0;

  const attributeSettings = (text: string): Settings => {
    inline += text.length;
    if (inline > mostInline) throw tooMuch("style attributes");
    const settings = settingsOf(readCss(text, "attribute"), quirks);
    attributes.set(text, settings);
    return settings;
  };

  return {
    /** Values of variables that nothing sets. */
    variables: page.variables,
    styleOf(element: Placed): Style {
      const entries = find(element);
      const hint = hints(element);
      const text = element.attribute("style") ?? "";
      const key = `${entries.map(({ rank }) => rank).join()}|${hint}|${text}`;
      let style = known.get(key);
      if (!style) {
        const own = attributes.get(text) ?? attributeSettings(text);
        const old = attributes.get(hint) ?? attributeSettings(hint);
        style = styleFrom(entries, old, own, page.endings);
        known.set(key, style);
      }
      return style;
    },
  };
}

function styleFrom(entries: readonly Entry[], old: Settings, own: Settings, endings: Sheets["endings"]): Style {
  const set = new Map<string, Declared>();
  const apply = (settings: ReadonlyMap<string, Declared>): void => {
    for (const [name, declared] of settings) set.set(name, declared);
  };
  const ordered = [...entries].sort((one, other) => one.rank - other.rank);
  for (const entry of ordered) if (entry.rank < 0) apply(entry.normal);
  apply(old.normal);
  for (const entry of ordered) if (entry.rank >= 0) apply(entry.normal);
  apply(own.normal);
  for (const ending of endingsOf(set, endings)) apply(ending.normal);
  for (const entry of ordered.sort((one, other) => one.importantRank - other.importantRank)) apply(entry.important);
  apply(own.important);
  const variables = new Map<string, string>();
  for (const [name, { value }] of set) if (name.startsWith("--")) variables.set(name, value);
  for (const name of variables.keys()) set.delete(name);
  return { set, variables };
}

/** The last frames of the animations that stay at their end, or never end. */
function endingsOf(set: ReadonlyMap<string, Declared>, endings: Sheets["endings"]): Settings[] {
  const names =
    set
      .get("animation-name")
      ?.value.toLowerCase()
      .split(/[\s,]+/) ?? [];
  const value = (name: string): string => set.get(name)?.value ?? "";
  const stays = /\b(?:forwards|both)\b/.test(value("animation-fill-mode"));
  if (!stays && !/\binfinite\b/.test(value("animation-iteration-count"))) return [];
  return names.flatMap((name) => endings.get(name.replace(/["']/g, "")) ?? []);
}

/** One entry for every selector, ranked; those of browsers' own sheet have ranks below nothing. */
function entriesOf({ rules }: Sheets, from: number): Entry[] {
  const entries = rules.flatMap(({ selectors, normal, important, layer }, order) =>
    selectors.map((selector) => ({ selector, normal, important, layer, order, rank: 0, importantRank: 0 })),
  );
  const compare = (layers: 1 | -1) => (one: (typeof entries)[number], other: (typeof entries)[number]) =>
    layers * compareLayers(one.layer, other.layer) ||
    one.selector.specificity - other.selector.specificity ||
    one.order - other.order;
  const start = from === 0 ? -entries.length : from;
  for (const [index, entry] of entries.sort(compare(1)).entries()) entry.rank = start + index;
  for (const [index, entry] of entries.sort(compare(-1)).entries()) entry.importantRank = start + index;
  return entries;
}

function compareLayers(one: readonly number[], other: readonly number[]): number {
  for (let level = 0; level < Math.min(one.length, other.length); level += 1) {
    if (one[level] !== other[level]) return one[level]! < other[level]! ? -1 : 1;
  }
  return 0;
}

/**
 * Finds the entries whose selectors pick an element, trying only those that its name, id, classes and attributes allow.
 * One whose selector has several keys may be found more than once, which changes nothing.
 */
function createIndex(entries: readonly Entry[], work: Work): (element: Placed) => Entry[] {
  const byKey = new Map<string, Entry[]>();
  const byAttribute = new Map<string, Entry[]>();
  const anywhere: Entry[] = [];
  for (const entry of entries) {
    if (!entry.selector.keys) anywhere.push(entry);
    for (const key of new Set(entry.selector.keys)) {
      const [index, name] = key.startsWith("[") ? [byAttribute, key.slice(1)] : [byKey, key];
      const list = index.get(name);
      if (list) list.push(entry);
      else index.set(name, [entry]);
    }
  }
  return (element) => {
    const candidates = [anywhere, byKey.get(element.name), element.id === "" ? undefined : byKey.get(`#${element.id}`)];
    for (const name of element.classes) candidates.push(byKey.get(`.${name}`));
    work.spend(byAttribute.size);
    for (const [name, list] of byAttribute) if (element.attribute(name) !== null) candidates.push(list);
    const found: Entry[] = [];
    for (const list of candidates) {
      for (const entry of list ?? []) if (matches(entry.selector, element, work)) found.push(entry);
    }
    work.spend(found.length);
    return found;
  };
}
