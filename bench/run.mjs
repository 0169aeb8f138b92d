/**
 * Measures what the targets of the project are about, and prints it; asserts nothing.
 *
 *   npm run bench [-- <section>…] [--rows n] [--concurrency n] [--profile folder]
 *
 * Needs a build. Sections: throughput, memory, start, overhead, export.
 */
import { parseArgs } from "node:util";
import { exporting } from "./export.mjs";
import { memory } from "./memory.mjs";
import { overhead } from "./overhead.mjs";
import { conditions, print } from "./report.mjs";
import { start } from "./start.mjs";
import { throughput } from "./throughput.mjs";

const sections = { start, throughput, overhead, export: exporting, memory };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string" }, concurrency: { type: "string" }, profile: { type: "string" } },
});
const unknown = positionals.find((name) => !Object.hasOwn(sections, name));
if (unknown) {
  console.error(`There is no section ${unknown}. Sections: ${Object.keys(sections).join(", ")}.`);
  process.exit(2);
}
process.once("SIGINT", () => process.exit(130));

const number = (text) => (text === undefined ? undefined : Number(text));
const options = { rows: number(values.rows), concurrency: number(values.concurrency), profile: values.profile };
console.log(`${new Date().toISOString().slice(0, 16)}Z, ${conditions()}`);
for (const name of positionals.length > 0 ? positionals : Object.keys(sections)) {
  const before = conditions().split(", ").at(-1);
  const { rows, notes } = await sections[name].measure(options);
  print(sections[name].title, rows, [...notes, `At the start of the section: ${before}.`]);
}
