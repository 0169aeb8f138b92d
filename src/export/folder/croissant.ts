import { licenceById, parseExpression } from "../../../schema/licences/index.ts";
import type { CardFacts } from "./card.ts";

/** The context that Croissant 1.0 prescribes, with the namespace of its responsible-AI vocabulary. */
const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileProperty: "cr:fileProperty",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  rai: "http://mlcommons.org/croissant/RAI/",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

const types: Record<string, string> = {
  string: "sc:Text",
  float64: "sc:Float",
  int32: "sc:Integer",
  bool: "sc:Boolean",
};

/**
 * croissant.json: Croissant 1.0 with RAI 1.0. Spelling of the properties: docs.mlcommons.org/croissant/docs,
 * croissant-spec.html and croissant-rai-spec.html
 */
export function croissantText(facts: CardFacts): string {
  const { lock, statistics, features } = facts;
  const configs = Object.keys(statistics.configs);
  const files = lock.data.map(({ path }) => {
    const { sha256, bytes } = lock.files.find((file) => file.path === path)!;
    return {
      "@type": "cr:FileObject",
      "@id": path,
      name: path,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: "application/x-parquet",
      sha256,
    };
  });
  const sets = configs.map((config) => ({
    "@type": "cr:FileSet",
    "@id": `files-${config}`,
    name: `files-${config}`,
    encodingFormat: "application/x-parquet",
    includes: `${config}/*.parquet`,
  }));
  const document = {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
    name: nameOf(facts),
    description: `${statistics.rows} synthetic rows for post-training of language models, made by assay ${lock.assay}.`,
    license: licenceUrls(lock.licence.expression),
    version: "1.0.0",
    keywords: ["synthetic", ...new Set(lock.runs.flatMap(({ type, domain }) => [type, domain]))],
    inLanguage: [...new Set(lock.runs.map(({ language }) => language))],
    isLiveDataset: false,
    ...responsible(facts),
    distribution: [...files, ...sets],
    recordSet: configs.map((config) => ({
      "@type": "cr:RecordSet",
      "@id": config,
      name: config,
      field: Object.entries(features[config] ?? {}).map(([name, feature]) =>
        field(`${config}/${name}`, name, feature, config),
      ),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const nameOf = ({ lock }: CardFacts): string =>
  [...new Set(lock.runs.map(({ domain, type }) => `${domain}-${type}`))].join("-").replace(/[^A-Za-z0-9_-]+/g, "-");

function licenceUrls(expression: string): string[] {
  const ids = parseExpression(expression)?.[0] ?? [];
  return ids.map((id) => licenceById(id)?.url ?? `https://spdx.org/licenses/${id}.html`);
}

function field(id: string, column: string, feature: unknown, config: string): Record<string, unknown> {
  const source = { fileSet: { "@id": `files-${config}` }, extract: { column } };
  return { "@type": "cr:Field", "@id": id, name: id, ...typeOf(id, feature), source };
}

function typeOf(id: string, feature: unknown): Record<string, unknown> {
  const { _type, dtype, feature: inner, ...fields } = feature as Record<string, unknown>;
  if (_type === "Value") return { dataType: types[String(dtype)] ?? "sc:Text" };
  if (_type === "Json") return { dataType: "sc:Text" };
  if (_type === "List") return { repeated: true, ...typeOf(id, inner) };
  return {
    subField: Object.entries(fields).map(([name, own]) => ({
      "@type": "cr:Field",
      "@id": `${id}/${name}`,
      name: `${id}/${name}`,
      ...typeOf(`${id}/${name}`, own),
    })),
  };
}

function responsible({ lock, statistics }: CardFacts): Record<string, unknown> {
  const models = [...new Set(Object.values(statistics.agents).flatMap((agent) => Object.keys(agent.models)))];
  const withheld = Object.entries(lock.withheld).map(([reason, rows]) => `${rows} rows: ${reason}`);
  return {
    "rai:dataCollection":
      "Problems and answers were generated from a plain-language request, with passages of licensed documents as context; programs were executed, rows reviewed.",
    "rai:dataCollectionType": ["Synthetic"],
    "rai:dataCollectionRawData": `Passages of ${statistics.sources.length} documents, word for word in evidence.jsonl.`,
    "rai:dataPreprocessingProtocol": [
      `Gates asked in order: ${Object.keys(lock.gates).join(", ")}.`,
      withheld.length === 0 ? "No row was held back." : `Held back: ${withheld.join("; ")}.`,
    ],
    "rai:dataAnnotationProtocol":
      "Quality is the weighted mean of rubric scores, capped where a deterministic check failed; answers with programs were confirmed by an independent derivation.",
    "rai:machineAnnotationTools": models,
    "rai:personalSensitiveInformation": "None was sought; rows were not read one by one by people.",
    "rai:dataBiases":
      "Topics and difficulties follow the request and the plan; wording follows the models named under machineAnnotationTools.",
    "rai:dataLimitations":
      "Scores are no human judgements. Statements without a program were compared with passages only.",
    "rai:dataSocialImpact":
      "Meant for training assistants in the named domains; errors would be learned with the rest.",
    "rai:dataUseCases": "Post-training of language models, and research on it.",
    "rai:dataReleaseMaintenancePlan":
      "The folder can be checked with assay audit; assay.lock.json says how it was made.",
  };
}
