/** Coefficient and formula. */
export type Species = readonly [number, string];

/** A balanced equation, taken apart. */
export interface Reaction {
  equation: string;
  reactants: readonly Species[];
  products: readonly Species[];
}

/** Reads `C3H8 + 5 O2 -> 3 CO2 + 4 H2O`; whoever writes the equation answers for its balance. */
export function readReaction(equation: string): Reaction {
  const [reactants, products] = equation.split(" -> ").map((side) =>
    side.split(" + ").map((term): Species => {
      const [first, second] = term.split(" ");
      return second === undefined ? [1, first!] : [Number(first), second];
    }),
  );
  return { equation, reactants: reactants!, products: products! };
}

/** Two reactants, small coefficients, familiar substances. */
export const simpleReactions: readonly Reaction[] = [
  "2 H2 + O2 -> 2 H2O",
  "CH4 + 2 O2 -> CO2 + 2 H2O",
  "N2 + 3 H2 -> 2 NH3",
  "2 Mg + O2 -> 2 MgO",
  "H2 + Cl2 -> 2 HCl",
  "2 Na + Cl2 -> 2 NaCl",
].map(readReaction);

/** Two reactants, larger coefficients. */
export const richerReactions: readonly Reaction[] = [
  "C3H8 + 5 O2 -> 3 CO2 + 4 H2O",
  "Fe2O3 + 3 CO -> 2 Fe + 3 CO2",
  "4 Al + 3 O2 -> 2 Al2O3",
  "2 C2H6 + 7 O2 -> 4 CO2 + 6 H2O",
  "4 NH3 + 5 O2 -> 4 NO + 6 H2O",
  "Cr2O3 + 2 Al -> Al2O3 + 2 Cr",
  "TiCl4 + 2 Mg -> Ti + 2 MgCl2",
  "2 C4H10 + 13 O2 -> 8 CO2 + 10 H2O",
].map(readReaction);
