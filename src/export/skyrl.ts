import { rowFormat } from "./row-format.ts";
import { extraInfo } from "./verl.ts";

/**
 * Parquet (or JSON Lines) for SkyRL. `env_class` is "assay" in every row: register an environment under that name, or set
 * another in SkyRL's configuration. Columns: docs.skyrl.ai/docs/datasets/dataset-preparation
 */
export const skyrl = rowFormat({
  name: "skyrl",
  description: "Parquet or JSON Lines for SkyRL: prompts, with their ground truth where rows have one",
  rows: {
    "prompt-only": {
      becomes: "prompt, reward_spec",
      view: (columns, place) => ({
        data_source: `assay/${place.dataset.type.name}`,
        prompt: columns.prompt,
        env_class: "assay",
        reward_spec: {
          method: typeof columns.ground_truth === "string" ? "rule" : "reward_model",
          ground_truth: typeof columns.ground_truth === "string" ? columns.ground_truth : "",
        },
        extra_info: extraInfo(columns, place),
      }),
    },
  },
  otherwise: "SkyRL trains by reward on prompts alone",
  containers: ["parquet", "jsonl"],
  provenance: "within",
  whole: ["extra_info.index"],
});
