import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { chargeBalance, type WeakAcid, weakAcids } from "./acidity.ts";

/** Concentrations in mol/L, volumes in mL. */
interface Portion {
  concentration: number;
  volume: number;
}
interface Parameters {
  acid: WeakAcid;
  acidPart: Portion;
  basePart: Portion;
  /** Strong acid or base added afterwards. */
  added: (Portion & { formula: "HCl" | "NaOH" }) | null;
}

const millimoles = ({ concentration, volume }: Portion): number => concentration * volume;
/** mmol of acid, conjugate base and added OH- (negative for H+), and mL in all. */
function contents({ acidPart, basePart, added }: Parameters) {
  const shift = added ? millimoles(added) * (added.formula === "NaOH" ? 1 : -1) : 0;
  const volume = acidPart.volume + basePart.volume + (added?.volume ?? 0);
  return { acid: millimoles(acidPart), base: millimoles(basePart), shift, volume };
}
const pKa = (acid: WeakAcid): number => -Math.log10(acid.ka);
const portion = ({ concentration, volume }: Portion, formula: string): string =>
  `${volume} mL of ${concentration} mol/L ${formula}`;
const parts = ({ acid, acidPart, basePart }: Parameters): string =>
  `${portion(acidPart, acid.formula)} and ${portion(basePart, acid.salt)}`;
const constant = ({ acid }: Parameters): string => `Ka(${acid.formula}) = ${writeNumber(acid.ka, 2)}`;

const listed = ({ acid }: Parameters, left: number, made: number): string =>
  `${writeWorking(left, 4)} mmol of ${acid.formula} and ${writeWorking(made, 4)} mmol of ${acid.base}`;
const held = (p: Parameters): string => `The mixture holds ${listed(p, contents(p).acid, contents(p).base)}.`;
const centred = ({ acid }: Parameters): string =>
  `pKa = -log10(${writeNumber(acid.ka, 2)}) = ${writeWorking(pKa(acid), 4)}.`;

/** Steps up to pKa, when the addition turns `shift` mmol of acid into base. */
function composed(p: Parameters, shift: number): string[] {
  const { acid, base } = contents(p);
  if (!p.added) return [held(p), centred(p)];
  const [from, to] = shift > 0 ? [p.acid.formula, p.acid.base] : [p.acid.base, p.acid.formula];
  return [
    held(p),
    `The ${writeWorking(Math.abs(shift), 4)} mmol of ${p.added.formula} turns as much ${from} into ${to}.`,
    `Now there is ${listed(p, acid - shift, base + shift)}.`,
    centred(p),
  ];
}
const ratio = (left: number, made: number, value: number, logarithm = "log10"): string =>
  `Both are in the same volume, so pH = pKa + ${logarithm}(${writeWorking(made, 4)} / ${writeWorking(left, 4)}) = ${writeNumber(value, 3)}.`;

export const bufferPh = defineFamily<Parameters>({
  name: "chemistry/buffer-ph",
  domain: "chemistry",
  topic: "buffer pH",
  keywords: [
    "henderson-hasselbalch",
    "buffer solution",
    "conjugate base",
    "ph",
    "buffer capacity",
    "acids and bases",
    "acid-base",
  ],
  handbook: ["chemistry/buffer-ph", "chemistry/weak-acid-ph"],
  sample(random, difficulty) {
    const acid = random.pick(difficulty === "easy" ? weakAcids.slice(0, 3) : weakAcids);
    const ratio = random.pick([random.decimal(0.35, 0.5, 4), random.decimal(2, 2.9, 4)]);
    const volume = random.decimal(80, 200, 1);
    const acidPart = { concentration: random.decimal(0.3, 0.7, 4), volume };
    const baseVolume = difficulty === "easy" ? volume : random.decimal(80, 200, 1);
    const basePart = {
      concentration: Number(((millimoles(acidPart) * ratio) / baseVolume).toFixed(4)),
      volume: baseVolume,
    };
    if (difficulty !== "hard") return { acid, acidPart, basePart, added: null };
    const formula = ratio < 1 ? "NaOH" : "HCl";
    const consumed = Math.max(millimoles(acidPart), millimoles(basePart)) * random.decimal(0.15, 0.3, 4);
    const added = random.decimal(10, 40, 1);
    return {
      acid,
      acidPart,
      basePart,
      added: { formula, volume: added, concentration: Number((consumed / added).toFixed(4)) },
    };
  },
  phrasings: [
    (p) =>
      `A buffer is made from ${parts(p)}.${p.added ? ` Then ${portion(p.added, p.added.formula)} is added.` : ""} What is the pH ` +
      `at 25 °C if ${constant(p)}? Give three significant figures.`,
    (p) =>
      `Given ${constant(p)} at 25 °C, calculate the pH (three significant figures) of a mixture of ${parts(p)}` +
      `${p.added ? ` after ${portion(p.added, p.added.formula)} has been stirred in` : ""}.`,
    (p) =>
      `A student pours together ${parts(p)}${p.added ? `, and afterwards adds ${portion(p.added, p.added.formula)}` : ""}. Find the ` +
      `pH of the resulting buffer to three significant figures; ${constant(p)}, 25 °C.`,
    (p) =>
      `${p.added ? `To a solution prepared from ${parts(p)}, one adds ${portion(p.added, p.added.formula)}.` : `A solution is prepared from ${parts(p)}.`} ` +
      `Which pH does it have at 25 °C (${constant(p)})? Round to three significant figures.`,
  ],
  form: () => ({ unit: "", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const { acid, base, shift } = contents(p);
    const [left, made] = [acid - shift, base + shift];
    const value = pKa(p.acid) + Math.log10(made / left);
    return { value, steps: [...composed(p, shift), ratio(left, made, value)] };
  },
  program: ({ acid, acidPart, basePart, added }) =>
    [
      "from math import log10",
      `ka = ${acid.ka}  # acid constant of ${acid.formula}`,
      `acid = ${acidPart.concentration} * ${acidPart.volume}  # mol/L times mL of ${acid.formula}`,
      `base = ${basePart.concentration} * ${basePart.volume}  # mol/L times mL of ${acid.salt}`,
      ...(added
        ? [
            `added = ${added.concentration} * ${added.volume}  # mol/L times mL of ${added.formula}`,
            `acid, base = ${added.formula === "NaOH" ? "acid - added, base + added" : "acid + added, base - added"}`,
          ]
        : []),
      'print(f"Answer: {-log10(ka) + log10(base / acid):.6g}")',
    ].join("\n"),
  check({ acid, acidPart, basePart, added }) {
    const cation = `base${added ? ` ${added.formula === "NaOH" ? "+" : "-"} added` : ""}`;
    return [
      "# full charge balance, without the Henderson-Hasselbalch approximation",
      `ka, kw = ${acid.ka}, 1.0e-14`,
      `volume = ${[acidPart, basePart, ...(added ? [added] : [])].map((part) => part.volume).join(" + ")}  # mL`,
      `acid, base = ${acidPart.concentration} * ${acidPart.volume} / volume, ${basePart.concentration} * ${basePart.volume} / volume`,
      ...(added ? [`added = ${added.concentration} * ${added.volume} / volume`] : []),
      ...chargeBalance(`h + ${cation} - kw / h - (acid + base) * ka / (ka + h)`),
    ].join("\n");
  },
  mistakes(p) {
    const { acid, base, shift, volume } = contents(p);
    const [left, made] = [acid - shift, base + shift];
    const centre = pKa(p.acid);
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    const upsideDown = centre + Math.log10(left / made);
    const napierian = centre + Math.log(made / left);
    const alone = -Math.log10(Math.sqrt((p.acid.ka * acid) / volume));
    const unchanged = centre + Math.log10(base / acid);
    const reversed = base > shift ? centre + Math.log10((base - shift) / (acid + shift)) : Number.NaN;
    const concentration = writeWorking(acid / volume, 4);
    return [
      wrong(
        "ratio turned upside down",
        upsideDown,
        [...composed(p, shift), ratio(made, left, upsideDown)],
        "The base belongs in the numerator: more base means a higher pH.",
      ),
      wrong(
        "natural logarithm",
        napierian,
        [...composed(p, shift), ratio(left, made, napierian, "ln")],
        "pH and pKa are decimal logarithms.",
      ),
      wrong(
        "salt ignored",
        alone,
        [
          `The ${writeWorking(acid, 4)} mmol of ${p.acid.formula} is in ${writeWorking(volume, 4)} mL, so its concentration is c = ${concentration} mol/L.`,
          ...(p.added
            ? [`The acid dissociates, ${p.acid.formula} <=> H+ + ${p.acid.base}, and this sets the pH.`]
            : []),
          `[H+] = sqrt(Ka × c) = sqrt(${writeNumber(p.acid.ka, 2)} × ${concentration}) = ${writeWorking(10 ** -alone, 4)} mol/L.`,
          `pH = -log10(${writeWorking(10 ** -alone, 4)}) = ${writeNumber(alone, 3)}.`,
        ],
        "The salt's conjugate base holds back the dissociation.",
      ),
      wrong(
        "pH set equal to pKa",
        centre,
        [
          ...composed(p, shift),
          `A weak acid and its conjugate base make a buffer, and a buffer has pH = pKa = ${writeNumber(centre, 3)}.`,
        ],
        "That holds only for equal amounts of acid and base.",
      ),
      ...(p.added
        ? [
            wrong(
              "addition ignored",
              unchanged,
              [
                held(p),
                `The solution is a buffer, so the ${writeWorking(Math.abs(shift), 4)} mmol of ${p.added.formula} leaves its pH where it is.`,
                centred(p),
                ratio(acid, base, unchanged),
              ],
              "A buffer changes its pH little, but it does change.",
            ),
            wrong(
              "addition in the wrong direction",
              reversed,
              [...composed(p, -shift), ratio(acid + shift, base - shift, reversed)],
              "Strong acid turns base into acid, strong base turns acid into base.",
            ),
          ]
        : []),
    ];
  },
});
