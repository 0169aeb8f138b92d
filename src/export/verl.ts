import { compared, further, imitated } from "./conversation.ts";
import { type RowView, rowFormat } from "./row-format.ts";
import { readable } from "./standard.ts";

/** Columns that verl's reward functions are given, with the row's origin beside them. */
export const extraInfo: RowView = (columns, { part, place, form, provenance }) => {
  const { ground_truth, solution, ...others } = further(form, columns);
  return {
    split: part,
    index: place,
    question: readable(columns.prompt),
    answer: String(solution ?? ground_truth ?? ""),
    need_tools_kwargs: false,
    ...others,
    provenance: JSON.stringify(provenance),
  };
};

const prompted: RowView = (columns, place) => ({
  data_source: `assay/${place.dataset.type.name}`,
  prompt: columns.prompt,
  ability: place.row.sample.topic,
  reward_model: {
    style: typeof columns.ground_truth === "string" ? "rule" : "model",
    ground_truth: typeof columns.ground_truth === "string" ? columns.ground_truth : "",
  },
  extra_info: extraInfo(columns, place),
});

const origin: RowView = (_columns, { part, place, provenance }) => ({
  split: part,
  index: place,
  provenance: JSON.stringify(provenance),
});

const conversation: RowView = (columns, place) => ({
  messages: imitated(columns),
  ...(columns.tools === undefined ? {} : { tools: columns.tools }),
  extra_info: origin(columns, place),
});

const pair: RowView = (columns, place) => {
  const { prompt, chosen, rejected } = compared(columns);
  return {
    prompt: readable(prompt),
    chosen: readable(chosen),
    rejected: readable(rejected),
    extra_info: origin(columns, place),
  };
};

/**
 * Parquet for verl: prompts with a reward for GRPO, PPO and DAPO; conversations for its multi-turn SFT; pairs of strings for
 * its reward models. `data_source` chooses the reward function. Columns: verl, docs/preparation/prepare_data.rst
 */
export const verl = rowFormat({
  name: "verl",
  description: "Parquet for verl: prompts, with their ground truth where rows have one; conversations, pairs",
  rows: {
    "prompt-only": { becomes: "prompt, reward_model", view: prompted },
    "language-modelling": { becomes: "messages", view: conversation },
    "prompt-completion": { becomes: "messages", view: conversation },
    preference: { becomes: "prompt, chosen, rejected", view: pair },
    "implicit-preference": { becomes: "prompt, chosen, rejected", view: pair },
  },
  otherwise: "verl has no trainer for single rated answers",
  containers: ["parquet"],
  provenance: "within",
  whole: ["extra_info.index"],
});
