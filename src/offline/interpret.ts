import type { z } from "zod";
import type { interpret } from "../../agents/orchestrator.ts";
import { readCount, readDifficulty, spelledNumber } from "./amounts.ts";
import type { Catalogue } from "./catalogue.ts";
import { setExclusionsApart } from "./exclusions.ts";

type Input = z.infer<typeof interpret.input>;
type Output = z.infer<typeof interpret.output>;

const fillerWords =
  /\b(examples?|rows?|samples?|problems?|questions?|of|some|reasoning|data|dataset|easy|medium|hard|only|please|and)\b/gi;

/** What the request is about: the words after `for`, `about`, `on`, or what is left without the command words. */
export function readPhrase(request: string, typeNames: readonly string[]): string {
  const plain = request.replace(anyOf(typeNames), "");
  const after = /\b(?:for|about|on|covering|from)\s+(.+?)[.!?]?$/i.exec(plain);
  if (after) return after[1]!;
  return plain
    .replace(/^\s*(please\s+)?(generate|make|create|give me|i need|i want|write|produce)\b/i, "")
    .replace(/-?\d[\d,_.]*\s*k?\b/g, "")
    .replace(spelledNumber, "")
    .replace(fillerWords, "")
    .replace(/[^\p{L}\p{N}]*(\s|$)/gu, "$1")
    .replace(/\s+/g, " ")
    .trim();
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

/** Training types that the request asks for besides the one it gets: by name, or by another name behind `and`. */
function otherTypes(request: string, types: Input["trainingTypes"], chosen: string | null): string[] {
  return types
    .filter(({ name }) => name !== chosen)
    .filter(({ name, aliases }) => {
      const joined = `(?:\\band|\\bplus|[&+])\\s+(?:\\d+\\s+)?${anyOf([name, ...aliases]).source}`;
      return anyOf([name]).test(request) || new RegExp(joined, "i").test(request);
    })
    .map(({ name }) => name);
}

const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** The language that the request names, `in german` or `German`, and the words that say so; one that is not English first. */
function readLanguage(request: string): { name: string; words: string } | null {
  const display = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  const names = letters.flatMap((first) => letters.flatMap((second) => display.of(first + second) ?? []));
  const said = [...request.matchAll(new RegExp(`(\\bin(?:to)?\\s+)?(${anyOf(names).source})`, "gi"))]
    .filter(([, behind, name]) => behind !== undefined || /^\p{Lu}/u.test(name!))
    .map(([words, behind, name]) => ({ name: name!, words: behind === undefined ? "" : words }));
  return said.find(({ name }) => !/^english$/i.test(name)) ?? said[0] ?? null;
}

/**
 * Reads a request by rules. Knows the training types, the catalogue's domains and topics, counts and difficulties. What
 * one run of the offline expert cannot do is told in `leftOut`, so that nothing of the request is dropped in silence.
 */
export function interpretOffline(input: Input, catalogue: Catalogue): Output {
  const { given, trainingTypes } = input;
  const { wanted, levels, topics } = setExclusionsApart(input.request);
  const language = readLanguage(wanted);
  const request = language ? wanted.replace(language.words, " ") : wanted;
  const phrase = readPhrase(
    request,
    trainingTypes.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  const families = catalogue.match(phrase);
  if (families.length === 0 && phrase.length > 0 && given.domain === null) throw catalogue.unknown(phrase);
  const matched = new Set(families.map((family) => family.domain));
  const domains = catalogue.domainsIn(phrase);
  const domain = domains.find((name) => matched.has(name)) ?? families[0]?.domain ?? given.domain;
  const known = catalogue.inDomain(domain ?? "");
  const ofDomain = families.length > 0 ? families.filter((family) => family.domain === domain) : known;
  const excluded = topics.map((topic) => ({ topic, families: catalogue.concernedBy(topic) }));
  const kept = ofDomain.filter((family) => !excluded.some((exclusion) => exclusion.families.includes(family)));
  if (kept.length === 0 && ofDomain.length > 0) throw catalogue.unknown(`${phrase} without ${topics.join(" or ")}`);
  const trainingType = readType(request, trainingTypes);
  const types = given.trainingType === null ? otherTypes(request, trainingTypes, trainingType) : [];
  const numbers = new RegExp(spelledNumber.source, "gi");
  const unread = catalogue.unread(phrase.replace(numbers, " "), [...families, ...ofDomain]);
  const otherDomains = given.domain === null ? new Set([...domains, ...matched]) : new Set<string>();
  if (domain !== null) otherDomains.delete(domain);
  return {
    trainingType,
    count: readCount(request),
    domain,
    subTopics: kept.length < known.length ? kept.map((family) => family.topic) : [],
    difficulty: readDifficulty(request, levels),
    language: language && "en",
    constraints: [],
    leftOut: [
      ...types.map((name) => `One run makes one training type; ${name} is left out.`),
      ...[...otherDomains].map((name) => `One run has one domain; ${name} is left out.`),
      ...(language && !/^english$/i.test(language.name)
        ? [`The offline expert writes English only; ${language.name} is left out.`]
        : []),
      ...(unread.length > 0 && families.length > 0
        ? [`The offline expert knows nothing of "${unread.join(" ").slice(0, 200)}" and leaves it out.`]
        : []),
      ...excluded
        .filter((exclusion) => exclusion.families.length === 0 && !namesType(exclusion.topic, trainingTypes))
        .map(({ topic }) => `The offline expert has no topic "${topic}"; excluding it changes nothing.`),
    ].slice(0, 20),
  };
}

const namesType = (phrase: string, types: Input["trainingTypes"]): boolean =>
  types.some(({ name, aliases }) => anyOf([name, ...aliases]).test(phrase));
