import { onTestFinished } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import type { ConfigInput } from "../../schema/config.ts";
import type { Source } from "../../schema/source.ts";
import { defineSource } from "../../schema/source.ts";
import type { Assay } from "../../src/api.ts";
import { type SeenRequest, startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { openAssay } from "../support/assay.ts";

/** What one agent of the emulated model answers; undefined leaves it to the historian. */
export type Says = (request: SeenRequest) => unknown;

export const question = "In which year was the lighthouse of Sandmouth lit for the first time, and who had it built?";
export const completion =
  "The lighthouse of Sandmouth was lit for the first time in 1754. The harbour guild of the town had it built, after the storm of 1751 had wrecked eleven ships on the bar.";
export const claims = [
  { text: "The lighthouse of Sandmouth was lit in 1754.", source: "chronicle", query: "Sandmouth lighthouse lit 1754" },
  {
    text: "The harbour guild had the lighthouse of Sandmouth built.",
    source: "chronicle",
    query: "Sandmouth lighthouse built by guild",
  },
];

/** Passages that a request shows, by id. */
export const passagesOf = ({ text }: SeenRequest): { id: string; text: string }[] =>
  [...text.matchAll(/<<data passage (\w+) (\w+)>>\n([\s\S]*?)\n<<end \2>>/g)].map(([, id = "", , passage = ""]) => ({
    id,
    text: passage,
  }));

/** A language model that writes SFT rows on an invented town's history. Keys are properties by which agents are known. */
const historian: Record<string, Says> = {
  trainingType: () => ({
    trainingType: "sft",
    count: 1,
    domain: "history",
    subTopics: [],
    difficulty: null,
    language: null,
    constraints: [],
  }),
  researchPlan: () => ({
    subTopics: [{ name: "harbours", weight: 1 }],
    researchPlan: "Read the annals.",
    executionPlan: "Nothing to execute.",
    sources: ["annals", "chronicle"],
  }),
  questions: () => ({ questions: [{ text: question, origin: null }] }),
  queries: () => ({ queries: [{ source: "annals", query: "Sandmouth lighthouse" }] }),
  definitions: (request) => ({
    definitions: passagesOf(request)
      .slice(0, 1)
      .map(({ id, text }) => ({ text, evidence: [id] })),
    formulas: [],
    examples: [],
  }),
  completion: () => ({ completion, code: null, answer: null, support: [] }),
  scores: ({ system }) => ({
    scores: [...system.matchAll(/^- ([\w-]+): /gm)].map(([, name]) => ({
      name,
      explanation: "It holds.",
      value: 0.95,
    })),
    feedback: "",
  }),
  better: ({ text }) => ({
    explanation: "One is right.",
    better: sides(text).a.includes("cut into rings") ? "A" : "B",
  }),
  claims: () => ({ claims }),
  findings: (request) => {
    const [passage] = passagesOf(request).filter(({ text }) => text.includes("1754"));
    return {
      findings: claims.map((_claim, index) => ({
        claim: index + 1,
        explanation: "The chronicle says so.",
        verdict: "supported",
        passage: passage?.id ?? null,
        quote: passage?.text.slice(0, 60) ?? null,
      })),
    };
  },
};

const part = (text: string, label: string): string =>
  new RegExp(`<<data ${label} (\\w+)>>\\n([\\s\\S]*?)\\n<<end \\1>>`).exec(text)?.[2] ?? "";

/** The two responses of a comparison as they stand in the request. */
export const sides = (text: string): { a: string; b: string } => ({
  a: part(text, "response A"),
  b: part(text, "response B"),
});

/** A source with one document, which every search finds. */
function library(name: string, text: string): Source {
  const url = `https://${name}.example/1`;
  return defineSource({
    name,
    title: `the ${name} of Sandmouth`,
    homepage: url,
    terms: "Written for tests.",
    priority: 1,
    enabledByDefault: true,
    offline: true,
    hosts: [],
    limits: { group: name, minGapMs: 0, concurrency: 8 },
    domains: [],
    probe: { id: "1", query: "lighthouse" },
    search: async () => [{ id: "1", title: name, url, snippet: "" }],
    fetch: async (id) => ({
      id,
      url,
      title: `The ${name}`,
      authors: ["Somebody"],
      published: "1999-01-01",
      revision: null,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: "2026-01-01T00:00:00.000Z",
    }),
    licence: async () => [{ where: "licence-file", raw: "CC0-1.0", url, weight: "strong" }],
    attribution: () => name,
  });
}

export const sources = {
  annals: library(
    "annals",
    "The annals of Sandmouth tell of a lighthouse on the bar, lit in the year 1754 by the guild.",
  ),
  chronicle: library(
    "chronicle",
    "Sandmouth lighthouse was lit on 3 May 1754 for the harbour guild, which had paid for the tower and its lamp.",
  ),
};

export interface Emulated {
  assay: Assay;
  requests: SeenRequest[];
  /** Requests of one agent, known by a property of its answer. */
  of(property: string): SeenRequest[];
}

/** A real Assay on the emulated model, with some of its answers replaced. */
export async function onHistorian(
  config: ConfigInput = {},
  says: Record<string, Says> = {},
  options: Partial<NonNullable<Parameters<typeof startGeminiEmulator>[0]>> = {},
): Promise<Emulated> {
  const all = { ...historian, ...says };
  const reply = (request: SeenRequest) => {
    const property = Object.keys(all).find((name) => name in (request.schema?.properties ?? {}));
    return property === undefined ? undefined : { json: all[property]!(request) };
  };
  const emulator = await startGeminiEmulator({ reply, ...options });
  onTestFinished(() => emulator.close());
  const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
  const assay = openAssay({ retries: 0, domain: "history", ...config }, { environment, sources });
  return {
    assay,
    requests: emulator.requests,
    of: (property) => emulator.requests.filter(({ schema }) => property in (schema?.properties ?? {})),
  };
}
