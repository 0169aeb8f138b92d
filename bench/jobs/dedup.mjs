// Signs, groups and scans made-up documents; `what` says which.
import { createHash } from "node:crypto";
import { builtUrl } from "../library.mjs";

const { what, rows, items } = JSON.parse(process.argv[2]);
const { createSigner } = await import(builtUrl("src/dedup/worker/batch.mjs"));
const { createNearFinder } = await import(builtUrl("src/dedup/near.js"));
const { createGramIndex } = await import(builtUrl("src/dedup/grams.js"));
const words = 180;
const syllables = "ba co di fe gu ha jo ki lu me na po qui ra se to vu we xi ya".split(" ");

let state = 7;
const next = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const vocabulary = Array.from({ length: 8_000 }, () =>
  Array.from({ length: 2 + next(3) }, () => syllables[next(syllables.length)]).join(""),
);
const document = (length = words) => Array.from({ length }, () => vocabulary[next(vocabulary.length)]);
const edited = (before) =>
  before.map((word, at) => (at === 40 || at === 120 ? vocabulary[next(vocabulary.length)] : word));
const seconds = (since) => (performance.now() - since) / 1000;
/** Seconds of a core that this process has used: what it does in one thread is told by these, whatever else runs. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

process.send(what === "near" ? await near() : grams(), () => process.disconnect());

async function near() {
  const sample = Array.from({ length: 10_000 }, () => document().join(" "));
  const sign = createSigner({ shingleWords: 5, bands: 16, details: true });
  const signAll = () => {
    for (let at = 0; at < sample.length; at += 256) sign(sample.slice(at, at + 256));
  };
  signAll();
  const signing = processor();
  signAll();
  const signSeconds = processor() - signing;
  const plainRate = plainMinHash(sample.slice(0, 500));

  const finder = createNearFinder();
  const making = makingTime();
  const began = processor();
  let spent = 0;
  let planted = 0;
  let before = document();
  for (let at = 0; at < rows; at++) {
    const copy = at % 20 === 19;
    before = copy ? edited(before) : document();
    if (copy) planted++;
    const text = before.join(" ");
    const since = performance.now();
    await finder.add({ text, quality: 1, reference: null });
    spent += seconds(since);
  }
  const since = performance.now();
  const dropped = await finder.finish();
  spent += seconds(since);
  const used = processor() - began - making;
  const found = [...dropped.keys()].filter((at) => at % 20 === 19).length;
  const { rss } = process.memoryUsage();
  return {
    rows,
    signed: sample.length,
    signSeconds,
    plainRate,
    seconds: spent,
    used,
    planted,
    found,
    wrong: dropped.size - found,
    rss,
  };
}

/** What making the documents costs, which is taken off. */
function makingTime() {
  const since = processor();
  let characters = 0;
  for (let at = 0; at < rows; at++) characters += document().join(" ").length;
  return characters > 0 ? processor() - since : 0;
}

/** MinHash as it is usually written: 128 multiplications for each 5-gram, which is a string. */
function plainMinHash(texts) {
  const factors = Array.from({ length: 128 }, () => [next(2 ** 31) | 1, next(2 ** 31)]);
  const since = processor();
  for (const text of texts) {
    const all = text.toLowerCase().split(/\s+/);
    const least = new Uint32Array(128).fill(0xffffffff);
    for (const shingle of new Set(all.slice(4).map((_, at) => all.slice(at, at + 5).join(" ")))) {
      let hash = 0x811c9dc5;
      for (let at = 0; at < shingle.length; at++) hash = Math.imul(hash ^ shingle.charCodeAt(at), 0x01000193);
      for (let slot = 0; slot < 128; slot++) {
        const value = (Math.imul(hash, factors[slot][0]) + factors[slot][1]) >>> 0;
        if (value < least[slot]) least[slot] = value;
      }
    }
  }
  return texts.length / (processor() - since);
}

function grams() {
  const benchmark = Array.from({ length: items }, () => document(60).join(" "));
  const planted = 50;
  const texts = Array.from({ length: rows }, (_, at) =>
    at < planted ? [...document(80), benchmark[at * 7], ...document(40)].join(" ") : document().join(" "),
  );
  const index = createGramIndex({ words: 13, numbers: "same" });
  const indexing = processor();
  for (const [at, item] of benchmark.entries()) index.add(at, item);
  const indexSeconds = processor() - indexing;
  const scanning = processor();
  const found = texts.filter((text) => index.find(text, true) !== null).length;
  const rate = texts.length / (processor() - scanning);
  const { rss } = process.memoryUsage();
  return {
    grams: index.counts().grams,
    indexSeconds,
    rate,
    found,
    planted,
    rss,
    plainRate: plainScan(benchmark, texts),
  };
}

/** The same by a Set of digests of joined words. */
function plainScan(benchmark, texts) {
  const runs = (text) => {
    const all = text.toLowerCase().split(/\W+/);
    return all.slice(12).map((_, at) => all.slice(at, at + 13).join(" "));
  };
  const digest = (run) => createHash("sha1").update(run).digest("latin1");
  const known = new Set(benchmark.slice(0, 5_000).flatMap(runs).map(digest));
  const some = texts.slice(0, 1_000);
  const since = processor();
  some.filter((text) => runs(text).some((run) => known.has(digest(run))));
  return some.length / (processor() - since);
}
