import { hardyWeinberg } from "./biology/hardy-weinberg.ts";
import { mendelianGenetics } from "./biology/mendelian-genetics.ts";
import { populationGrowth } from "./biology/population-growth.ts";
import { serialDilution } from "./biology/serial-dilution.ts";
import { arrhenius } from "./chemistry/arrhenius.ts";
import { bufferPh } from "./chemistry/buffer-ph.ts";
import { calorimetry } from "./chemistry/calorimetry.ts";
import { cellPotential } from "./chemistry/cell-potential.ts";
import { dilution } from "./chemistry/dilution.ts";
import { electrolysis } from "./chemistry/electrolysis.ts";
import { empiricalFormula } from "./chemistry/empirical-formula.ts";
import { equilibriumConstant } from "./chemistry/equilibrium-constant.ts";
import { firstOrderKinetics } from "./chemistry/first-order-kinetics.ts";
import { gasMixtures } from "./chemistry/gas-mixtures.ts";
import { idealGas } from "./chemistry/ideal-gas.ts";
import { limitingReagent } from "./chemistry/limiting-reagent.ts";
import { molarMass } from "./chemistry/molar-mass.ts";
import { molarity } from "./chemistry/molarity.ts";
import { molesAndMass } from "./chemistry/moles-and-mass.ts";
import { percentYield } from "./chemistry/percent-yield.ts";
import { reactionEnthalpy } from "./chemistry/reaction-enthalpy.ts";
import { solubilityProduct } from "./chemistry/solubility-product.ts";
import { stoichiometry } from "./chemistry/stoichiometry.ts";
import { strongAcidPh } from "./chemistry/strong-acid-ph.ts";
import { weakAcidPh } from "./chemistry/weak-acid-ph.ts";
import { baseConversion } from "./computer-science/base-conversion.ts";
import { bitwiseOperations } from "./computer-science/bitwise-operations.ts";
import { loopOperationCounts } from "./computer-science/loop-operation-counts.ts";
import { shortestPath } from "./computer-science/shortest-path.ts";
import type { HandbookEntry } from "./entry.ts";
import { combinatorics } from "./mathematics/combinatorics.ts";
import { definiteIntegrals } from "./mathematics/definite-integrals.ts";
import { derivatives } from "./mathematics/derivatives.ts";
import { discreteProbability } from "./mathematics/discrete-probability.ts";
import { divisorCounting } from "./mathematics/divisor-counting.ts";
import { linearSystems } from "./mathematics/linear-systems.ts";
import { modularArithmetic } from "./mathematics/modular-arithmetic.ts";
import { quadraticEquations } from "./mathematics/quadratic-equations.ts";
import { sequencesAndSeries } from "./mathematics/sequences-and-series.ts";
import { heatTransfer } from "./physics/heat-transfer.ts";
import { kineticEnergyAndWork } from "./physics/kinetic-energy-and-work.ts";
import { lensEquation } from "./physics/lens-equation.ts";
import { ohmsLawCircuits } from "./physics/ohms-law-circuits.ts";
import { projectileMotion } from "./physics/projectile-motion.ts";
import { confidenceInterval } from "./statistics/confidence-interval.ts";
import { linearRegression } from "./statistics/linear-regression.ts";
import { meanAndStandardDeviation } from "./statistics/mean-and-standard-deviation.ts";
import { normalDistribution } from "./statistics/normal-distribution.ts";

/** Every entry of the offline handbook: one file and one line here each; the order has no meaning. */
export const handbook: readonly HandbookEntry[] = [
  hardyWeinberg,
  mendelianGenetics,
  populationGrowth,
  serialDilution,
  arrhenius,
  bufferPh,
  calorimetry,
  cellPotential,
  dilution,
  electrolysis,
  empiricalFormula,
  equilibriumConstant,
  firstOrderKinetics,
  gasMixtures,
  idealGas,
  limitingReagent,
  molarMass,
  molarity,
  molesAndMass,
  percentYield,
  reactionEnthalpy,
  solubilityProduct,
  stoichiometry,
  strongAcidPh,
  weakAcidPh,
  baseConversion,
  bitwiseOperations,
  loopOperationCounts,
  shortestPath,
  combinatorics,
  definiteIntegrals,
  derivatives,
  discreteProbability,
  divisorCounting,
  linearSystems,
  modularArithmetic,
  quadraticEquations,
  sequencesAndSeries,
  heatTransfer,
  kineticEnergyAndWork,
  lensEquation,
  ohmsLawCircuits,
  projectileMotion,
  confidenceInterval,
  linearRegression,
  meanAndStandardDeviation,
  normalDistribution,
];
