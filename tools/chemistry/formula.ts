/** A chemical species, taken apart. */
export interface Species {
  /** As written, without coefficient and state. */
  text: string;
  /** Atoms of each element; a bare electron has none. */
  atoms: ReadonlyMap<string, number>;
  charge: number;
}

/** Symbols of the 118 elements (IUPAC, Periodic Table of the Elements, 4 May 2022), with deuterium. */
const elements = new Set(
  (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo " +
    "Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl " +
    "Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og D"
  ).split(" "),
);

const subscripts = "₀₁₂₃₄₅₆₇₈₉";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** One spelling for signs, sub- and superscripts. */
export function plainFormula(text: string): string {
  return text
    .replace(/[₀-₉]/g, (digit) => String(subscripts.indexOf(digit)))
    .replace(/([⁰¹²³⁴⁵⁶⁷⁸⁹]*)([⁺⁻])/g, (_all, digits: string, sign: string) => {
      return `^${[...digits].map((digit) => superscripts.indexOf(digit)).join("")}${sign === "⁻" ? "-" : "+"}`;
    })
    .replace(/[−–]/g, "-")
    .replace(/[⋅∙•*]/g, "·")
    .replace(/_\{?(\d+)\}?/g, "$1")
    .replace(/\^\{([^{}]*)\}/g, "^$1");
}

/** Splits the charge off: `Fe^2+`, `Fe^+2`, `Fe2+`, `SO4^2-`, `SO42-`, `Cl-`, `[Fe(CN)6]3-`. */
function splitCharge(text: string): { body: string; charge: number } {
  const marked = /^(.*)\^(?:(\d*)([+-])|([+-])(\d+))$/.exec(text);
  if (marked) {
    const size = Number(marked[2] || marked[5] || 1);
    return { body: marked[1] ?? "", charge: (marked[3] ?? marked[4]) === "-" ? -size : size };
  }
  const signed = /^(.*?)(\d*)([+-]+)$/.exec(text);
  if (!signed) return { body: text, charge: 0 };
  const [, stem = "", digits = "", signs = ""] = signed;
  const sign = signs.startsWith("-") ? -1 : 1;
  if (signs.length > 1) return { body: stem + digits, charge: sign * signs.length };
  // Without ^ the digits are shared: all belong to the charge behind one element or a bracket, else all but the last
  // are a subscript, and a single one is a subscript (NH4+, NO3-).
  if (digits !== "" && (/^[A-Z][a-z]?$/.test(stem) || stem.endsWith("]")) && digits.length === 1) {
    return { body: stem, charge: sign * Number(digits) };
  }
  if (digits.length >= 2) return { body: stem + digits.slice(0, -1), charge: sign * Number(digits.slice(-1)) };
  return { body: stem + digits, charge: sign };
}

/** Reads one species; a sentence saying what is wrong otherwise. */
export function parseSpecies(source: string): Species | string {
  const text = plainFormula(source)
    .trim()
    .replace(/\s*\((?:aq|s|l|g|cr|am)\)$/i, "")
    .replace(/^\d+\s*(?=[A-Z([e])/, "")
    .replace(/\s+/g, "");
  if (/\s[+-]\s*$/.test(source)) return `"${source.trim()}" is no formula: a sign stands alone.`;
  if (/^e(?:\^?-)?$/.test(text)) return { text: "e-", atoms: new Map(), charge: -1 };
  const { body, charge } = splitCharge(text);
  if (body === "") return `"${source.trim()}" is no formula.`;
  const atoms = new Map<string, number>();
  for (const part of body.split("·")) {
    const problem = countAtoms(part, atoms);
    if (problem) return problem;
  }
  return { text, atoms, charge };
}

/** Adds the atoms of one formula, `5H2O` and nested brackets included; a sentence when it is none. */
function countAtoms(part: string, atoms: Map<string, number>): string | null {
  const lead = /^\d+/.exec(part)?.[0] ?? "";
  const levels: Map<string, number>[] = [new Map()];
  let rest = part.slice(lead.length);
  const count = (text: string): number => (text === "" ? 1 : Number(text));
  while (rest !== "") {
    const element = /^([A-Z][a-z]?)(\d{0,4})/.exec(rest);
    const closing = /^[)\]}](\d{0,4})/.exec(rest);
    const top = levels.at(-1) ?? new Map<string, number>();
    if (element) {
      const [all, symbol = "", number = ""] = element;
      if (!elements.has(symbol)) return `"${symbol}" is no element (in "${part}").`;
      top.set(symbol, (top.get(symbol) ?? 0) + count(number));
      rest = rest.slice(all.length);
    } else if (/^[([{]/.test(rest)) {
      levels.push(new Map());
      rest = rest.slice(1);
    } else if (closing && levels.length > 1) {
      levels.pop();
      const below = levels.at(-1) ?? top;
      for (const [symbol, n] of top) below.set(symbol, (below.get(symbol) ?? 0) + n * count(closing[1] ?? ""));
      rest = rest.slice(closing[0].length);
    } else {
      return `"${part}" is no formula: unexpected "${rest.slice(0, 8)}".`;
    }
  }
  if (levels.length !== 1) return `"${part}" is no formula: a bracket is not closed.`;
  if (levels[0]?.size === 0) return `"${part}" is no formula: it names no element.`;
  for (const [symbol, n] of levels[0] ?? []) atoms.set(symbol, (atoms.get(symbol) ?? 0) + n * count(lead));
  return null;
}
