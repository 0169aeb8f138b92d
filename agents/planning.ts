import { z } from "zod";
import { asData, defineAgent } from "../schema/agent.ts";
import { sha256 } from "../schema/canonical.ts";
import { Spec } from "../schema/request.ts";
import { isComplexDomain } from "../schema/tier.ts";
import { templateLines } from "./templates.ts";

const Input = z.object({
  spec: Spec,
  sources: z.array(z.object({ name: z.string(), title: z.string(), domains: z.array(z.string()) })),
  /** Prompts of rows that the questions are to be like. */
  templates: z.array(z.string()).optional(),
});

const Output = z.object({
  subTopics: z
    .array(z.object({ name: z.string().min(1), weight: z.number().positive() }))
    .min(1)
    .max(40)
    .meta({ description: "distinct sub-topics that cover the domain, with relative weights" }),
  researchPlan: z.string().min(1).meta({ description: "what to look up, and where, in one to three sentences" }),
  executionPlan: z.string().min(1).meta({ description: "how rows are made and verified, in one to three sentences" }),
  sources: z.array(z.string()).meta({ description: "names of the sources to use, best first" }),
});

/** Divides the work: sub-topics with weights, a research plan and an execution plan. Quotas are computed in plain code. */
export const planning = defineAgent({
  name: "planning",
  version: "1",
  description: "divides the domain into weighted sub-topics and plans research and execution",
  input: Input,
  output: Output,
  tools: [],
  maxSteps: 3,
  maxOutputTokens: 4_096,
  temperature: 0.2,
  work: (input) => ({ kind: "plan", complexDomain: isComplexDomain(input.spec.domain) }),
  prompt: ({ spec, sources, templates = [] }) => [
    {
      role: "system",
      content: [
        "You plan the production of post-training data for language models.",
        `Choose between ${spec.count < 20 ? "2 and 5" : "6 and 20"} sub-topics of the domain that differ clearly, can be`,
        "researched in the sources and, where the domain allows it, lead to questions with one verifiable answer.",
        "If the specification names sub-topics, use exactly those. Sources you may name:",
        ...sources.map((source) => `- ${source.name}: ${source.title} (${source.domains.join(", ") || "all domains"})`),
        ...(templates.length === 0
          ? []
          : ["Choose sub-topics to which the template problems between the marks belong."]),
      ].join("\n"),
    },
    {
      role: "user",
      content: [
        asData("specification", JSON.stringify(spec, null, 1), sha256(JSON.stringify(spec)).slice(0, 12)),
        ...(templates.length === 0 ? [] : [templateLines(templates)]),
      ].join("\n"),
    },
  ],
});
