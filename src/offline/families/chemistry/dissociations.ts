/** A gas reaction a A <=> b B + d D that starts from A alone. */
export interface Dissociation {
  equation: string;
  reactant: readonly [number, string];
  products: readonly (readonly [number, string])[];
}

/** Reads `2 SO3 <=> 2 SO2 + O2`. */
function readDissociation(equation: string): Dissociation {
  const [left, right] = equation.split(" <=> ").map((side) =>
    side.split(" + ").map((term): readonly [number, string] => {
      const [first, second] = term.split(" ");
      return second === undefined ? [1, first!] : [Number(first), second];
    }),
  );
  return { equation, reactant: left![0]!, products: right! };
}

/** One molecule falls apart into two: Kc leads to a quadratic equation. */
export const simpleDissociations = [
  "N2O4 <=> 2 NO2",
  "PCl5 <=> PCl3 + Cl2",
  "COCl2 <=> CO + Cl2",
  "SO2Cl2 <=> SO2 + Cl2",
].map(readDissociation);

export const richerDissociations = [
  "2 SO3 <=> 2 SO2 + O2",
  "2 NOCl <=> 2 NO + Cl2",
  "2 NH3 <=> N2 + 3 H2",
  "2 H2S <=> 2 H2 + S2",
].map(readDissociation);

/** Kc when the extent of reaction is `x` mol/L. */
export const massAction = ({ reactant: [a], products }: Dissociation, start: number, x: number): number =>
  products.reduce((q, [n]) => q * (n * x) ** n, 1) / (start - a * x) ** a;

export const massActionLaw = ({ reactant, products }: Dissociation): string => {
  const power = ([n, name]: readonly [number, string]): string => `[${name}]${n === 1 ? "" : `^${n}`}`;
  return `Kc = ${products.map(power).join(" ")} / ${power(reactant)}`;
};

/** The row of equilibrium concentrations in an ICE table. */
export const equilibriumRow = ({ reactant: [a, name], products }: Dissociation, start: number): string => {
  const term = (n: number): string => (n === 1 ? "x" : `${n}x`);
  return `With x mol/L as the extent, [${name}] = ${start} − ${term(a)}, ${products.map(([n, s]) => `[${s}] = ${term(n)}`).join(", ")}.`;
};
