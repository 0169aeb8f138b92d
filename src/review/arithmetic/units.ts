import { parseUnit } from "../../../schema/quantity.ts";
import { mark } from "./latex.ts";
import { isStopword } from "./words.ts";

/** Exponents by base; the nouns of things counted are bases of their own. */
export type Dimension = Readonly<Record<string, number>>;

/** A unit or a counted noun behind a number. */
export interface UnitReading {
  text: string;
  /** Where it ends. */
  end: number;
  /** Size in SI base units. */
  factor: number;
  /** Added before the factor, for temperatures. */
  offset: number;
  dimension: Dimension;
  kind: "unit" | "noun";
  /** Letters that may as well be symbols: `5m` and `3ab` surely, `5 m` where the text has such a symbol. */
  letters: "glued" | "single" | null;
  /** How much larger it is where kilo counts 1024. */
  binary: number;
}

const atom =
  /(?:°\s?[CF](?!\p{L})|[°%‰℃℉]|[A-Za-zµΩÅåöℓ]+)(?:\^(?:\([-+−]?\d{1,2}(?:\/\d)?\)|[-+−]?\d{1,2})|[-−]?[1-4](?![\d.]))?/uy;
const group = /\([A-Za-zµΩ°^\d ·⋅*−-]{1,30}\)/uy;
const joint = /\s?[/·⋅∙*]\s?(?=[\p{L}°(%])|\s+per\s+(?=\p{L})|\s+(?=[\p{L}°])/uy;
const mostAtoms = 6;

/** Words that a table of units also has. */
const words = /^(?:as|at|am|a|us|do|pH|foot|second|bars|gray|grays)$/;
/** Units that are joined by a space alone. */
const pairs =
  /^(?:N m|L atm|kPa L|Pa L|bar L|W h|kW h|A h|J s|V s|A s|N s|Pa s|kg m|g cm|mm Hg|eV nm|MeV fm|mol K|kg K|g K|g °C|kg °C|mol L|kPa m\^.*)$/;
/** Glued to their number these are hardly symbols. */
const plainlyUnits =
  /^(?:kg|mg|µg|ng|km|cm|mm|µm|nm|pm|mL|ml|µL|dL|ms|µs|ns|kJ|MJ|kPa|MPa|hPa|Pa|Hz|kHz|MHz|GHz|eV|keV|MeV|mol|mmol|min|atm|°|%|‰|°C|°F|kW|MW|mW|kV|mV|mA|KB|MB|GB|TB|kB|KiB|MiB|GiB|bits?|bytes?|hours?|minutes?|seconds?|days?|rpm|mph|ppm|ppb|dB)$/;

const elements: ReadonlySet<string> = new Set(
  (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc " +
    "Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po " +
    "At Rn Fr Ra Ac Th Pa U Np Pu"
  ).split(" "),
);

const known = new Map<string, ReturnType<typeof parseUnit>>();
const remembered = 5_000;

function unitOf(text: string): ReturnType<typeof parseUnit> {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  if (known.size >= remembered) known.clear();
  const found = parseUnit(text);
  known.set(text, found);
  return found;
}

const stickyAt = (pattern: RegExp, text: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
};

/** Room, and the end of mathematics, between a number and its unit. */
const room = new RegExp(`[ ${mark}]{0,4}`, "y");

/** The longest unit, or the noun, that stands at a place of the text; null where there is none. */
export function readUnit(text: string, from: number): UnitReading | null {
  const lead = stickyAt(room, text, from)!.length;
  return (
    readKnown(text, from + lead, lead === 0) ??
    readEach(text, from) ??
    (lead === 0 ? null : readNoun(text, from + lead))
  );
}

function readKnown(text: string, start: number, glued: boolean): UnitReading | null {
  const ends: number[] = [];
  for (let at = start; ends.length < mostAtoms; ) {
    const piece = stickyAt(ends.length > 0 && text[at] === "(" ? group : atom, text, at);
    if (piece === null) break;
    ends.push(at + piece.length);
    const join = stickyAt(joint, text, at + piece.length);
    if (join === null) break;
    at += piece.length + join.length;
  }
  for (const end of ends.reverse()) {
    const written = text.slice(start, end);
    if (/[\p{L}\d_]/u.test(text[end] ?? "") || /^(?:\(|\^)/.test(text.slice(end, end + 1))) continue;
    if (!isWhole(written, text.slice(end, end + 12))) continue;
    const unit = unitOf(written.replace(/−/g, "-"));
    if (unit === null) continue;
    const each = divisor(text, end);
    return {
      text: text.slice(start, each?.end ?? end),
      end: each?.end ?? label(text, end),
      factor: unit.factor / (each?.factor ?? 1),
      offset: each ? 0 : unit.offset,
      dimension: withoutRatio({ ...unit.dimension, ...each?.dimension }),
      kind: "unit",
      letters: each ? null : lettersOf(written, glued),
      binary: binaryOf(written, unit.dimension),
    };
  }
  return null;
}

/** Whether the pieces belong to one unit, and are no words of the sentence. */
function isWhole(written: string, behind: string): boolean {
  if (words.test(written)) return false;
  if (written === "in" && /^\s*[\p{L}\d(]/u.test(behind)) return false;
  // `2 H2` are two molecules; `5 m-1` may be a difference.
  if (/^[A-Z][a-z]?\d$/.test(written) || /^\p{L}+[-−]\d$/u.test(written)) return false;
  if (/\p{L}\d/u.test(written) && /^\p{L}+\d$/u.test(written) && !/^(?:[kcdmµn]?m|s|in|ft)[23]$/.test(written))
    return false;
  const spaced = written
    .replace(/(?<!\^)\([^)]*\)/g, "()")
    .replace(/\s?[/·⋅∙*]\s?/g, "/")
    .replace(/\s+per\s+/g, "/");
  if (!spaced.includes(" ") || /^(?:square|cubic|sq|cu|light|degrees?|°|electron)\s/i.test(spaced)) return true;
  return /[\^\p{L}][-−(]*\d\)?$/u.test(spaced) || spaced.split("/").every(joined);
}

const joined = (part: string): boolean => !part.includes(" ") || pairs.test(part) || /\d\)?$/.test(part);

function lettersOf(unit: string, glued: boolean): UnitReading["letters"] {
  if (glued && !plainlyUnits.test(unit) && !/[/·°%Ω]/.test(unit)) return "glued";
  return /^\p{L}(?:\^\(?\d\)?)?$/u.test(unit) ? "single" : null;
}

/** Percentages are pure numbers. */
const withoutRatio = (dimension: Dimension): Dimension =>
  Object.fromEntries(Object.entries(dimension).filter(([base, power]) => base !== "ratio" && power !== 0));

function binaryOf(unit: string, dimension: Dimension): number {
  if (dimension.bit === undefined) return 1;
  const prefix = /^(?:([kKMGTPE])(?:B|b|bits?|bytes?|bps)|(kilo|mega|giga|tera|peta|exa)(?:bits?|bytes?))\b/i.exec(
    unit,
  );
  const order = "kmgtpe".indexOf((prefix?.[1] ?? prefix?.[2] ?? " ")[0]!.toLowerCase()) + 1;
  return (1024 / 1000) ** order;
}

const behindLabel = String.raw`(?=\s+[-+−]\s|\s*[×·⋅*/÷=≈≃≅)\]]|\s*$)`;
const formulaLabel = new RegExp(
  String.raw`\s+(?:of\s+)?((?:[A-Z][a-z]?_?\d{0,3}|\((?:[A-Z][a-z]?\d{0,2}){1,6}\)\d{0,2}){1,12})(?:\((?:s|l|g|aq)\))?(?:\^?\(?\d?[+-]\)?(?=[\s)]|$))?${behindLabel}`,
  "y",
);
const nounLabel = new RegExp(String.raw`\s+(?:of\s+(?:the\s+)?)?([a-z]{3,20}(?: [a-z]{3,20})?)${behindLabel}`, "y");

/** The end of what names the substance behind a unit, `g NaCl` or `mol of water`, where the expression goes on. */
function label(text: string, end: number): number {
  formulaLabel.lastIndex = end;
  const formula = formulaLabel.exec(text);
  if (formula && (formula[1]!.match(/[A-Z][a-z]?/g) ?? []).every((symbol) => elements.has(symbol))) {
    return end + formula[0].trimEnd().length;
  }
  nounLabel.lastIndex = end;
  const noun = nounLabel.exec(text);
  return noun && !noun[1]!.split(" ").some(isStopword) ? end + noun[0].trimEnd().length : end;
}

/** `15 per hour` and `20/box`: so many of something unsaid. */
function readEach(text: string, from: number): UnitReading | null {
  const each = divisor(text, from);
  if (!each || /^\s?\/\s?[^\s]{1,2}$/.test(text.slice(from, each.end))) return null;
  const more = { factor: 1 / each.factor, offset: 0, letters: null, binary: 1 };
  return { ...more, text: text.slice(from, each.end), end: each.end, dimension: each.dimension, kind: "noun" };
}

const nouns = /(?:CFU|PFU|IU|RFU|bp|nt)(?![\p{L}\d_(^])|[a-z][a-z'-]{1,20}[a-z](?![\p{L}\d_(^])/uy;
const perSomething = /(?:\s?\/\s?|\s+per\s+)([a-z]{3,20}|[A-Za-zµ]{1,3})(?![\p{L}\d_(^])/uy;
const ends = /(?=\s*(?:[-+−×·⋅*/÷=≈≃≅)\].,;:]|$))/y;
const functions = /^(?:log|ln|lg|exp|sqrt|sin|cos|tan|sec|csc|cot|abs|arcsin|arccos|arctan|sinh|cosh|tanh|cbrt)$/;

/** `3 boxes`, `4 apples per box`: what is counted cancels as units do. */
function readNoun(text: string, start: number): UnitReading | null {
  const dimension: Record<string, number> = {};
  let end = start;
  const words: string[] = [];
  for (let at = start; words.length < 3; ) {
    const noun = stickyAt(nouns, text, at);
    if (noun === null || isStopword(noun) || functions.test(noun)) break;
    words.push(noun);
    at += noun.length;
    // Further words belong to it where the expression goes on or ends behind them: `5 red apples + 3`.
    if (words.length === 1 || stickyAt(ends, text, at) !== null) {
      end = at;
      for (const word of words) dimension[stem(word)] = 1;
    }
    if (text[at] !== " ") break;
    at++;
  }
  if (end === start) return null;
  const each = divisor(text, end);
  for (const [base, power] of Object.entries(each?.dimension ?? {})) dimension[base] = (dimension[base] ?? 0) + power;
  const factor = 1 / (each?.factor ?? 1);
  end = each?.end ?? end;
  return { text: text.slice(start, end), end, factor, offset: 0, dimension, kind: "noun", letters: null, binary: 1 };
}

/** `/box` or `per box` behind a unit or a noun. */
function divisor(text: string, at: number): { end: number; factor: number; dimension: Dimension } | null {
  perSomething.lastIndex = at;
  const per = perSomething.exec(text);
  if (!per || isStopword(per[1]!)) return null;
  const unit = unitOf(per[1]!);
  if (!unit && per[1]!.length < 3) return null;
  const below = unit ? withoutRatio(unit.dimension) : { [stem(per[1]!)]: 1 };
  const dimension = Object.fromEntries(Object.entries(below).map(([base, power]) => [base, -power]));
  return { end: at + per[0].length, factor: unit?.factor ?? 1, dimension };
}

const stem = (noun: string): string => `${noun.replace(/(?<=[sxz]|ch|sh)es$|ies$|s$/, "")} counted`;
