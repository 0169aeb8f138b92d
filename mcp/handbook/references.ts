import type { Reference } from "./entry.ts";

/** Works that several entries of the handbook rest on. */
export const algebraTextbook: Reference = {
  title: "College Algebra 2e",
  publisher: "OpenStax",
  year: 2021,
  url: "https://openstax.org/details/books/college-algebra-2e",
};
export const algorithmDictionary: Reference = {
  title: "Dictionary of Algorithms and Data Structures",
  publisher: "NIST",
  year: 2004,
  url: "https://xlinux.nist.gov/dads/",
};
export const atomicWeightsTable: Reference = {
  title: "Abridged Standard Atomic Weights",
  publisher: "IUPAC Commission on Isotopic Abundances and Atomic Weights",
  year: 2021,
  url: "https://ciaaw.org/abridged-atomic-weights.htm",
};
export const biologyTextbook: Reference = {
  title: "Biology 2e",
  publisher: "OpenStax",
  year: 2018,
  url: "https://openstax.org/details/books/biology-2e",
};
export const calculusFunctions: Reference = {
  title: "NIST Digital Library of Mathematical Functions, 1.4 Calculus of One Variable",
  publisher: "NIST",
  year: 2010,
  url: "https://dlmf.nist.gov/1.4",
};
export const calculusTextbook: Reference = {
  title: "Calculus Volume 1",
  publisher: "OpenStax",
  year: 2016,
  url: "https://openstax.org/details/books/calculus-volume-1",
};
export const chemistryTextbook: Reference = {
  title: "Chemistry 2e",
  publisher: "OpenStax",
  year: 2019,
  url: "https://openstax.org/details/books/chemistry-2e",
};
export const chemistryWebBook: Reference = {
  title: "NIST Chemistry WebBook, Standard Reference Database 69",
  publisher: "NIST",
  year: 2023,
  url: "https://webbook.nist.gov/chemistry/",
};
export const codataConstants: Reference = {
  title: "CODATA Internationally Recommended Values of the Fundamental Physical Constants",
  publisher: "NIST",
  year: 2022,
  url: "https://physics.nist.gov/cuu/Constants/",
};
export const crcHandbook: Reference = {
  title: "CRC Handbook of Chemistry and Physics, 97th edition",
  publisher: "CRC Press",
  year: 2016,
  url: "https://hbcp.chemnetbase.com/",
};
export const electricityTextbook: Reference = {
  title: "University Physics Volume 2",
  publisher: "OpenStax",
  year: 2016,
  url: "https://openstax.org/details/books/university-physics-volume-2",
};
export const goldBook: Reference = {
  title: "Compendium of Chemical Terminology (Gold Book)",
  publisher: "IUPAC",
  year: 2019,
  url: "https://goldbook.iupac.org/",
};
export const greenBook: Reference = {
  title: "Quantities, Units and Symbols in Physical Chemistry (Green Book)",
  publisher: "IUPAC",
  year: 2007,
  url: "https://doi.org/10.1039/9781847557889",
};
export const mechanicsTextbook: Reference = {
  title: "University Physics Volume 1",
  publisher: "OpenStax",
  year: 2016,
  url: "https://openstax.org/details/books/university-physics-volume-1",
};
export const microbiologyTextbook: Reference = {
  title: "Microbiology",
  publisher: "OpenStax",
  year: 2016,
  url: "https://openstax.org/details/books/microbiology",
};
export const numberTheoryFunctions: Reference = {
  title: "NIST Digital Library of Mathematical Functions, 27 Functions of Number Theory",
  publisher: "NIST",
  year: 2010,
  url: "https://dlmf.nist.gov/27",
};
export const pythonFunctions: Reference = {
  title: "The Python Standard Library, Built-in Functions",
  publisher: "Python Software Foundation",
  year: 2024,
  url: "https://docs.python.org/3/library/functions.html",
};
export const siBrochure: Reference = {
  title: "The International System of Units (SI Brochure), 9th edition",
  publisher: "BIPM",
  year: 2019,
  url: "https://www.bipm.org/en/publications/si-brochure",
};
