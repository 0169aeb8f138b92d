/**
 * Standard enthalpies of formation at 25 °C in kJ/mol. CODATA key values where there is one
 * (https://www.codata.info/resources/databases/key1.html), otherwise "Standard thermodynamic properties of chemical
 * substances", CRC Handbook of Chemistry and Physics, 97th edition, section 5.
 */
export const formationEnthalpies: Readonly<Record<string, number>> = {
  "H2O(l)": -285.83,
  "H2O(g)": -241.83,
  "CO2(g)": -393.51,
  "CO(g)": -110.53,
  "CH4(g)": -74.6,
  "C2H6(g)": -84.0,
  "C3H8(g)": -103.8,
  "C2H2(g)": 227.4,
  "C6H6(l)": 49.1,
  "CH3OH(l)": -239.2,
  "C2H5OH(l)": -277.6,
  "C6H12O6(s)": -1273.3,
  "NH3(g)": -45.94,
  "NO(g)": 91.3,
  "NO2(g)": 33.2,
  "SO2(g)": -296.81,
  "H2S(g)": -20.6,
  "Fe2O3(s)": -824.2,
  "Al2O3(s)": -1675.7,
  "CS2(l)": 89.0,
  "O2(g)": 0,
  "Fe(s)": 0,
  "Al(s)": 0,
};
