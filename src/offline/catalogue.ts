import { AssayError } from "../../schema/error.ts";
import { type Difficulty, difficulties, type WorkedProblem } from "../../schema/problem.ts";
import { type AnyFamily, work } from "./family.ts";

/** The families at hand, and how requests find them. */
export interface Catalogue {
  families: readonly AnyFamily[];
  /** Names of the domains, in the order of the families. */
  domains(): string[];
  /** Families whose domain, topic or keywords the phrase speaks of; the best fit first, empty if none. */
  match(phrase: string): AnyFamily[];
  /** Domains that the phrase names, the first named first. */
  domainsIn(phrase: string): string[];
  /** Words of a phrase that say something and are part of no name of these families or their domains, as they stand there. */
  unread(phrase: string, families: readonly AnyFamily[]): string[];
  /** Families that a phrase has to do with: those it speaks of, and those whose names contain it, as genetics has part in `population genetics`. */
  concernedBy(phrase: string): AnyFamily[];
  inDomain(domain: string): AnyFamily[];
  /** The family of a sub-topic of a domain; undefined if there is none. */
  find(domain: string, topic: string): AnyFamily | undefined;
  /** The problem behind an origin, made again. */
  recall(origin: string): WorkedProblem | undefined;
  /** The error for a phrase that no family answers. */
  unknown(phrase: string): AssayError;
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/(ies)$/, "y").replace(/(?<!s)s$/, ""));

const filler = new Set(
  "the and for of in on about with to from example problem reasoning question row data dataset training set generate make create easy medium hard some mixed".split(
    " ",
  ),
);

/** Words before a domain's name that leave it the same domain. */
const neutral = new Set(
  (
    "all any every general basic simple elementary introductory intro beginner advanced difficult challenging tough high school " +
    "college university undergraduate graduate highschool level new good great best quality verified checked correct " +
    "synthetic realistic real interesting varied various diverse different random long short single multi step multistep " +
    "worked numeric numerical quantitative computational calculation english more my our your me us"
  ).split(" "),
);

/** Words that name no subject. */
const grammar = new Set(
  (
    "an this that these those them they it its each both half third quarter mostly mainly rest other another should must be " +
    "are is was being have has into at by as or nor but also too very most less least than then so if when where which who " +
    "how what why not no only just really please thank you we want need give would like can could will may might make made " +
    "do does use using include including cover level levels difficulty difficulties kind type topic subject area field " +
    "theme rows pair entries items solution answer explanation step exercise task style"
  )
    .split(" ")
    .flatMap(words),
);

/** The domain's name as phrases write it. */
const written = (domain: string): string =>
  domain === "mathematics" ? "math(?:s|ematics)?" : domain.replace(/\s+/g, "\\s+");

/** Whether the phrase speaks of a part of the domain, as `organic chemistry` does; one that is a family's is found before. */
const partOf = (phrase: string, domain: string): boolean => {
  const before = new RegExp(`([a-z]+)[\\s-]+${written(domain)}\\b`, "i").exec(phrase)?.[1]?.toLowerCase();
  return before !== undefined && !neutral.has(before) && !filler.has(before);
};

/** The words of a text that say what it is about, each once. */
const telling = (text: string): string[] => [...new Set(words(text))].filter((word) => !filler.has(word));

/** Whether all telling words of a name occur in a phrase. */
const covers = (phrase: ReadonlySet<string>, name: string): boolean => {
  const parts = telling(name);
  return parts.length > 0 && parts.every((word) => phrase.has(word));
};

const namesOf = ({ topic, keywords }: AnyFamily): string[] => [topic, ...keywords];
const partBorder = /[,;:&/]|\b(?:and|or|nor)\b/i;

/**
 * The families of which the phrase has a whole name. A name that is part of a longer one said in one breath does not
 * count: `buffer pH` is not all of `pH`.
 */
function mostSpecific(families: readonly AnyFamily[], phrase: string): AnyFamily[] {
  const said = new Set(words(phrase));
  const found = families.flatMap((family) =>
    namesOf(family)
      .filter((name) => covers(said, name))
      .map((name) => ({ family, name, own: telling(name) })),
  );
  const parts = phrase.split(partBorder).map((part) => new Set(words(part)));
  const spoken = words(phrase).join(" ");
  const whole = found.filter(
    ({ name }) => parts.some((part) => covers(part, name)) || spoken.includes(words(name).join(" ")),
  );
  const partly = (own: readonly string[]): boolean =>
    whole.some((longer) => longer.own.length > own.length && own.every((word) => longer.own.includes(word)));
  return [...new Set(found.filter(({ own }) => !partly(own)).map(({ family }) => family))];
}

/** Where a subject is a family's own, families of other domains that only make use of it do not count. */
function ownFirst(families: readonly AnyFamily[], phrase: string): AnyFamily[] {
  const said = new Set(words(phrase));
  const own = families.filter(({ topic }) => covers(said, topic));
  const near = ({ domain }: AnyFamily): boolean => own.some((family) => family.domain === domain);
  return [...own, ...families.filter((family) => !own.includes(family) && (own.length === 0 || near(family)))];
}

/** Makes a catalogue; a later family replaces an earlier one of the same name. */
export function createCatalogue(list: readonly AnyFamily[]): Catalogue {
  const families = [...new Map(list.map((family) => [family.name, family])).values()];
  const byName = new Map(families.map((family) => [family.name, family]));
  const domains = (): string[] => [...new Set(families.map((family) => family.domain))];
  const inDomain = (domain: string): AnyFamily[] =>
    families.filter((family) => family.domain.toLowerCase() === domain.toLowerCase());
  const domainsIn = (phrase: string): string[] => {
    const said = new Set(words(phrase));
    const place = (domain: string): number => phrase.search(new RegExp(`\\b${written(domain)}\\b`, "i"));
    return domains()
      .filter((domain) => covers(said, domain) || (domain === "mathematics" && said.has("math")))
      .sort((a, b) => place(a) - place(b));
  };
  const match = (phrase: string): AnyFamily[] => {
    const named = mostSpecific(families, phrase);
    const ofDomain = domainsIn(phrase);
    const narrowed =
      ofDomain.length > 0 ? named.filter((family) => ofDomain.includes(family.domain)) : ownFirst(named, phrase);
    const whole = ofDomain.filter((domain) => !partOf(phrase, domain));
    return narrowed.length > 0 ? narrowed : families.filter((family) => whole.includes(family.domain));
  };
  /** A domain with its first topics and their number. */
  const summary = (domain: string): string => {
    const topics = inDomain(domain).map((family) => family.topic);
    return `${domain} (${topics.slice(0, 3).join(", ")}${topics.length > 3 ? `, … ${topics.length} topics` : ""})`;
  };
  return {
    families,
    domains,
    match,
    domainsIn,
    unread(phrase, chosen) {
      const said = new Set(words(phrase));
      const names = chosen.flatMap((family) => [
        ...namesOf(family).filter((name) => covers(said, name)),
        family.domain,
      ]);
      const read = new Set([...names.flatMap(words), "math", "quantitative"]);
      return [...phrase.matchAll(/[\p{L}\d%'’-]+/gu)]
        .map(([word]) => word)
        .filter((word) => {
          const parts = telling(word);
          return parts.some((part) => !read.has(part) && !grammar.has(part) && !neutral.has(part) && !/\d/.test(part));
        });
    },
    concernedBy(phrase) {
      const parts = mostSpecific(families, phrase).some(({ topic }) => covers(new Set(words(phrase)), topic))
        ? [phrase]
        : phrase.split(partBorder);
      const wanted = parts.map((part) => telling(part)).filter((part) => part.length > 0);
      const named = new Set(match(phrase));
      const within = (name: string): boolean => {
        const own = new Set(words(name));
        return wanted.some((part) => part.every((word) => own.has(word)));
      };
      return families.filter((family) => named.has(family) || namesOf(family).some(within));
    },
    inDomain,
    find: (domain, topic) => inDomain(domain).find((family) => family.topic.toLowerCase() === topic.toLowerCase()),
    recall(origin) {
      const [name, difficulty, seed] = origin.split("#");
      const family = byName.get(name ?? "");
      if (!family || !difficulties.includes(difficulty as Difficulty) || !/^\d+$/.test(seed ?? "")) return undefined;
      return work(family, difficulty as Difficulty, Number(seed));
    },
    unknown: (phrase) =>
      new AssayError("model/unknown-domain", `offline/expert has no problem families for "${phrase.slice(0, 80)}".`, {
        hint: `It knows ${domains().map(summary).join("; ")}. Set GEMINI_API_KEY to use Gemini for any domain.`,
      }),
  };
}
