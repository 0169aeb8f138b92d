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
export function readPhrase(request: string, typeNames: readonly string[]): string {
  const plain = request.replace(anyOf(typeNames), "");
  const after = /\b(?:for|about|on|covering|from)\s+(.+?)[.!?]?$/i.exec(plain);
  if (after) return after[1]!;
  return plain
    .replace(/^\s*(please\s+)?(generate|make|create|give me|i need|i want|write|produce)\b/i, "")
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

/** Any of the phrases as whole words, the longest first; spaces and dashes are one. */
function anyOf(phrases: readonly string[]): RegExp {
  const written = [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[\s-]+/g, "[\\s-]+"));
  return new RegExp(`(?<![\\w-])(?:${written.join("|")})(?![\\w-])`, "gi");
}

/**
 * The type that the request names, else the one that it describes. A description behind `for` or `about` is the subject:
 * 20 chats about instruction tuning are chats. What comes first counts, the longest of several first.
 */
function readType(request: string, types: Input["trainingTypes"]): string | null {
  const first = (phrases: readonly string[]): { at: number; length: number } | null => {
    const match = phrases.length === 0 ? null : anyOf(phrases).exec(request);
    return match && { at: match.index, length: match[0].length };
  };
  const among = (phrasesOf: (type: Input["trainingTypes"][number]) => readonly string[]): string | null =>
    types
      .flatMap((type) => {
        const found = first(phrasesOf(type));
        return found ? [{ name: type.name, ...found }] : [];
      })
      .sort((a, b) => a.at - b.at || b.length - a.length)[0]?.name ?? null;
  return among(({ name }) => [name]) ?? among(({ aliases }) => aliases);
}

/** Reads a request by rules. Knows the training types, the catalogue's domains and topics, counts and difficulties. */
export function interpretOffline(input: Input, catalogue: Catalogue): Output {
  const phrase = readPhrase(
    input.request,
    input.trainingTypes.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const families = catalogue.match(phrase);
  if (families.length === 0 && phrase.length > 0 && input.given.domain === null) throw catalogue.unknown(phrase);
  const domain = families[0]?.domain ?? null;
  const ofDomain = families.filter((family) => family.domain === domain);
  const narrowed = domain !== null && ofDomain.length < catalogue.inDomain(domain).length;
  return {
    trainingType: readType(input.request, input.trainingTypes),
    count: readCount(input.request),
    domain,
    subTopics: narrowed ? ofDomain.map((family) => family.topic) : [],
    difficulty: readDifficulty(input.request),
    language: null,
    constraints: [],
  };
}
