import fc from "fast-check";
import { handy, type Made, made, raise, wide } from "./arithmetic-numbers.ts";
import { conversion, measured } from "./arithmetic-units.ts";

type Operation = readonly [sign: string, apply: (x: number, y: number) => number];
const times: readonly Operation[] = ["×", "·", "*", "\\times", "\\cdot", "x"].map((sign) => [sign, (x, y) => x * y]);
const through: readonly Operation[] = ["/", "÷", "\\div"].map((sign) => [sign, (x, y) => x / y]);

const product = fc
  .tuple(wide, fc.constantFrom(...times, ...through), wide)
  .map(([a, [sign, apply], b]) => made(`${a.text} ${sign} ${b.text}`, apply(a.value, b.value), [a, b]));
const fraction = fc
  .tuple(wide, handy, handy)
  .map(([a, b, c]) => made(`\\frac{${a.text}}{${b.text} \\times ${c.text}}`, a.value / (b.value * c.value), [a, b, c]));
const sum = fc
  .tuple(handy, fc.constantFrom("+", "-", "−"), handy, fc.constantFrom(...times), handy)
  .filter(([a, sign, b, , c]) => sign === "+" || Math.abs(a.value - b.value * c.value) > 0.05 * a.value)
  .map(([a, sign, b, [by, apply], c]) => {
    const value = apply(b.value, c.value);
    return made(`${a.text} ${sign} ${b.text} ${by} ${c.text}`, sign === "+" ? a.value + value : a.value - value, [
      a,
      b,
      c,
    ]);
  });
const bracket = fc
  .tuple(handy, handy, handy)
  .map(([a, b, c]) => made(`${a.text}(${b.text} + ${c.text})`, a.value * (b.value + c.value), [a, b, c]));
const power = fc
  .tuple(handy, fc.integer({ min: 2, max: 4 }), fc.constantFrom("^", "²", "**", "^{}", "^()"))
  .map(([a, n, form]) => {
    const raised = { "^": `^${n}`, "²": raise(n), "**": `**${n}`, "^{}": `^{${n}}`, "^()": `^(${n})` }[form]!;
    return made(a.text + raised, a.value ** n, [a]);
  });
const roots: Readonly<Record<string, (x: string) => string>> = {
  "√": (x) => `√${x}`,
  "√()": (x) => `√(${x})`,
  sqrt: (x) => `sqrt(${x})`,
  latex: (x) => `\\sqrt{${x}}`,
  "0.5": (x) => `${x}^0.5`,
  "1/2": (x) => `${x}^(1/2)`,
};
const root = fc
  .tuple(handy, fc.constantFrom(...Object.values(roots)))
  .map(([a, text]) => made(text(a.text), Math.sqrt(a.value), [a]));
const functions: readonly (readonly [text: (x: string) => string, apply: (x: number) => number])[] = [
  [(x) => `ln(${x})`, Math.log],
  [(x) => `ln ${x}`, Math.log],
  [(x) => `\\ln(${x})`, Math.log],
  [(x) => `log(${x})`, Math.log10],
  [(x) => `−log10(${x})`, (x) => -Math.log10(x)],
  [(x) => `log₂(${x})`, Math.log2],
  [(x) => `\\log_{2} ${x}`, Math.log2],
];
const logarithm = fc
  .tuple(handy, fc.constantFrom(...functions))
  .filter(([a]) => a.value > 2)
  .map(([a, [text, apply]]) => made(`5 × ${text(a.text)}`, 5 * apply(a.value), [a]));
const angle = fc
  .tuple(
    handy,
    fc.integer({ min: 5, max: 80 }),
    fc.constantFrom("sin", "cos", "tan"),
    fc.constantFrom("°", "^\\circ", ""),
  )
  .map(([a, degrees, name, sign]) => {
    const radians = (degrees * Math.PI) / 180;
    const value = { sin: Math.sin, cos: Math.cos, tan: Math.tan }[name]!(radians);
    return made(`${a.text} × ${sign === "" ? `${name}(${degrees}°)` : `${name} ${degrees}${sign}`}`, a.value * value, [
      a,
    ]);
  });
const exponential = fc
  .tuple(handy, fc.integer({ min: -300, max: 300 }), fc.constantFrom("e^()", "exp", "e^{}"))
  .map(([a, hundredths, form]) => {
    const exponent = hundredths / 100;
    const text = form === "exp" ? `exp(${exponent})` : form === "e^{}" ? `e^{${exponent}}` : `e^(${exponent})`;
    return made(`${a.text} × ${text}`, a.value * Math.exp(exponent), [a, { text: String(exponent), value: exponent }]);
  });
const counting = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom("C", "!", "binom"))
  .map(([n, k, form]) => {
    const factorial = (x: number): number => (x < 2 ? 1 : x * factorial(x - 1));
    const value = factorial(n) / (factorial(k) * factorial(n - k));
    const text = { C: `C(${n}, ${k})`, "!": `${n}!/(${k}!${n - k}!)`, binom: `\\binom{${n}}{${k}}` }[form]!;
    return made(`2 × ${text}`, 2 * value, []);
  });
const share = fc
  .tuple(handy, handy)
  .map(([a, b]) => made(`${a.text} / ${b.text} × 100%`, (a.value / b.value) * 100, [a, b], [["%", 1]]));
const shareOf = fc
  .tuple(fc.integer({ min: 1, max: 99 }), handy)
  .map(([percent, a]) => made(`${percent}% of ${a.text}`, (percent / 100) * a.value, [a]));

/** True expressions in every notation that the reader claims to read. */
export const expressions: Readonly<Record<string, fc.Arbitrary<Made>>> = {
  product,
  fraction,
  sum,
  bracket,
  power,
  root,
  logarithm,
  angle,
  exponential,
  counting,
  share,
  shareOf,
  measured,
  conversion,
};

export const frames: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["", "."],
  ["So x = ", ", as wanted."],
  ["This gives ", "."],
  ["Step 2: ", ""],
  ["- ", ""],
  ["**Result:** ", ""],
  ["Hence (using the data) ", " (rounded)."],
  ["1. We get ", "; next"],
  ["\\(", "\\)"],
  ["$$", "$$"],
];
