import { sha256 } from "../../schema/canonical.ts";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { work } from "../../src/offline/family.ts";
import type { ReviewSubject, reviewChecks } from "../../src/review/index.ts";
import type { Outcomes } from "./outcomes.ts";
import { subjectOf } from "./subjects.ts";

const problem = work(stoichiometry, "medium", 7);
const good = subjectOf(problem);
const claim = good.claim!;

/** A text without program, as other domains have it. */
const saying = (response: string, prompt = "What follows from it?"): ReviewSubject => ({
  ...good,
  question: { ...good.question, text: prompt },
  text: { prompt, response },
  claim: null,
  program: null,
  derivation: null,
});
const asked = (text: string, answer: string): ReviewSubject => ({
  ...good,
  question: { ...good.question, text },
  claim: { ...claim, answer },
});
const toLearnFrom = (response: string): ReviewSubject => ({
  ...good,
  question: { ...good.question, text: "What are 2 g and 3 g together, in g?" },
  text: { prompt: "What are 2 g and 3 g together, in g?", response },
  claim: { ...claim, answer: "5 g", reasoning: null },
});

const passage = "A mole ratio is the ratio of two coefficients in a balanced equation, such as 3 to 2.";
const evidence = [{ id: "e1", text: passage, sha256: sha256(passage), start: 0, end: passage.length }];
const resting = (text: string): ReviewSubject => ({
  ...good,
  evidence,
  context: { definitions: [{ text, evidence: ["e1"] }], formulas: [], examples: [] },
});
const iban = "DE89 3704 0044 0532 0130 00";

/** The checks of what a text says, apart from the program behind it. */
export const contentTable: Partial<Record<keyof typeof reviewChecks, Outcomes>> = {
  arithmetic: [
    ["worked steps", good, "passed"],
    ["a right product", saying("m = 2.00 mol × 18.015 g/mol = 36.0 g."), "passed"],
    ["a chain", saying("v^2 = 3.1^2 + 2 × (69.593 - 11.681) = 125.43 m^2/s^2"), "passed"],
    ["rounded parts", saying("1/T = 1/300.55 − 8.3145 × 1.105 / 94500 = 0.00323002 K^-1"), "passed"],
    ["another unit of the same size", saying("E = 5.0 kJ × 2 = 10000 J"), "passed"],
    ["a percentage", saying("w = 26.97 mg / 85.47 mg = 31.6 %"), "passed"],
    ["angles", saying("v = 18.1 × cos 26° = 16.268 m/s"), "passed"],
    ["factorials and coefficients", saying("C(18, 4) × 3! = 18360"), "passed"],
    ["LaTeX", saying("So $2 \\times 3 = 6$ and $\\frac{1}{2} + 1 = 1.5$."), "passed"],
    ["a wrong product", saying("m = 2.00 mol × 18.015 g/mol = 38.0 g."), "failed"],
    ["a wrong link of a chain", saying("v^2 = 3.1^2 + 2 × 5 = 19.61 = 5 × 4"), "failed"],
    ["a wrong power of ten", saying("c = 0.5 / 250 = 0.02 mol/L"), "failed"],
    ["a wrong sum behind words", saying("Together that is 12 + 13 = 26 apples."), "failed"],
    ["a wrong power of ten before a full stop", saying("Kb = 1.0e-14 / 6.2e-10 = 2.920e-5."), "failed"],
    ["a wrong conversion", saying("t = 45 min = 0.95 h"), "failed"],
    ["symbols", saying("x + 3 + 4 = 12 and 2x = 5"), null],
    ["a sum that begins with words", saying("The energy - 3 + 5 = 12, and kinetic energy + 2 × 3 = 10."), null],
    ["a sign of its own", saying("The sum is -3 + 5 = 2."), "passed"],
    ["a remainder", saying("17 / 5 = 3 remainder 2, and 15 + 48 = 4 (mod 59)"), null],
    ["words between numbers", saying("Half of 6 + 2 = 5, two thirds of 12 + 3 = 11."), null],
    ["binary numbers", saying("1011 + 1 = 1100"), null],
    ["times of day", saying("10:30 + 45 min = 11:15"), null],
    ["what one thing is worth", saying("1 mol = 18 g, so n = 2"), null],
    ["code", saying("```\n1 + 1 = 3\n```\n`2 + 2 = 5`"), null],
    ["an example of a mistake", toLearnFrom("Add them: 2 g + 3 g = 6 g.\n\nAnswer: 6 g"), null],
    ["a mistake that ends in the right answer", toLearnFrom("Add them: 2 g + 3 g = 6 g.\n\nAnswer: 5 g"), "failed"],
    ["what a learner says", toLearnFrom("Student: 2 g + 3 g = 6 g?\n\nTutor: No, 2 g + 3 g = 5 g."), "passed"],
  ],
  "equation-balance": [
    ["a balanced equation", saying("It burns: C3H8(g) + 5 O2(g) -> 3 CO2(g) + 4 H2O(l)."), "passed"],
    ["charges", saying("MnO4^- + 5 Fe^2+ + 8 H^+ → Mn^2+ + 5 Fe^3+ + 4 H2O"), "passed"],
    ["halves", saying("1/2 O2 + H2 -> H2O"), "passed"],
    ["a half reaction with an electron", saying("Zn -> Zn^2+ + 2 e-"), "passed"],
    ["energy as a product", saying("2 H2 + O2 -> 2 H2O + energy"), "passed"],
    ["too little oxygen", saying("Given C3H8 + 4 O2 -> 3 CO2 + 4 H2O, find it."), "failed"],
    ["in the prompt", saying("So be it.", "According to 2 Fe2O3 + 3 CO -> 2 Fe + 3 CO2, what follows?"), "failed"],
    ["a charge too many", saying("Fe^2+ + Ag^+ -> Fe^3+ + Ag^+"), "failed"],
    ["a subscript lost", saying("4 Al + 3 O2 <=> 2 AlO3 is the equation."), "failed"],
    ["an exercise in balancing", saying("Good.", "Balance the equation H2 + O2 -> H2O."), null],
    ["no equation", saying("Water boils at 100 °C."), null],
    ["arrows between other things", saying("A -> B, then step 1 -> step 2"), "passed"],
  ],
  units: [
    ["the unit asked for", asked("What is the mass in g?", "25.3 g"), "passed"],
    ["the same unit by name", asked("How many grams form?", "25.3 g"), "passed"],
    ["the same unit in another spelling", asked("Find the concentration (mol/L).", "0.5 M"), "passed"],
    ["one of the units of the data", asked("A rod of 3 cm is cut in two. How long is each in m?", "1.5 cm"), "passed"],
    ["another unit of its kind", asked("What is the mass in g?", "0.0253 kg"), "failed"],
    ["another unit of energy", asked("Find the heat in kJ.", "761000 J"), "failed"],
    ["another unit of time", asked("How many minutes does it take?", "3840 s"), "failed"],
    ["a question without unit", asked("How heavy is it?", "25.3 g"), null],
    ["an answer without unit", asked("What is the pH?", "7.00"), null],
    ["no claim", saying("It weighs 25.3 g.", "What is the mass in kg?"), null],
  ],
  figures: [
    ["as many as asked for", asked("Give three significant figures.", "25.3 g"), "passed"],
    ["zeros that may count", asked("Round to 3 significant figures.", "4480 kPa"), "passed"],
    ["too few", asked("Give three significant figures.", "25 g"), "failed"],
    ["too many", asked("Give three significant figures.", "25.314 g"), "failed"],
    ["too few before zeros", asked("Give four significant digits.", "0.0053 mol"), "failed"],
    ["none asked for", asked("Give a whole number.", "25"), null],
    ["two wishes", asked("Three significant figures in g, then four significant figures in kg.", "25.3 g"), null],
    ["a text", asked("Give three significant figures.", "none"), null],
  ],
  support: [
    ["the passage's own words", resting(passage), "passed"],
    ["a paraphrase", resting("The mole ratio compares coefficients of the balanced equation."), "passed"],
    ["another subject", resting("The harbour master closed the northern basin after heavy autumn storms."), "failed"],
    ["a number from nowhere", resting("A mole ratio of two coefficients is 47.5 in a balanced equation."), "failed"],
    [
      "a citation in the text",
      { ...saying("Choirs rehearse beneath restored chapel roofs [evidence: e1]."), evidence },
      "failed",
    ],
    ["nothing cited", good, null],
  ],
  "personal-data": [
    ["a worked problem", good, "passed"],
    ["an address for examples", saying("Write to jane@example.com or root@mail.test."), "passed"],
    ["a sum that looks like a number to call", saying("3 +44 20 7946 0958 and 555-0123"), "passed"],
    ["sixteen digits", saying("The product is 4111111111111112 and 1011 0111 0101 1101."), "passed"],
    ["a registry number", saying("Water has the CAS number 7732-18-5."), "passed"],
    ["an e-mail address", saying("Ask maria.keller@keller-laboratory.net."), "fatal"],
    ["an international number", saying("Call +44 20 7946 0958."), "fatal"],
    ["an American number", saying("Call (212) 736-5000 now."), "fatal"],
    ["a card", saying("Pay with 4111 1111 1111 1111."), "fatal"],
    ["an account", saying(`Send it to ${iban}.`), "fatal"],
    ["an account with another check digit", saying(`Send it to ${iban.replace("89", "88")}.`), "passed"],
    ["a social security number", saying("His social security number 219-09-9999 was used."), "fatal"],
    ["what may be one", saying("The number 219-09-9999 was used."), "unchecked"],
    ["a Spanish identity number", saying("DNI 12345678Z"), "fatal"],
    ["in a rejected response", { ...good, text: { ...good.text, others: ["Call +44 20 7946 0958."] } }, "fatal"],
  ],
  toxicity: [
    ["a worked problem", good, "passed"],
    [
      "words that only sound so",
      saying("The reaction dies out. Kill the process; the disease is a parasite."),
      "passed",
    ],
    ["history", saying("The regime murdered millions of people, among them many Jews."), "passed"],
    ["an insult", saying("Only an idiot asks. You stupid moron."), "fatal"],
    ["incitement", saying("Just kill yourself."), "fatal"],
    ["a threat", saying("I will kill you."), "fatal"],
    ["contempt for a group", saying("Immigrants are vermin."), "fatal"],
    ["contempt that is told of", saying("The pamphlet claims that immigrants are vermin."), "unchecked"],
  ],
};
