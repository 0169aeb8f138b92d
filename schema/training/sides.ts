import { agreeing } from "../agreement.ts";
import { parseQuantity, readAnswer } from "../quantity.ts";
import type { Check } from "../review.ts";
import { check, type Facts } from "./define.ts";

/**
 * How a written solution stands to the executed answer. `silent`: it ends in no line `Answer: …`; `open`: nothing was
 * executed, or the two cannot be told apart with certainty, which proves neither.
 */
export type Standing = "right" | "wrong" | "silent" | "open";

export function standing(text: string, facts: Facts): Standing {
  const printed = facts.execution?.printed ?? null;
  const stated = readAnswer(text);
  if (printed === null) return "open";
  if (stated === null) return "silent";
  if (agreeing(facts.question, stated, printed).verdict === "equal") return "right";
  return provedDifferent(facts.question, stated, printed) ? "wrong" : "open";
}

/** Different for certain: both can be read, and where one lacks its unit the bare numbers differ too. */
function provedDifferent(question: string, stated: string, printed: string): boolean {
  if (agreeing(question, stated, printed).verdict !== "different") return false;
  const [a, b] = [parseQuantity(stated), parseQuantity(printed)];
  if (a === null || b === null) return a === null && b === null;
  if (a.unit !== "" && b.unit !== "") return true;
  return agreeing(question, a.written, b.written).verdict === "different";
}

/** The side must end in the executed answer. Nothing to say where nothing is to be executed. */
export function provedRight(name: string, text: string, facts: Facts | null): Check[] {
  if (facts?.execution == null) return [];
  const found = standing(text, facts);
  if (found === "open") return [{ name, status: "unchecked", reason: unknown, fatal: false }];
  const reasons = {
    right: "it ends in the executed answer",
    wrong: `it ends in ${readAnswer(text)}, the program prints ${facts.execution.printed}`,
    silent: "it does not end in a line `Answer: <number> <unit>`",
  };
  return [check(name, found === "right", reasons[found], found === "wrong")];
}

/** The side must end in another answer than the executed one. */
export function provedWrong(name: string, text: string, facts: Facts | null): Check[] {
  if (facts?.execution == null) return [];
  const found = standing(text, facts);
  if (found === "open") return [{ name, status: "unchecked", reason: unknown, fatal: false }];
  const reasons = {
    right: `it ends in ${readAnswer(text)}, which is the right answer`,
    wrong: "it ends in another answer than the executed one",
    silent: "it does not end in a line `Answer: <number> <unit>`, so it is not proved wrong",
  };
  return [check(name, found === "wrong", reasons[found], found === "right")];
}

const unknown = "the answer it states could not be compared with an executed one";

const announcement =
  /\b(?:intentional|deliberate)(?:ly)?\b|\bon purpose\b|\b(?:this|the following) (?:response|answer|solution|attempt|completion) is (?:wrong|incorrect|flawed|worse|rejected)\b|\bmisconception\b|\b(?:rejected|undesirable|dispreferred) (?:response|answer|completion)\b/i;

/** A side that is worse must not say so of itself, or the trainer learns the announcement. */
export function unannounced(name: string, text: string): Check {
  const said = announcement.exec(text)?.[0];
  return check(name, said === undefined, said === undefined ? "it does not announce its fault" : `it says “${said}”`);
}

/** What holds of every pair, whoever wrote it: two answers, of comparable size, the better one right, the other wrong. */
export function pairChecks(better: string, worse: string, facts: Facts | null): Check[] {
  const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
  const [first, second] = [readAnswer(better), readAnswer(worse)];
  const same = first !== null && second !== null && agreeing(facts?.question ?? "", second, first).verdict === "equal";
  const ratio = worse.trim().length / Math.max(1, better.trim().length);
  return [
    check("distinct", plain(better) !== plain(worse), "the two sides are different texts", true),
    check("answers-differ", !same, same ? `both sides end in ${first}` : "the two sides do not end in the same answer"),
    check(
      "comparable",
      ratio >= 0.15 && ratio <= 6,
      `the worse side has ${Math.round(ratio * 100)} % of the better one's length; length alone must not tell them apart`,
    ),
    unannounced("unannounced", worse),
    ...provedRight("better-is-right", better, facts),
    ...provedWrong("worse-is-wrong", worse, facts),
  ];
}
