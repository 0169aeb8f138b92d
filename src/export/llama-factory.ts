import type { TrainingForm } from "../../schema/training/define.ts";
import { whole } from "./lines.ts";
import { type RowFormat, type RowView, rowFormat } from "./row-format.ts";
import { shareRows } from "./sharegpt.ts";

const columns: Partial<Record<TrainingForm, Record<string, string>>> = {
  preference: { chosen: "chosen", rejected: "rejected" },
  "implicit-preference": { chosen: "chosen", rejected: "rejected" },
  "unpaired-preference": { kto_tag: "kto_tag" },
};

/** The description names these columns for every row, so every row has them; empty text stands for none. */
const always = { system: "", tools: "" };
const rows = Object.fromEntries(
  Object.entries(shareRows).map(([form, { becomes, view }]) => [
    form,
    { becomes, view: ((columns, place) => ({ ...always, ...view(columns, place) })) as RowView },
  ]),
);

/**
 * What LLaMA-Factory reads from a `dataset_dir`: conversations as JSON Lines, and the dataset_info.json that describes them,
 * with one entry a part, called `assay_<type>_<part>`. Keys: LLaMA-Factory, data/README.md
 */
const format: RowFormat = {
  name: "llama-factory",
  description: "a dataset_dir for LLaMA-Factory: conversations and their dataset_info.json",
  rows,
  otherwise: "LLaMA-Factory trains on answers, and prompts alone have none",
  provenance: "column",
  beside(_request, { type }, paths) {
    const own = columns[type.form] ?? {};
    const entries = [...paths].map(([part, path]) => [
      `assay_${type.name}_${part}`,
      {
        file_name: path,
        formatting: "sharegpt",
        ...("chosen" in own ? { ranking: true } : {}),
        columns: { messages: "conversations", system: "system", tools: "tools", ...own },
        tags: {
          role_tag: "from",
          content_tag: "value",
          user_tag: "human",
          assistant_tag: "gpt",
          observation_tag: "observation",
          function_tag: "function_call",
        },
      },
    ]);
    const text = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
    return [{ path: "dataset_info.json", content: whole(text) }];
  },
};

export const llamaFactory = rowFormat(format);
