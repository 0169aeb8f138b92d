/** Ionic product of water at 25 °C, the rounded value that every question states. CRC Handbook, 97th edition: pKw = 13.995. */
export const waterProduct = 1e-14;

/** A weak acid and its conjugate base. */
export interface WeakAcid {
  name: string;
  formula: string;
  base: string;
  salt: string;
  ka: number;
}

/**
 * Acid constants at 25 °C to two figures, from the pKa values in "Dissociation constants of inorganic acids and bases"
 * and "... of organic acids and bases", CRC Handbook of Chemistry and Physics, 97th edition, section 5.
 */
export const weakAcids: readonly WeakAcid[] = [
  { name: "acetic acid", formula: "CH3COOH", base: "CH3COO-", salt: "CH3COONa", ka: 1.8e-5 },
  { name: "propanoic acid", formula: "C2H5COOH", base: "C2H5COO-", salt: "C2H5COONa", ka: 1.3e-5 },
  { name: "butanoic acid", formula: "C3H7COOH", base: "C3H7COO-", salt: "C3H7COONa", ka: 1.5e-5 },
  { name: "formic acid", formula: "HCOOH", base: "HCOO-", salt: "HCOONa", ka: 1.8e-4 },
  { name: "lactic acid", formula: "CH3CH(OH)COOH", base: "CH3CH(OH)COO-", salt: "CH3CH(OH)COONa", ka: 1.4e-4 },
  { name: "hypochlorous acid", formula: "HClO", base: "ClO-", salt: "NaClO", ka: 4.0e-8 },
  { name: "hydrocyanic acid", formula: "HCN", base: "CN-", salt: "NaCN", ka: 6.2e-10 },
];

/** Acids strong enough that sqrt(Ka c) is a poor approximation. Same source. */
export const strongerWeakAcids: readonly WeakAcid[] = [
  { name: "chloroacetic acid", formula: "ClCH2COOH", base: "ClCH2COO-", salt: "ClCH2COONa", ka: 1.3e-3 },
  { name: "hydrofluoric acid", formula: "HF", base: "F-", salt: "NaF", ka: 6.3e-4 },
  { name: "nitrous acid", formula: "HNO2", base: "NO2-", salt: "NaNO2", ka: 5.6e-4 },
  { name: "chlorous acid", formula: "HClO2", base: "ClO2-", salt: "NaClO2", ka: 1.1e-2 },
  { name: "dichloroacetic acid", formula: "Cl2CHCOOH", base: "Cl2CHCOO-", salt: "Cl2CHCOONa", ka: 4.5e-2 },
];

/** Python that finds the pH at which `charge`, an expression in `h`, changes from negative to positive. */
export const chargeBalance = (charge: string): string[] => [
  "low, high = -1.0, 15.0  # pH",
  "for _ in range(100):",
  "    pH = (low + high) / 2",
  "    h = 10 ** -pH",
  `    balance = ${charge}`,
  "    low, high = (pH, high) if balance > 0 else (low, pH)",
  'print(f"Answer: {pH:.6g}")',
];
