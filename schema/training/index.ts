import type { z } from "zod";
import { chat } from "./chat.ts";
import type { TrainingType } from "./define.ts";
import { dpo } from "./dpo.ts";
import { grpo } from "./grpo.ts";
import { kto } from "./kto.ts";
import { orpo } from "./orpo.ts";
import { ppo } from "./ppo.ts";
import { qa } from "./qa.ts";
import { rlhf } from "./rlhf.ts";
import { sft } from "./sft.ts";

// biome-ignore lint/suspicious/noExplicitAny: correlated unions of draft and row cannot be typed simply otherwise
export type AnyTrainingType = TrainingType<string, any, any>;

/** Every training type. A new one is its file and a line here. */
export const trainingTypes = { sft, dpo, ppo, grpo, rlhf, kto, orpo, chat, qa } satisfies Record<
  string,
  AnyTrainingType
>;

export type TrainingTypeName = keyof typeof trainingTypes;
export type RowOf<Name extends TrainingTypeName> = z.infer<(typeof trainingTypes)[Name]["row"]>;
