import { z } from "zod";

/** What the provider of a model asks of whoever uses its output. A contract, not a licence: never part of an SPDX expression. */
export const ProviderTerms = z.object({
  /** Family of models: `gemini`. */
  family: z.string(),
  title: z.string(),
  /** `none` no model or no condition · `known` the obligations below · `unknown` to be checked by the user. */
  standing: z.enum(["none", "known", "unknown"]),
  obligations: z.array(z.string()),
  /** Where the terms stand; null where we know of none. */
  url: z.string().nullable(),
});
export type ProviderTerms = z.infer<typeof ProviderTerms>;

/** The day as of which the table below was made. Terms change: the URL is what counts. */
export const providerTermsAsOf = "2026-11-01";

interface Provider extends ProviderTerms {
  /** Matches `driver/model` in lower case. */
  models: RegExp;
}

const noCompeting = (what: string): string => `Do not use the output to develop models that compete with ${what}.`;
const check = "Terms for this model are not in the table: read them before you train on or pass on its output.";

/** Model families, the first match counts. Only what is known is stated; everything else says that it must be checked. */
const providers: readonly Provider[] = [
  {
    family: "offline",
    title: "offline expert",
    models: /^offline\//,
    standing: "none",
    obligations: [],
    url: null,
  },
  {
    family: "gemini",
    title: "Gemini API",
    models: /(?:^|\/)gemini/,
    standing: "known",
    obligations: [noCompeting("the Gemini API or Google AI Studio"), "Follow Google's Prohibited Use Policy."],
    url: "https://ai.google.dev/gemini-api/terms",
  },
  {
    family: "gpt-oss",
    title: "gpt-oss",
    models: /gpt-oss/,
    standing: "unknown",
    obligations: [check],
    url: "https://github.com/openai/gpt-oss",
  },
  {
    family: "openai",
    title: "OpenAI",
    models: /^openai\/|(?:^|\/)(?:gpt-[345]|chatgpt|o[134](?:-|$))/,
    standing: "known",
    obligations: [noCompeting("OpenAI's products and services")],
    url: "https://openai.com/policies/",
  },
  {
    family: "anthropic",
    title: "Anthropic",
    models: /^anthropic\/|(?:^|\/)claude/,
    standing: "known",
    obligations: [noCompeting("Anthropic's services, without its approval")],
    url: "https://www.anthropic.com/legal/commercial-terms",
  },
  {
    family: "deepseek-distilled",
    title: "DeepSeek R1, distilled",
    models: /deepseek-r1-distill/,
    standing: "unknown",
    obligations: ["The terms of the model that was distilled into (Llama or Qwen) hold as well: check them."],
    url: "https://github.com/deepseek-ai/DeepSeek-R1",
  },
  {
    family: "llama-2-3",
    title: "Llama 2 and Llama 3",
    models: /llama-?_?(?:2|3)(?![\d.])(?!-[123](?:-|$))/,
    standing: "known",
    obligations: [
      "Do not use the output to improve any other large language model than Llama 2, Llama 3 or their derivatives.",
    ],
    url: "https://www.llama.com/license/",
  },
  {
    family: "llama",
    title: "Llama 3.1 and later",
    models: /llama-?_?(?:3[.-][123]|4)/,
    standing: "known",
    obligations: [
      'A model that is trained with the output and passed on has a name that begins with "Llama".',
      'Show "Built with Llama" and follow the Acceptable Use Policy.',
    ],
    url: "https://www.llama.com/llama3_1/license/",
  },
  {
    family: "gemma",
    title: "Gemma 1 to 3",
    models: /gemma-?_?[123](?!\d)/,
    standing: "known",
    obligations: [
      "A model that is trained with the output to behave like Gemma is a derivative: pass on the use restrictions with it.",
    ],
    url: "https://ai.google.dev/gemma/terms",
  },
  {
    family: "qwen-licence",
    title: "Qwen2.5 72B",
    models: /qwen-?2\.5-72b/,
    standing: "known",
    obligations: [
      'A model that is trained with the output and passed on shows "Built with Qwen" or "Improved using Qwen" in its documentation.',
    ],
    url: "https://huggingface.co/Qwen/Qwen2.5-72B-Instruct/blob/main/LICENSE",
  },
  ...(
    [
      ["llama-other", "Llama", /llama/, "https://www.llama.com/license/"],
      ["gemma-other", "Gemma", /gemma/, "https://ai.google.dev/gemma/terms"],
      ["mistral", "Mistral", /^mistral\/|mistral|mixtral|codestral|magistral/, "https://legal.mistral.ai/terms"],
      ["deepseek", "DeepSeek", /deepseek/, "https://github.com/deepseek-ai"],
      ["qwen", "Qwen", /qwen/, "https://github.com/QwenLM"],
    ] as const
  ).map(([family, title, models, url]) => ({
    family,
    title,
    models,
    standing: "unknown" as const,
    obligations: [check],
    url,
  })),
];

/** The terms for the output of a model, `driver/model`. */
export function providerTerms(modelId: string): ProviderTerms {
  const found = providers.find(({ models }) => models.test(modelId.toLowerCase()));
  if (!found) return { family: "unknown", title: modelId, standing: "unknown", obligations: [check], url: null };
  const { models: _models, ...terms } = found;
  return terms;
}
