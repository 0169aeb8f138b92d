import type { z } from "zod";
import type { interpret } from "../../agents/orchestrator.ts";
import type { Catalogue } from "./catalogue.ts";

type Input = z.infer<typeof interpret.input>;
type Output = z.infer<typeof interpret.output>;

const numberWords: Record<string, number> = {
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
  twelve: 12,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  thousand: 1000,
};

/** The first count in the request: `1,000`, `2k`, `fifty`; null if there is none. */
function readCount(request: string): number | null {
  const digits = /(?<![\w.-])(-?\d{1,3}(?:[, _]\d{3})+|-?\d+(?:\.\d+)?)\s*(k|m|thousand|million)?\b/i.exec(request);
  if (digits) {
    const factor = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 }[(digits[2] ?? "").toLowerCase()] ?? 1;
    return Math.round(Number(digits[1]!.replace(/[, _]/g, "")) * factor);
  }
  const word = new RegExp(`\\b(?:a )?(${Object.keys(numberWords).join("|")})\\b`, "i").exec(request);
  return word ? numberWords[word[1]!.toLowerCase()]! : null;
}

/** What the request is about: the words after `for`, `about`, `on`, or what is left without the command words. */
export function readPhrase(request: string, trainingTypes: readonly string[]): string {
  const after = /\b(?:for|about|on|covering|from)\s+(.+?)[.!?]?$/i.exec(request);
  if (after) return after[1]!;
  return request
    .replace(/^\s*(please\s+)?(generate|make|create|give me|i need|i want|write|produce)\b/i, "")
    .replace(new RegExp(`\\b(${trainingTypes.join("|")})\\b`, "gi"), "")
    .replace(/-?\d[\d,_.]*\s*k?\b/g, "")
    .replace(/\b(examples?|rows?|samples?|problems?|questions?|of|some|reasoning|data|dataset)\b/gi, "")
    .replace(/\s+/g, " ")
    .trim();
}

function readDifficulty(request: string): Output["difficulty"] {
  const said = (["easy", "medium", "hard"] as const).filter((level) => new RegExp(`\\b${level}\\b`, "i").test(request));
  if (said.length === 0) return null;
  const share = (level: (typeof said)[number]): number => (said.includes(level) ? 1 / said.length : 0);
  return { easy: share("easy"), medium: share("medium"), hard: share("hard") };
}

/** Reads a request by rules. Knows the training types, the catalogue's domains and topics, counts and difficulties. */
export function interpretOffline(input: Input, catalogue: Catalogue): Output {
  const names = input.trainingTypes.map((type) => type.name);
  const type = new RegExp(`\\b(${names.join("|")})\\b`, "i").exec(input.request);
  const named = /\b(sft|dpo|ppo|grpo|rlhf|kto|orpo|chat|qa)\b/i.exec(input.request);
  const phrase = readPhrase(input.request, names);
  const families = catalogue.match(phrase);
  if (families.length === 0 && phrase.length > 0 && input.given.domain === null) throw catalogue.unknown(phrase);
  const domain = families[0]?.domain ?? null;
  const ofDomain = families.filter((family) => family.domain === domain);
  const narrowed = domain !== null && ofDomain.length < catalogue.inDomain(domain).length;
  return {
    trainingType: (type ?? named)?.[1]?.toLowerCase() ?? null,
    count: readCount(input.request),
    domain,
    subTopics: narrowed ? ofDomain.map((family) => family.topic) : [],
    difficulty: readDifficulty(input.request),
    language: null,
    constraints: [],
  };
}
