import type { Exporter, ExportFile, ExportPart, ExportRequest, ExportRow } from "../../schema/export.ts";
import { trainingForms } from "../../schema/training/define.ts";
import { attribution, hubLicence, licenceText, shardOf, tallyLicences } from "../licences/index.ts";
import { type CardFacts, cardText } from "./folder/card.ts";
import { croissantText } from "./folder/croissant.ts";
import { evidenceLines } from "./folder/evidence.ts";
import { type Lock, lockedRuns, lockName, lockText } from "./folder/lock.ts";
import { type FolderConfig, survey, viewOf } from "./folder/survey.ts";
import { Tally } from "./folder/tally.ts";
import { type Piece, whole } from "./lines.ts";
import { features } from "./parquet/schema.ts";
import { type ParquetChunk, parquetChunks } from "./parquet/write.ts";
import { provenanceColumn } from "./provenance.ts";

const takes = Object.fromEntries(
  Object.entries(trainingForms).map(([form, columns]) => [form, columns.join(", ")]),
) as Exporter["takes"];

/**
 * A dataset folder as the Hugging Face Hub wants it: Parquet shards, one configuration a training type, a card, a
 * Croissant description, LICENSE, ATTRIBUTION.md, the passages that rows rest on, the numbers as JSON and a lock file.
 * Everything can be computed again from the shards and the lock: `assay audit` does. Layout: huggingface.co/docs/hub
 */
export const hf: Exporter = {
  name: "hf",
  description: "a folder for the Hugging Face Hub: Parquet shards, card, Croissant, licences, lock file",
  takes,
  otherwise: "it takes every form",
  forms: ["conversational", "standard"],
  containers: ["parquet"],
  several: true,
  async *files(request) {
    const configs = await survey(request);
    const tally = new Tally();
    const licences = tallyLicences();
    const files: Lock["files"] = [];
    const data: Lock["data"] = [];
    const sources: Lock["sources"] = [];
    const noted = (file: ExportFile): ExportFile => ({
      ...file,
      written: (facts) => files.push({ path: file.path, rows: facts.rows, bytes: facts.bytes, sha256: facts.sha256 }),
    });
    const seen = (row: ExportRow): void => licences.add(row);

    for (const config of configs) {
      for (const [part, shards] of config.shards) {
        tally.open(config.name, part);
        const rows = rowsOf(request, config, part, seen);
        for (const [place, count] of shards.entries()) {
          const path = `${config.name}/${part}-${number(place)}-of-${number(shards.length)}.parquet`;
          data.push({ path, config: config.name, part, type: config.datasets[0]!.type.name });
          yield noted({ path, content: shard(take(rows, count), config, part, tally, request.version) });
        }
      }
    }
    yield noted({ path: "evidence.jsonl", content: evidenceLines(request, sources) });
    yield noted({ path: "ATTRIBUTION.md", content: texts(attribution(allRows(request))) });
    const licence = licences.result();
    yield noted({ path: "LICENSE", content: whole(licenceText(licence)) });
    const statistics = tally.result();
    yield noted({ path: "statistics.json", content: whole(`${JSON.stringify(statistics, null, 2)}\n`) });
    const { withheld, findings } = request.gates();
    const lock: Lock = {
      version: 1,
      assay: request.version,
      format: "hf",
      settings: request.settings,
      files,
      data,
      runs: lockedRuns(request),
      agents: statistics.agents,
      sources,
      licence: { expression: licence.licence, class: licence.class, publishable: licence.publishable },
      gates: findings,
      withheld,
    };
    const facts: CardFacts = {
      lock,
      statistics,
      hub: hubLicence(licence.licence),
      features: Object.fromEntries(configs.map((config) => [config.name, features(config.shape)])),
    };
    yield noted({ path: "croissant.json", content: whole(croissantText(facts)) });
    yield { path: "README.md", content: whole(await cardText(facts)) };
    yield { path: lockName, content: whole(lockText(lock)) };
  },
};

const number = (value: number): string => String(value).padStart(5, "0");

/** All rows of a configuration's part, with the provenance as text. */
async function* rowsOf(
  request: ExportRequest,
  { datasets, licenceShard }: FolderConfig,
  part: ExportPart,
  seen: (row: ExportRow) => void,
): AsyncGenerator<Record<string, unknown>> {
  for (const dataset of datasets) {
    for await (const row of dataset.rows(part)) {
      if (shardOf(row) !== licenceShard) continue;
      seen(row);
      const provenance = JSON.stringify(provenanceColumn(row.sample, row.evidence));
      yield { ...viewOf(request, dataset, row), provenance };
    }
  }
}

/** The next rows of a stream that goes on afterwards. */
async function* take<Row>(rows: AsyncIterator<Row>, count: number): AsyncGenerator<Row> {
  for (let taken = 0; taken < count; taken++) {
    const next = await rows.next();
    if (next.done) return;
    yield next.value;
  }
}

function shard(
  rows: AsyncIterable<Record<string, unknown>>,
  { name, shape }: FolderConfig,
  part: ExportPart,
  tally: Tally,
  version: string,
): AsyncGenerator<ParquetChunk> {
  return parquetChunks(rows, shape, {
    createdBy: `assay ${version}`,
    written({ provenance, ...columns }) {
      tally.add({ config: name, part, columns, provenance: JSON.parse(String(provenance)) as Record<string, unknown> });
    },
  });
}

async function* allRows({ datasets }: ExportRequest): AsyncGenerator<ExportRow> {
  for (const dataset of datasets) for (const part of dataset.parts) yield* dataset.rows(part);
}

async function* texts(pieces: AsyncIterable<string>): AsyncGenerator<Piece> {
  for await (const data of pieces) yield { data, rows: 0 };
}
