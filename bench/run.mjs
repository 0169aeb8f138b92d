/**
 * Measures what the targets of the project are about, and prints it; asserts nothing.
 *
 *   npm run bench [-- <section>…] [--rows n] [--concurrency n] [--profile folder]
 *
 * Needs a build. Sections: throughput, memory, start, overhead, export, dedup, research, review.
 */
import { parseArgs } from "node:util";
import { dedup } from "./dedup.mjs";
import { exporting } from "./export.mjs";
import { memory } from "./memory.mjs";
import { overhead } from "./overhead.mjs";
import { conditions, print } from "./report.mjs";
import { research } from "./research.mjs";
import { review } from "./review.mjs";
import { start } from "./start.mjs";
import { throughput } from "./throughput.mjs";

const sections = { start, throughput, overhead, export: exporting, dedup, research, review, memory };

const { names, options } = understand();
process.once("SIGINT", () => process.exit(130));

console.log(`${new Date().toISOString().slice(0, 16)}Z, ${conditions()}`);
for (const name of names) {
  const before = conditions().split(", ").at(-1);
  const { rows, notes } = await sections[name].measure(options);
  print(sections[name].title, rows, [...notes, `At the start of the section: ${before}.`]);
}

function understand() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { rows: { type: "string" }, concurrency: { type: "string" }, profile: { type: "string" } },
    });
    const unknown = positionals.find((name) => !Object.hasOwn(sections, name));
    if (unknown) throw new Error(`There is no section ${unknown}. Sections: ${Object.keys(sections).join(", ")}.`);
    const options = { rows: whole(values.rows), concurrency: whole(values.concurrency), profile: values.profile };
    return { names: positionals.length > 0 ? positionals : Object.keys(sections), options };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function whole(text) {
  if (text !== undefined && !/^[1-9]\d{0,6}$/.test(text)) throw new Error(`Expected a number above 0, not "${text}".`);
  return text === undefined ? undefined : Number(text);
}
