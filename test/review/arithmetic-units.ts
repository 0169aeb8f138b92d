import fc from "fast-check";
import { handy, type Made, made, wide } from "./arithmetic-numbers.ts";

/** `g 1, kg 1e3`: units with their size in the first one. */
const sized = (text: string): Made["units"] =>
  text.split(", ").map((each) => {
    const space = each.lastIndexOf(" ");
    return [each.slice(0, space), Number(each.slice(space + 1))] as const;
  });

/** Units of two factors and of what they make. */
const pairs = (
  [
    ["g 1, kg 1e3, mg 1e-3", "/", "g/mol 1, g mol⁻¹ 1", "mol 1, mmol 1e-3"],
    ["mol/L 1, M 1, mol dm^-3 1", "×", "L 1, mL 1e-3, dm³ 1", "mol 1, mmol 1e-3"],
    ["m 1, km 1e3, cm 1e-2", "/", "s 1, min 60, h 3600, ms 1e-3", "m/s 1, km/h 0.2777777777777778, m s^-1 1"],
    ["kg 1, g 1e-3", "×", "m/s² 1, m/s^2 1, m s⁻² 1", "N 1, kN 1e3, mN 1e-3"],
    ["N 1, kN 1e3", "×", "m 1, cm 1e-2, mm 1e-3", "J 1, kJ 1e3, N·m 1, N m 1"],
    ["Pa 1, kPa 1e3, bar 1e5", "×", "m³ 1, L 1e-3, m^3 1", "J 1, kJ 1e3, MJ 1e6"],
    ["W 1, kW 1e3", "×", "s 1, h 3600, min 60", "J 1, kJ 1e3, kWh 3.6e6"],
    ["V 1, mV 1e-3", "/", "A 1, mA 1e-3", "Ω 1, kΩ 1e3"],
    ["m/s 1, km/s 1e3", "/", "Hz 1, MHz 1e6, s^-1 1, s⁻¹ 1", "m 1, nm 1e-9, cm 1e-2"],
    ["J/(mol·K) 1, J/(mol K) 1, J mol⁻¹ K⁻¹ 1, J/mol·K 1", "×", "K 1", "J/mol 1, kJ/mol 1e3"],
    ["C 1, µC 1e-6", "×", "V 1, kV 1e3", "J 1, mJ 1e-3"],
    ["g/cm³ 1, g/mL 1, kg/L 1", "×", "cm³ 1, mL 1, L 1e3", "g 1, kg 1e3"],
  ] as const
).map(([a, by, b, is]) => ({ a: sized(a), by, b: sized(b), is: sized(is) }));

/** Products and quotients of two quantities: `(3.00 × 10^8 m/s) / (5.00 × 10^14 Hz)`. */
export const measured: fc.Arbitrary<Made> = fc
  .record({
    pair: fc.constantFrom(...pairs),
    a: wide,
    b: wide,
    units: fc.tuple(fc.nat(), fc.nat()),
    form: fc.constantFrom("plain", "brackets", "frac", "adjacent"),
  })
  .map(({ pair, a, b, units, form }) => {
    const [first, second] = [pair.a[units[0] % pair.a.length]!, pair.b[units[1] % pair.b.length]!];
    const [x, y] = [a.value * first[1], b.value * second[1]];
    const [left, right] = [`${a.text} ${first[0]}`, `${b.text} ${second[0]}`];
    const divides = pair.by === "/";
    const latex = `\\frac{${a.text}\\ \\text{${first[0]}}}{${b.text}\\ \\text{${second[0]}}}`;
    const forms: Record<string, string> = {
      brackets: `(${left}) ${pair.by} (${right})`,
      ...(divides ? { frac: latex } : { adjacent: `(${left})(${right})` }),
    };
    return made(forms[form] ?? `${left} ${pair.by} ${right}`, divides ? x / y : x * y, [a, b], pair.is);
  });

const kinds = [
  "m 1, km 1e3, cm 1e-2, mm 1e-3",
  "s 1, min 60, h 3600, minutes 60, hours 3600",
  "J 1, kJ 1e3, MJ 1e6",
  "g 1, kg 1e3, mg 1e-3",
  "Pa 1, kPa 1e3, bar 1e5, atm 101325",
  "m/s 1, km/h 0.2777777777777778",
  "L 1, mL 1e-3, m³ 1e3, cm³ 1e-3",
].map(sized);

/** One quantity in another unit of its kind. */
export const conversion: fc.Arbitrary<Made> = fc
  .record({ units: fc.constantFrom(...kinds), from: fc.nat(), to: fc.nat(), a: handy })
  .map(({ units, from, to, a }) => {
    const [first, size] = units[from % units.length]!;
    const others = units.filter(([unit]) => unit !== first);
    const [second, other] = others[to % others.length]!;
    return made(`${a.text} ${first}`, (a.value * size) / other, [a], [[second, 1]]);
  });
