import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parquetMetadataAsync } from "hyparquet";
import { parse } from "yaml";
import type { ExportForm } from "../../../schema/export.ts";
import type { TrainingForm } from "../../../schema/training/define.ts";
import { Problems, type Row } from "./read.ts";
import { validateTrl } from "./trl.ts";

const shard = /^(train|validation|test)-(\d{5})-of-(\d{5})\.parquet$/;

/** The Hub's rules for a dataset repository, Croissant's for croissant.json, and TRL's for the rows. */
export async function validateHf(readme: string, form: TrainingForm, layout: ExportForm): Promise<string[]> {
  const folder = dirname(readme);
  const problems = new Problems();
  const text = readFileSync(readme, "utf8");
  const [, yaml = ""] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  const card = parse(yaml) as { configs: Row[]; dataset_info: Row[] } & Row;
  for (const key of ["license", "language", "pretty_name", "size_categories", "task_categories", "tags", "configs"]) {
    problems.expect(card[key] !== undefined, `the card lacks ${key}`);
  }
  problems.expect(card.license !== "other" || existsSync(join(folder, String(card.license_link))), "license_link");
  problems.expect(card.configs.filter((config) => config.default === true).length === 1, "one default configuration");
  const found: string[] = [];
  for (const { config_name, data_files } of card.configs) {
    for (const { split, path } of data_files as { split: string; path: string }[]) {
      const own = join(folder, dirname(path));
      const names = readdirSync(own).filter((name) => name.startsWith(`${split}-`));
      problems.expect(names.length > 0, `${path} matches nothing`);
      for (const [place, name] of names.sort().entries()) {
        const [, , number, of] = shard.exec(name) ?? [];
        problems.expect(Number(number) === place && Number(of) === names.length, `${name} of ${names.length}`);
        found.push(join(String(config_name), name));
        await features(problems, join(own, name), card.dataset_info, String(config_name));
        problems.list.push(...(await validateTrl(join(own, name), form, layout)));
      }
    }
  }
  croissant(problems, folder, found);
  for (const name of ["LICENSE", "ATTRIBUTION.md", "statistics.json", "assay.lock.json", "evidence.jsonl"]) {
    problems.expect(existsSync(join(folder, name)), `${name} is missing`);
  }
  return problems.list;
}

async function features(problems: Problems, path: string, info: Row[], config: string): Promise<void> {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = await parquetMetadataAsync(file);
  const key = metadata.key_value_metadata?.find((entry) => entry.key === "huggingface");
  const names = Object.keys(JSON.parse(key?.value ?? "{}").info?.features ?? {});
  const columns = metadata.schema[0]!.num_children;
  problems.expect(names.length === columns, `${path}: ${names.length} features for ${columns} columns`);
  const own = info.find(({ config_name }) => config_name === config);
  const listed = (own?.features as { name: string }[] | undefined)?.map(({ name }) => name) ?? [];
  problems.expect(listed.join() === names.join(), `${path}: the card lists ${listed}`);
  for (const { num_rows } of metadata.row_groups) problems.expect(num_rows <= 10_000n, `${path}: a large row group`);
}

function croissant(problems: Problems, folder: string, files: readonly string[]): void {
  const document = JSON.parse(readFileSync(join(folder, "croissant.json"), "utf8")) as Row;
  const conforms = document.conformsTo as string[];
  problems.expect(conforms.includes("http://mlcommons.org/croissant/1.0"), "croissant: conformsTo");
  for (const key of ["name", "description", "license", "version", "distribution", "recordSet"]) {
    problems.expect(document[key] !== undefined, `croissant lacks ${key}`);
  }
  const entries = document.distribution as Row[];
  const objects = entries.filter((entry) => entry["@type"] === "cr:FileObject");
  problems.expect(objects.map((entry) => entry.contentUrl).join() === files.join(), "croissant: files");
  for (const { sha256, encodingFormat } of objects) {
    problems.expect(/^[0-9a-f]{64}$/.test(String(sha256)) && encodingFormat !== undefined, "croissant: a file object");
  }
  const ids = entries.map((entry) => entry["@id"]);
  for (const { field } of document.recordSet as { field: { source: { fileSet: Row } }[] }[]) {
    for (const { source } of field) problems.expect(ids.includes(source.fileSet["@id"]), "croissant: a source");
  }
}
