import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { sources } from "../mcp/sources/index.ts";
import type { Exporter } from "../schema/export.ts";
import type { Source } from "../schema/source.ts";
import { trainingForms } from "../schema/training/define.ts";
import { type AnyTrainingType, trainingTypes } from "../schema/training/index.ts";
import { commands } from "../src/cli/commands/index.ts";
import { configTable } from "../src/config/index.ts";
import { exporters } from "../src/export/index.ts";

const root = resolve(import.meta.dirname, "..");
const path = join(root, "README.md");

/** The text between two marks. `UPDATE_README=1` writes the generated text instead of comparing it. */
function section(name: string, generated: string): string {
  const readme = readFileSync(path, "utf8");
  const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const start = readme.indexOf(open) + open.length;
  const end = readme.indexOf(close, start - 1);
  if (process.env.UPDATE_README) {
    writeFileSync(path, `${readme.slice(0, start)}${generated}${readme.slice(end)}`);
    return generated;
  }
  return readme.slice(start, end);
}

test("the table of settings is the configuration object's", () => {
  const table = configTable();
  expect(section("settings", table)).toBe(table);
});

test("the table of commands is the command line's", () => {
  const rows = Object.entries(commands).map(
    ([name, { usage, summary }]) => `| \`${`assay ${name} ${usage}`.trim()}\` | ${summary} |`,
  );
  const table = ["| command | does |", "| --- | --- |", ...rows].join("\n");
  expect(section("commands", table)).toBe(table);
});

test("the table of training types is made from their declarations", () => {
  const rows = Object.values<AnyTrainingType>(trainingTypes).map(
    ({ name, description, form, columns }) =>
      `| \`${name}\` | ${description} | ${Object.keys(columns)
        .map((column) => `\`${column}\``)
        .join(", ")} | ${form}: ${trainingForms[form].map((column) => `\`${column}\``).join(", ")} |`,
  );
  const table = ["| type | what it is | columns | TRL's form |", "| --- | --- | --- | --- |", ...rows].join("\n");
  expect(section("types", table)).toBe(table);
});

test("the table of formats is what the formats declare", () => {
  const types = Object.values<AnyTrainingType>(trainingTypes);
  const rows = Object.values<Exporter>(exporters).map(({ name, description, takes, otherwise }) => {
    const groups = new Map<string, string[]>();
    for (const type of types) {
      const becomes = takes[type.form];
      if (becomes !== undefined) groups.set(becomes, [...(groups.get(becomes) ?? []), type.name]);
    }
    const held = [...groups].map(([becomes, names]) => `${names.join(", ")} as ${becomes}`).join("; ");
    const not = types.filter(({ form }) => !(form in takes)).map((type) => type.name);
    return `| \`${name}\` | ${description} | ${held} | ${not.length === 0 ? "" : `${not.join(", ")}: ${otherwise}`} |`;
  });
  const table = ["| format | is | holds | does not hold |", "| --- | --- | --- | --- |", ...rows].join("\n");
  expect(section("formats", table)).toBe(table);
});

test("the table of sources is made from their declarations", () => {
  const rows = Object.values<Source>(sources).map(
    ({ name, title, homepage, priority, enabledByDefault, domains, auth, terms }) => {
      const key = auth ? `\`${auth.variable}\`${auth.required ? "" : " (optional)"}` : "";
      const fields = [
        `\`${name}\``,
        `[${title}](${homepage})`,
        String(priority),
        enabledByDefault ? "yes" : "",
        domains.join(", ") || "all",
        key,
        terms,
      ];
      return `| ${fields.join(" | ")} |`;
    },
  );
  const head = [
    "| source | is | priority | by default | domains | key | terms |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  const table = [...head, ...rows].join("\n");
  expect(section("sources", table)).toBe(table);
});

test("the library's lines run as they stand", () => {
  const code = /```ts\n([\s\S]*?)```/.exec(readFileSync(path, "utf8"))![1]!;
  const folder = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
  const script = code
    .replace('from "assay"', `from ${JSON.stringify(join(root, "dist/src/index.js"))}`)
    .replaceAll("chemistry.db", `${folder}/chemistry.db`)
    .replace('out: "stoichiometry"', `out: ${JSON.stringify(join(folder, "stoichiometry"))}`);
  const { GEMINI_API_KEY: _one, GOOGLE_API_KEY: _two, ...env } = process.env;
  execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, stdio: ["ignore", "pipe", "pipe"] });
  expect(readFileSync(join(folder, "stoichiometry/train.jsonl"), "utf8").trimEnd().split("\n")).toHaveLength(50);
}, 60_000);
