import { describe, expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import { molarMasses } from "../../src/offline/families/chemistry/molar-mass.ts";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { quadraticEquations } from "../../src/offline/families/mathematics/quadratic-equations.ts";
import { work } from "../../src/offline/family.ts";
import { type ReviewSubject, reviewChecks, runChecks } from "../../src/review/index.ts";
import { contentTable } from "./content-table.ts";
import { describeChecks, type Outcomes } from "./outcomes.ts";
import { ran, subjectOf } from "./subjects.ts";

type Name = keyof typeof reviewChecks;

const problem = work(stoichiometry, "medium", 7);
const good = subjectOf(problem);
const program = good.program!;
const claim = good.claim!;
const wrong = problem.misconceptions[0]!;
const value = problem.answer.value;

const passage = { id: "e1", text: "A mole is an amount.", sha256: sha256("A mole is an amount."), start: 10, end: 30 };
const cited: ReviewSubject = {
  ...good,
  evidence: [passage],
  context: { definitions: [{ text: "A mole is an amount.", evidence: ["e1"] }], formulas: [], examples: [] },
};

/** A response, and so a reasoning, in place of the good one. */
const saying = (response: string): ReviewSubject => ({ ...good, text: { ...good.text, response } });
/** A dialogue whose earlier turns are whole, with a last one. */
const talk = (last: string): ReviewSubject =>
  saying(
    `Student: I found 486 kPa for the oxygen. Who is right?\n\nTutor: Let us look at the fractions together.\n\nTutor: ${last}`,
  );
const asking = (prompt: string): ReviewSubject => ({ ...good, text: { ...good.text, prompt } });
const reasoning = (text: string, answer = claim.answer): ReviewSubject => ({
  ...good,
  claim: { ...claim, reasoning: text, answer },
});
const coding = (code: string, changes: Parameters<typeof ran>[2] = {}): ReviewSubject => ({
  ...good,
  claim: { ...claim, program: code },
  program: ran(code, program.stdout, changes),
});
const constant = Array.from({ length: 3 }, () => ({ status: "ok" as const, stdout: program.stdout }));
const one = [{ status: "ok" as const, stdout: "Answer: 1" }];
const two = [{ status: "ok" as const, stdout: "Answer: 2" }];
const inLanguage = (language: string, response: string): ReviewSubject => ({
  ...saying(response),
  question: { ...good.question, language },
});
const leaky = (prompt: string, answer: string): ReviewSubject => ({
  ...asking(prompt),
  claim: { ...claim, answer, program: "print('Answer: 1')" },
});

const german =
  "Die molare Masse von Wasser ist bekannt und daraus ergibt sich mit der Masse auch die Menge des Stoffes, die für die " +
  "Reaktion nicht verbraucht wird und im Kolben bleibt.";
const english =
  "The molar mass of water is known, and from it and the mass follows the amount of the substance that is not used up " +
  "in the reaction and stays in the flask.";
const loop = "so the mass is found from the amount, ";

/** Subject, status and fatality that each check must give; `null` where it does not apply. */
const table: Partial<Record<Name, Outcomes>> = {
  executes: [
    ["a program that ends", good, "passed"],
    [
      "an error",
      { ...good, program: ran("", "", { status: "error", exitCode: 1, stderr: "Traceback\nZeroDivisionError: x\n" }) },
      "failed",
    ],
    ["a timeout", { ...good, program: ran("", "", { status: "timeout", exitCode: null }) }, "failed"],
    ["too much memory", { ...good, program: ran("", "", { status: "memory", exitCode: null }) }, "failed"],
    ["a sandbox that failed", { ...good, program: ran("", "", { status: "infra", exitCode: null }) }, "unchecked"],
    ["a program not run", { ...good, program: null }, "unchecked"],
    ["no claim", { ...good, claim: null, program: null }, null],
  ],
  "answer-agrees": [
    ["the right answer", good, "passed"],
    ["another unit of the same size", { ...good, program: ran("", `Answer: ${value / 1000} kg`) }, "passed"],
    ["another number", { ...good, claim: { ...claim, answer: wrong.answer } }, "failed"],
    ["another unit", { ...good, program: ran("", `Answer: ${value} mol`) }, "failed"],
    ["no unit printed", { ...good, program: ran("", `Answer: ${value}`) }, "failed"],
    ["no answer line", { ...good, program: ran("", `${value} g`) }, "failed"],
    ["not a number", { ...good, program: ran("", "Answer: nan g") }, "failed"],
    ["a sandbox that failed", { ...good, program: ran("", "", { status: "infra" }) }, "unchecked"],
    ["a program that broke off", { ...good, program: ran("", "", { status: "error" }) }, null],
    ["no claim", { ...good, claim: null, program: null }, null],
  ],
  "independent-derivation": [
    ["the same answer", good, "passed"],
    [
      "a stated answer without program",
      { ...good, derivation: { answer: problem.answer.text, result: null } },
      "passed",
    ],
    [
      "another answer by its program",
      { ...good, derivation: { answer: problem.answer.text, result: ran("", `Answer: ${wrong.answer}`) } },
      "failed",
    ],
    ["another stated answer", { ...good, derivation: { answer: wrong.answer, result: null } }, "failed"],
    ["another unit", { ...good, derivation: { answer: `${value} mol`, result: null } }, "failed"],
    ["none", { ...good, derivation: null }, "unchecked"],
    [
      "a sandbox that failed on it",
      { ...good, derivation: { answer: "", result: ran("", "", { status: "infra" }) } },
      "unchecked",
    ],
    [
      "a broken derivation",
      { ...good, derivation: { answer: "", result: ran("", "", { status: "error" }) } },
      "unchecked",
    ],
    ["an incomparable answer", { ...good, derivation: { answer: "nan", result: null } }, "unchecked"],
    ["an empty answer", { ...good, derivation: { answer: " ", result: null } }, "unchecked"],
    ["no program's answer", { ...good, program: ran("", "", { status: "infra" }) }, "unchecked"],
    ["no claim", { ...good, claim: null }, null],
  ],
  computes: [
    ["variants that differ", good, "passed"],
    [
      "variants that break",
      coding(claim.program, { perturbed: [{ status: "timeout", stdout: "" }, ...constant] }),
      "passed",
    ],
    ["the same print in every variant", coding(claim.program, { perturbed: constant }), "fatal"],
    ["the answer as text", coding(`print("${program.stdout.trim()}")`, { perturbed: [] }), "fatal"],
    ["the answer as text, rounded", coding(`x = 1\nprint('Answer: ${problem.answer.text}')`), "fatal"],
    ["a constant behind except", coding('try:\n    x = 1 / 0\nexcept Exception:\n    print("Answer: 3 g")'), "fatal"],
    ["standard input", coding("x = float(input())\nprint(f'Answer: {x} g')"), "fatal"],
    ["sys.stdin", coding("import sys\nx = sys.stdin.read()\nprint(f'Answer: {len(x)} g')"), "fatal"],
    ["a file", coding("x = open('prompt.txt').read()\nprint(f'Answer: {len(x)} g')"), "fatal"],
    ["the environment", coding("import os\nx = os.environ['ANSWER']\nprint(f'Answer: {x} g')"), "fatal"],
    [
      "the answer cut out of a text",
      coding(`text = "The answer is ${problem.answer.text}."\nprint("Answer:", text.split("is ")[1])`, {
        stdout: `Answer: ${problem.answer.text}.`,
        perturbed: [{ status: "ok", stdout: `Answer: ${problem.answer.text}.` }],
      }),
      "fatal",
    ],
    ["such words in a comment", coding(`# input( and open( are not used\n${claim.program}`), "passed"],
    ["data that are no numbers", coding('s = "ATGC"\nprint(f"Answer: {len(s)}")', { perturbed: constant }), "passed"],
    [
      "the answer as a literal in the print",
      coding('print(f"Answer: {36.03:.6g} g")', { perturbed: constant }),
      "fatal",
    ],
    [
      "the answer 1 as a literal",
      coding("x = 1\nprint(f'Answer: {x}')", { stdout: "Answer: 1", perturbed: one }),
      "fatal",
    ],
    [
      "text data with counters",
      coding('n = 0\nfor c in "ATGC"[2:]: n += 1\nprint(f"Answer: {n}")', { stdout: "Answer: 2", perturbed: two }),
      "passed",
    ],
    [
      "variants that the sandbox lost",
      coding(claim.program, { perturbed: [{ status: "infra", stdout: "" }] }),
      "unchecked",
    ],
    ["a sandbox that failed", { ...good, program: ran("", "", { status: "infra" }) }, "unchecked"],
    ["a run without variants", coding(claim.program, { perturbed: [] }), null],
    ["no claim", { ...good, claim: null }, null],
  ],
  "answer-leak": [
    ["a clean question", good, "passed"],
    ["the answer behind the question", asking(`${problem.prompt} Answer: ${problem.answer.text}`), "fatal"],
    ["the result in a hint", leaky("What is 7 + 5? Hint: the result is 12.", "12"), "fatal"],
    [
      "a concentration of a solution",
      leaky("The solution is 0.5 mol/L. How many moles are in 2.0 L?", "1.0 mol"),
      "passed",
    ],
    ["the answer in a sentence", asking(`Show that the answer is ${problem.answer.text}. ${problem.prompt}`), "fatal"],
    ["the number with its unit", leaky("Show that 25.3 g of CO2 form from propane.", "25.3 g"), "fatal"],
    ["the number in another unit of its kind", leaky("Show that 0.0253 kg of CO2 form.", "25.3 g"), "fatal"],
    ["the bare number", leaky("The expected number is 25.3, work out the mass.", "25.3 g"), "fatal"],
    ["a text answer", leaky("Which acid is it? The answer is H2SO4.", "H2SO4"), "fatal"],
    ["instructions for the answer line", leaky("Find x. End with `Answer: <number> <unit>`.", "25.3 g"), "passed"],
    [
      "a small whole number among the data",
      leaky("A 3-4-5 triangle has sides 3 m and 4 m; find the third.", "5 m"),
      "passed",
    ],
    ["a small whole number that is the answer", leaky("A rod is 5 m long. Its double minus 5 m?", "5 m"), "passed"],
    ["a member of a list of data", leaky("Find the median of 12.4, 13.5, 17.2 and 19.9 cm.", "13.5 cm"), "passed"],
    ["the number in another kind of unit", leaky("At 25.3 °C a sample of iron is heated.", "25.3 g"), "passed"],
    [
      "a datum that the program uses",
      {
        ...asking(`What mass goes with 25.3 g?`),
        claim: { ...claim, answer: "25.3 g", program: "m = 25.3\nprint(f'Answer: {m} g')" },
      },
      "passed",
    ],
    ["no claim", { ...good, claim: null }, null],
  ],
  "reasoning-ends-in-answer": [
    ["worked steps", good, "passed"],
    ["an answer line", reasoning(`Some work.\n\nAnswer: ${problem.answer.text}`), "passed"],
    ["rounding behind the number", reasoning("So m = 25.3 g to 3 significant figures.", "25.3 g"), "passed"],
    ["rounding in parentheses", reasoning("So m = 25.31 g ≈ 25.3 g (3 s.f.).", "25.3 g"), "passed"],
    [
      "a formula behind the number",
      reasoning("The mass is 25.3 g of C3H8 made from 2 H2O in 2019.", "25.3 g"),
      "passed",
    ],
    ["a modulus behind the number", reasoning("Hence the remainder is 5 (mod 7).", "5"), "passed"],
    ["LaTeX", reasoning("Therefore $c = 1.0 \\times 10^{-7}\\ \\text{mol/L}$.", "1.0e-7 mol/L"), "passed"],
    ["the unit left out", reasoning("Step 3: 5.06 × 5 = 25.3", "25.3 g"), "passed"],
    [
      "a closing remark without number",
      reasoning("The mass is 25.3 g.\nThis is what was asked for.", "25.3 g"),
      "passed",
    ],
    ["a text answer", reasoning("The limiting reagent is **H2**.", "H2"), "passed"],
    ["several numbers as text", reasoning("Hence x is 3 and y is 4.", "x = 3, y = 4"), "passed"],
    ["another number", reasoning("So the mass is 26.9 g.", "25.3 g"), "failed"],
    ["the answer of a misconception", reasoning(wrong.steps.join("\n")), "failed"],
    ["another answer line", reasoning("So the mass is 25.3 g.\nAnswer: 26.9 g", "25.3 g"), "failed"],
    ["another unit", reasoning("So the mass is 25.3 kg.", "25.3 g"), "failed"],
    ["a rounding to another number", reasoning("The mass is 25.31 g, which rounds to 52.7 g.", "25.3 g"), "failed"],
    ["a conversion to another number", reasoning("E = 94444 J, that is 222.8 kJ.", "94.4 kJ"), "failed"],
    ["a conversion", reasoning("E = 94444 J, that is 94.4 kJ.", "94.4 kJ"), "passed"],
    ["a term of the last sum", reasoning("The heat is 371.07 + 163.49 = 535 kJ.", "371 kJ"), "failed"],
    ["the outcome of the last sum", reasoning("The heat is 371.07 + 163.49 = 535 kJ.", "535 kJ"), "passed"],
    ["a step number only", reasoning("Step 4: and so on.", "4.00 g"), "failed"],
    ["no number", reasoning("And so the mass follows.", "25.3 g"), "failed"],
    ["another text", reasoning("The limiting reagent is O2.", "H2"), "failed"],
    ["no claim", { ...good, claim: null }, null],
  ],
  format: [
    ["clean text", good, "passed"],
    [
      "sets and LaTeX braces",
      saying("Let A = {red, blue} and S = {heads}, x_{max} = \\text{mol} and 2^{14}."),
      "passed",
    ],
    ["braces in code", saying('Use `print(f"{mass}")`:\n```python\nprint(f"{mass}")\n```'), "passed"],
    ["a double brace", saying("The mass is {{mass}} g."), "failed"],
    ["a name with an underscore", asking("Context: {sub_topic}. What is it?"), "failed"],
    ["a refusal by a tutor", saying("Student: And now?\n\nTutor: I cannot answer this question."), "failed"],
    ["a dollar brace", saying(`The mass is ${"$"}{mass} g.`), "failed"],
    ["a single brace", asking("What is the mass of {substance}?"), "failed"],
    ["a refusal", saying("I'm sorry, but I can't help with that."), "failed"],
    ["a model speaking of itself", saying("As an AI language model, I compute 3 g."), "failed"],
    ["an open fence", saying("Run this:\n```python\nprint(1)"), "failed"],
    ["a sentence cut at a word", saying("The mass follows from the amount. Therefore the"), "failed"],
    [
      "a sentence cut inside a word",
      saying("The amount is known. So the mass of the gas in the flask must be propor"),
      "failed",
    ],
    [
      "a last turn cut behind its first sentence",
      talk("The mistake is this one: a condition was ignored. Only some fractions"),
      "failed",
    ],
    ["a last turn that ends", talk("The condition was ignored. Only some fractions count."), "passed"],
    ["a last turn that ends in a name", talk("The answer: Carbon dioxide"), "passed"],
    ["a numbered step cut short", talk("Here is how.\n3. The brakes take up"), "failed"],
    ["a chat marker", saying("Done.<|im_end|>"), "failed"],
    ["a zero-width space", saying("The mass\u200b is 3 g."), "failed"],
    ["a bidirectional override", asking("What is \u202e3 g\u202c?"), "failed"],
    ["lines without text", saying("\n \n---\n"), "failed"],
    ["an empty question", asking("  "), "failed"],
  ],
  language: [
    ["English", inLanguage("en", english), "passed"],
    ["English by name", inLanguage("English", english), "passed"],
    ["German wanted", inLanguage("de", german), "passed"],
    ["Chinese wanted", inLanguage("zh", "水的摩尔质量是18.015克每摩尔,因此质量等于物质的量乘以摩尔质量。"), "passed"],
    ["formulas only", inLanguage("en", "n = 3 mol, m = 54 g"), "passed"],
    ["a language without profile", inLanguage("pl", english), "passed"],
    ["German for English", inLanguage("en", german), "failed"],
    ["English for German", inLanguage("de", english), "failed"],
    ["a German paragraph in English", inLanguage("en", `${english}\n\n${german}\n\n${english}`), "failed"],
    ["English for Chinese", inLanguage("zh", english), "failed"],
    [
      "Russian for English",
      inLanguage("en", "Молярная масса воды известна, поэтому масса вычисляется просто."),
      "failed",
    ],
  ],
  citations: [
    ["unchanged passages", cited, "passed"],
    ["a citation in the text", { ...cited, text: { ...cited.text, response: "A mole [evidence:e1]." } }, "passed"],
    ["a changed passage", { ...cited, evidence: [{ ...passage, text: "A mole is an animal." }] }, "fatal"],
    ["a wrong span", { ...cited, evidence: [{ ...passage, end: 31 }] }, "fatal"],
    [
      "a statement without passage",
      { ...cited, context: { definitions: [{ text: "x", evidence: [] }], formulas: [], examples: [] } },
      "failed",
    ],
    [
      "a statement with an invented passage",
      { ...cited, context: { definitions: [], formulas: [{ text: "x", evidence: ["e9"] }], examples: [] } },
      "failed",
    ],
    ["an invented citation", { ...cited, text: { ...cited.text, response: "A mole [evidence: e1, e9]." } }, "failed"],
    ["a citation without evidence", saying("A mole [evidence:e1]."), "failed"],
    ["nothing to cite", good, null],
  ],
  repetition: [
    ["worked steps", good, "passed"],
    [
      "a long sum",
      saying(`Add them: ${"0 + ".repeat(40)}0 = 0, and 1010101010 is ${"10".repeat(40)} in binary.`),
      "passed",
    ],
    ["a sequence of bases", saying(`The strand ${"AT".repeat(60)} has 120 bases.`), "passed"],
    ["a table", saying(`| a | b |\n${"| --- | --- |\n".repeat(3)}${"-".repeat(90)}`), "passed"],
    ["a repeated line", saying(`${"The mass is found from the amount.\n".repeat(5)}Done.`), "failed"],
    [
      "a repeated numbered step",
      saying(Array.from({ length: 5 }, (_, i) => `Step ${i}: Multiply by the molar mass again.`).join("\n")),
      "failed",
    ],
    ["a repeated phrase", saying(`First ${loop.repeat(6)}`), "failed"],
    ["a stammer", saying(`The mass is ${"very ".repeat(30)}large.`), "failed"],
    ["a loop without spaces", saying("质量等于物质的量".repeat(12)), "failed"],
  ],
};

describeChecks(table);

describe("runChecks", () => {
  test("the registry's keys are the checks' names, and every check has its table", () => {
    for (const [key, check] of Object.entries(reviewChecks)) expect(check.name).toBe(key);
    expect(Object.keys({ ...table, ...contentTable }).sort()).toEqual(Object.keys(reviewChecks).sort());
  });

  test("every finding of a good row is passed", () => {
    const findings = [molarMasses, stoichiometry, quadraticEquations].flatMap((family) =>
      runChecks(subjectOf(work(family as never, "hard", 3))),
    );
    expect(findings.filter((finding) => finding.status !== "passed")).toEqual([]);
    expect(findings.length).toBeGreaterThanOrEqual(39);
  });

  test("a row without claim is judged by its text alone", () => {
    const findings = runChecks({ ...good, claim: null, program: null, derivation: null });
    expect(findings.map((finding) => finding.name)).toEqual([
      "arithmetic",
      "equation-balance",
      "format",
      "language",
      "repetition",
      "personal-data",
      "toxicity",
    ]);
  });

  test("a sandbox that failed fails nothing", () => {
    const findings = runChecks({ ...good, program: ran("", "", { status: "infra" }), derivation: null });
    expect(findings.filter((finding) => finding.status === "failed")).toEqual([]);
    expect(findings.filter((finding) => finding.status === "unchecked").length).toBe(4);
  });
});
