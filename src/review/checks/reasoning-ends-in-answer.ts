import { type FoundQuantity, findQuantities, parseQuantity, readAnswer } from "../../../schema/quantity.ts";
import { agreeing } from "../agreement.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "reasoning-ends-in-answer";
const { passed, failed } = findings(name);

const roundingBehind =
  /^[\s-]*(?:significant|sig\b|s\.?f\b|decimal|d\.?p\b|figures?\b|digits?\b|places?\b|percent sign|\(?s\.f)/i;
const labelBefore = /(?:\b(?:step|equation|eq\.?|part|case|figure|table|problem|question|mod(?:ulo)?)|#)\s*\(?$/i;
const yearBefore = /\b(?:in|since|of|year|from|until)\s+$/i;

/** The numbers of one line that may be its result: no rounding instructions, labels, list numbers, years or moduli. */
function results(line: string): { plain: string; found: FoundQuantity[] } {
  const { plain, found } = findQuantities(line);
  return {
    plain,
    found: found.filter((quantity) => {
      const [before, after] = [plain.slice(0, quantity.start), plain.slice(quantity.end)];
      if (roundingBehind.test(after) || labelBefore.test(before)) return false;
      if (/^\s*$/.test(before) && /^[.):]\s+\D/.test(after) && quantity.integer) return false;
      const year = quantity.integer && quantity.value >= 1700 && quantity.value <= 2100 && quantity.unit === "";
      return !(year && yearBefore.test(before));
    }),
  };
}

/** Behind a number, that it is the first term of a calculation whose outcome follows: `is 371 + 164 = 535`. */
const operandBefore = /^[\s)]*[-+−–×·*/÷^][\s(]*[-−+]?\d[^=≈→]*[=≈→]/;

/** Where a line says its result: the last number, and the first one behind each sign or word of equality. */
function stated(line: string): { plain: string; candidates: FoundQuantity[] } {
  const { plain, found } = results(line);
  const signs = [
    ...plain.matchAll(
      /[=≈≡:→]|\b(?:is|are|be|was|equals?|gives?|yields?|about|approximately|obtain|get|so|therefore|thus|to)\b/gi,
    ),
  ];
  const last = signs.slice(-6).map((sign) => found.find((quantity) => quantity.start >= sign.index));
  const said = [found.at(-1), ...last].filter((quantity) => quantity !== undefined);
  const candidates = [...new Set(said)].filter(({ end }) => !operandBefore.test(plain.slice(end)));
  return { plain, candidates };
}

const write = (quantity: FoundQuantity, plain: string): string => plain.slice(quantity.start, quantity.end).trim();
const letters = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*`_$\\.]+/g, "");

export const reasoningEndsInAnswer: ReviewCheck = {
  name,
  description: "The reasoning's last step states the claimed answer.",
  run({ claim, question }) {
    if (claim?.reasoning == null) return null;
    const done = passed("The reasoning ends in the claimed answer.");
    const claimed = brief(claim.answer, 40);
    const line = readAnswer(claim.reasoning);
    if (line !== null && agreeing(question.text, claim.answer, line).verdict === "equal") return done;
    if (line !== null && parseQuantity(line) !== null) {
      return failed(`The reasoning ends in ${brief(line, 40)}, the claimed answer is ${claimed}.`);
    }
    const lines = claim.reasoning.split("\n").filter((text) => /[\p{L}\p{N}]/u.test(text));
    const answer = parseQuantity(claim.answer);
    if (answer === null) return endsInText(lines.slice(-3).join("\n"), claim.answer) ? done : failed(notText(claimed));
    for (const text of lines.slice(-3).reverse()) {
      const { plain, candidates } = stated(text);
      if (candidates.length === 0) continue;
      const agreed = candidates.filter((quantity) => {
        if (agree(question.text, claim.answer, write(quantity, plain))) return true;
        // `… = 25.3` for 25.3 g, and `12 ways` for 12: the unit may be left to the reader, it may not be another one.
        const bare = quantity.unit === "" || answer.unit === "";
        return bare && agree(question.text, answer.written, quantity.written);
      });
      const overruled = overruling(plain, candidates, agreed, answer.unit);
      if (agreed.length > 0 && !overruled) return done;
      return failed(
        `The reasoning ends in ${brief(write(overruled ?? candidates[0]!, plain), 40)}, the claimed answer is ${claimed}.`,
      );
    }
    return failed(`The reasoning's last steps state no number; end with the answer, ${claimed}.`);
  },
};

const rewriting = /(?:\brounds?(?:ed)?(?: off)? to|\bthat is|\bi\.\s?e\.|≈|≃)[\s,:]*$/i;

/**
 * A later number in the answer's own unit that says another thing than the number that agrees: `94444 J/mol, that is
 * 222.8 kJ/mol`, `245.286 g/mol, which rounds to 512.7 g/mol`. Undefined where there is none.
 */
function overruling(
  plain: string,
  candidates: readonly FoundQuantity[],
  agreed: readonly FoundQuantity[],
  unit: string,
): FoundQuantity | undefined {
  const last = [...candidates].sort((a, b) => a.start - b.start).findLast((quantity) => quantity.unit === unit);
  if (last === undefined || agreed.length === 0 || agreed.some((quantity) => quantity.start >= last.start))
    return undefined;
  const converted = unit !== "" && agreed.every((quantity) => quantity.unit !== "" && quantity.unit !== unit);
  return converted || rewriting.test(plain.slice(0, last.start)) ? last : undefined;
}

/** Either may be the rounder one. */
const agree = (question: string, claimed: string, said: string): boolean =>
  agreeing(question, claimed, said).verdict === "equal" || agreeing(question, said, claimed).verdict === "equal";

/** Text answers: the end says the text, or at least every number in it. */
function endsInText(end: string, answer: string): boolean {
  if (letters(answer) !== "" && letters(end).includes(letters(answer))) return true;
  const [wanted, said] = [findQuantities(answer).found, findQuantities(end).found];
  return wanted.length > 0 && wanted.every((quantity) => said.some((other) => other.value === quantity.value));
}

const notText = (claimed: string): string => `The reasoning does not end in the claimed answer, ${claimed}.`;
