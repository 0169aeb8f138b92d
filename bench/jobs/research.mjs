// Researches questions at three sources that answer after a fixed time, twice with clients of their own over one
// database, and looks 10,000 stored passages up by their hash.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtUrl } from "../library.mjs";

const { folder, questions, inFlight, delayMs, lookups } = JSON.parse(process.argv[2]);
const load = (path) => import(builtUrl(path));
const [
  { createSession },
  { checkConfig },
  { systemClock },
  { openContext },
  { research },
  { passages },
  { sha256 },
  { noUsage },
] = await Promise.all([
  load("src/session.js"),
  load("src/config/index.js"),
  load("src/model/clock.js"),
  load("src/calibration/bench.js"),
  load("src/engine/stages/research.js"),
  load("mcp/passages.js"),
  load("schema/canonical.js"),
  load("schema/model.js"),
]);

const standIn = fork(fileURLToPath(new URL("sources-stand-in.mjs", import.meta.url)), [String(delayMs)]);
const [{ origin }] = await once(standIn, "message");
const counted = async () => {
  standIn.send("count");
  return (await once(standIn, "message"))[0];
};

const names = ["first", "second", "third"];
const hostOf = (name) => `${name}.measuring.example`;

/** A source like those of the house. The three share one limit: how many requests may be in flight in all. */
function sourceOf(name) {
  const host = hostOf(name);
  const get = async (context, path) =>
    JSON.parse((await context.get(`${context.baseUrl(host)}/${path}`, { accept: "application/json" })).text);
  const url = (id) => `https://${host}/document/${id}`;
  return {
    name,
    title: name,
    homepage: `https://${host}`,
    terms: "Written for measuring.",
    priority: 3,
    enabledByDefault: false,
    offline: false,
    hosts: [host],
    limits: { group: "measuring", minGapMs: 0, concurrency: inFlight },
    domains: [],
    probe: { id: "0", query: "0" },
    search: async ({ query }, context) => (await get(context, `search/${query}`)).hits,
    async fetch(id, context) {
      const { text } = await get(context, `document/${id}`);
      const known = { id, url: url(id), title: `Document ${id}`, authors: ["Nobody"], published: null, revision: null };
      return { ...known, language: "en", text, layer: "plain", sha256: sha256(text), accessed: "2026-01-01T00:00:00Z" };
    },
    licence: async (id) => [{ where: "api-field", raw: "CC-BY-4.0", url: url(id), weight: "strong" }],
    attribution: (document) => document.title,
  };
}

/** The model's part: the same query at all three sources, at once. */
const driver = {
  name: "asking",
  reads: "input",
  async generate({ input }) {
    const queries = names.map((source) => ({ source, query: input.question.split(" ").at(-1) }));
    return {
      text: JSON.stringify({ queries }),
      toolCalls: [],
      finish: "stop",
      usage: noUsage,
      model: "asking",
      raw: null,
    };
  },
};

const { signal } = new AbortController();
const spec = { domain: "measuring", language: "en" };

/** Researches all questions with a client of its own, and keeps what it found. */
async function round(number, use) {
  const session = createSession(
    checkConfig({
      ...{ db: join(folder, "assay.db"), model: "asking/one", sources: names, contact: "bench@example.org" },
      ...{ callConcurrency: 256, cache: false },
    }),
    {
      sources: Object.fromEntries(names.map((name) => [name, sourceOf(name)])),
      sourceBaseUrls: Object.fromEntries(names.map((name) => [hostOf(name), `${origin}/${hostOf(name)}`])),
      drivers: { asking: driver },
    },
    {},
    systemClock,
  );
  const context = await openContext(session, 1, Object.values(session.trainingTypes)[0]);
  const before = (await counted()).requests;
  let next = 0;
  let kept = 0;
  const worker = async () => {
    while (next < questions) {
      const index = next++;
      const question = { id: `q${index}`, runId: context.run, index, subTopic: "measuring", text: `Question ${index}` };
      const { output, evidence, writes } = await research(question, spec, names, [], context, signal);
      if (output.note !== "") throw new Error(output.note);
      kept += evidence.length;
      const place = { run: context.run, item: `i:${index}`, stage: `research-${number}`, attempt: 1 };
      await context.store.stages.commit(place, output, { evidence: writes.evidence, texts: writes.texts });
    }
  };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const after = await counted();
  const more = use ? await use(context) : {};
  await session.close();
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    requests: after.requests - before,
    most: after.most,
    kept,
    ...more,
  };
}

/** Stores every passage of every document and finds each again by its hash. */
async function lookUp({ research: client, store, run }) {
  const all = [];
  for (let index = 0; index < questions && all.length < lookups; index++) {
    for (const name of names) {
      const licensed = await client.fetch(name, String(index), signal);
      const found = passages(licensed, name, "reference text", 7);
      all.push(...found);
      const place = { run, item: `p:${name}-${index}`, stage: "measuring", attempt: 1 };
      await store.stages.commit(place, {}, { evidence: found, texts: [licensed.document.text] });
    }
  }
  const times = [];
  for (const { sha256: hash, id } of all.slice(0, lookups)) {
    const began = performance.now();
    const found = await store.evidence.find(hash);
    times.push(performance.now() - began);
    if (!found.some((one) => one.id === id)) throw new Error(`The passage ${id} was not found.`);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return {
    lookups: times.length,
    meanMs: times.reduce((sum, time) => sum + time, 0) / times.length,
    p99Ms: at(0.99),
    mostMs: at(1),
  };
}

/** Milliseconds that one of as many requests in flight takes with nothing but fetch: what the machine gives today. */
async function bare(requests) {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < requests) await (await fetch(`${origin}/${hostOf(names[0])}/document/${next++}`)).json();
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return ((performance.now() - began) * inFlight) / requests;
}

const bareMs = await bare(inFlight * 60);
const first = await round(1);
const second = await round(2, lookUp);
standIn.disconnect();
process.send({ bareMs, first, second }, () => process.disconnect());
