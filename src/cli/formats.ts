/**
 * Every export format and its sentence, for the help text. They stand here once more so that help need not load the
 * library; a test compares them with the formats' own.
 */
export const formats = {
  trl: "TRL's columns, as JSON Lines or Parquet; also for OpenRLHF, Unsloth and Axolotl",
  hf: "a folder for the Hugging Face Hub: Parquet shards, card, Croissant, licences, lock file",
  verl: "Parquet for verl: prompts, with their ground truth where rows have one; conversations, pairs",
  skyrl: "Parquet or JSON Lines for SkyRL: prompts, with their ground truth where rows have one",
  openai: "JSON Lines for OpenAI-style fine-tuning: SFT, DPO or RFT by the type",
  "llama-factory": "a dataset_dir for LLaMA-Factory: conversations and their dataset_info.json",
  sharegpt: "JSON Lines with conversations of human and gpt turns",
  alpaca: "JSON Lines with instruction, input and output",
  vertex: "JSON Lines for tuning Gemini on Vertex AI, supervised or by preference",
  bedrock: "JSON Lines for Amazon Bedrock: conversations, or prompts, with a reference answer where rows have one",
  csv: "comma-separated values for spreadsheets: one cell a column, transcripts as text",
} as const;
