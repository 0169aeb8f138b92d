import type { z } from "zod";
import type { agents } from "../../agents/index.ts";
import type { Config } from "../../schema/config.ts";
import { AssayError } from "../../schema/error.ts";
import { type Clarification, type DifficultyMix, maxCount, mixedDifficulty, type Spec } from "../../schema/request.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";

type Reading = z.infer<typeof agents.interpret.output>;

const fallback = { trainingType: "sft", count: 100, domain: "mathematics", language: "en" };

/** A request in words, or one clear line about what is wrong with it. */
export function checkRequest(request: string): string {
  const text = request.trim();
  if (text === "") {
    throw new AssayError("config/request", "The request is empty.", {
      hint: 'Say what you want, e.g. "Generate 100 GRPO examples for chemistry reasoning problems".',
    });
  }
  if (text.length > 10_000) {
    throw new AssayError("config/request", `The request has ${text.length} characters; at most 10000 are read.`, {
      hint: "Shorten it.",
    });
  }
  return text;
}

/**
 * Joins what the request says with what the configuration says (which wins), and turns what is still open into questions
 * with the answer that is assumed when nobody gives one.
 */
export function settleSpec(
  request: string,
  reading: Reading,
  config: Config,
  trainingTypes: Record<string, AnyTrainingType>,
): { spec: Spec; clarifications: Clarification[] } {
  const clarifications: Clarification[] = [];
  const assumptions: string[] = [];
  const names = Object.keys(trainingTypes);
  const trainingType = config.type ?? typeRead(request, reading, names);
  if (trainingType) checkType(trainingType, trainingTypes);
  if (!trainingType) {
    const question = "Which training type?";
    clarifications.push({ field: "trainingType", question, choices: names, assumed: fallback.trainingType });
    assumptions.push(`The request names no training type; ${fallback.trainingType} is assumed.`);
  }
  const count = config.count ?? reading.count;
  if (count !== null) {
    checkCount(count);
    if (config.count === undefined && !numbersIn(request).has(count)) {
      assumptions.push(`The count is read as ${count}, a number that the request does not name.`);
    }
  } else {
    clarifications.push({ field: "count", question: "How many rows?", choices: [], assumed: String(fallback.count) });
    assumptions.push(`The request names no count; ${fallback.count} is assumed.`);
  }
  const domain = config.domain ?? reading.domain;
  if (!domain) {
    clarifications.push({ field: "domain", question: "Which domain?", choices: [], assumed: fallback.domain });
    assumptions.push(`The request names no domain; ${fallback.domain} is assumed.`);
  }
  const difficulty = mixOf(config.difficulty) ?? (reading.difficulty && normalise(reading.difficulty));
  if (!difficulty) assumptions.push("Difficulty: 30 % easy, 40 % medium, 30 % hard.");
  if (!reading.language) assumptions.push("Language: English.");
  assumptions.push(...(reading.leftOut ?? []));
  const spec: Spec = {
    request,
    trainingType: (trainingType ?? fallback.trainingType).toLowerCase(),
    count: count ?? fallback.count,
    domain: (domain ?? fallback.domain).toLowerCase(),
    subTopics: config.domain && config.domain !== reading.domain ? [] : reading.subTopics,
    difficulty: difficulty ?? mixedDifficulty,
    language: reading.language ?? fallback.language,
    constraints: reading.constraints,
    assumptions,
  };
  return { spec, clarifications };
}

/** Takes answers in; an unanswered question keeps its assumption, an answered one loses it. */
export function applyAnswers(
  spec: Spec,
  clarifications: readonly Clarification[],
  answers: Partial<Record<Clarification["field"], string>>,
  trainingTypes: Record<string, AnyTrainingType>,
): Spec {
  const changed: Spec = { ...spec, assumptions: [...spec.assumptions] };
  for (const { field, assumed } of clarifications) {
    const answer = answers[field]?.trim();
    if (!answer || answer === assumed) continue;
    if (field === "count") changed.count = checkCount(Number(answer));
    else if (field === "domain") changed.domain = answer.toLowerCase();
    else if (field === "language") changed.language = answer;
    else if (field === "trainingType") {
      changed.trainingType = checkType(answer, trainingTypes);
    }
    changed.assumptions = changed.assumptions.filter((line) => !line.includes(`; ${assumed} is assumed`));
  }
  return changed;
}

/** The type the model read. One that is neither known nor in the request is the model's invention, not the user's wish. */
function typeRead(request: string, reading: Reading, names: readonly string[]): string | null {
  const read = reading.trainingType?.trim().toLowerCase() ?? null;
  return read !== null && (names.includes(read) || request.toLowerCase().includes(read)) ? read : null;
}

/** Small numbers as they are written in requests, beside digits. */
const numberWords = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
};

/** The whole numbers that stand in a request: `1,000`, `1 000`, `2.5k` and `ten` as well as `1000`. */
function numbersIn(request: string): Set<number> {
  const found = new Set<number>();
  for (const [, digits, thousand] of request.matchAll(
    /(\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?)\s?(k\b|thousand\b)?/gi,
  )) {
    const plain = Number(digits!.replace(/[,.\s](?=\d{3}(?!\d))/g, ""));
    found.add(Math.round(plain * (thousand ? 1_000 : 1)));
  }
  for (const [word, value] of Object.entries(numberWords)) {
    if (new RegExp(`\\b${word}\\b`, "i").test(request)) found.add(value);
  }
  return found;
}

/** The name of a training type in lower case; unknown ones are an error that names what there is. */
export function checkType(name: string, trainingTypes: Record<string, AnyTrainingType>): string {
  if (Object.hasOwn(trainingTypes, name.toLowerCase())) return name.toLowerCase();
  throw new AssayError("config/type", `"${name}" is not a training type of this version.`, {
    hint: `Types: ${Object.keys(trainingTypes).join(", ")}.`,
  });
}

function checkCount(count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= maxCount) return count;
  throw new AssayError("config/count", `The count must be a whole number from 1 to ${maxCount}; got ${count}.`, {
    hint: 'Say e.g. "100 examples", or pass --count 100.',
  });
}

function mixOf(difficulty: Config["difficulty"]): DifficultyMix | undefined {
  if (difficulty === undefined) return undefined;
  if (difficulty === "mixed") return mixedDifficulty;
  return { easy: 0, medium: 0, hard: 0, [difficulty]: 1 };
}

function normalise(mix: DifficultyMix): DifficultyMix {
  const sum = mix.easy + mix.medium + mix.hard;
  return sum <= 0 ? mixedDifficulty : { easy: mix.easy / sum, medium: mix.medium / sum, hard: mix.hard / sum };
}
