import { withColumns } from "../columns.ts";
import { defineOperator } from "../operator.ts";

export const strayReward = defineOperator({
  name: "stray-reward",
  description: "a reward out of line with its components",
  decidable: "deterministic",
  apply(subject, random) {
    const { reward, reward_components: components } = subject.columns;
    if (typeof reward !== "number" || typeof components !== "object" || components === null) return null;
    const shift = random.decimal(0.1, 0.5, 2);
    return withColumns(subject, { reward: Number((reward >= 0.5 ? reward - shift : reward + shift).toFixed(6)) });
  },
});

const isMember = (value: unknown): value is { completion: string; reward: number } =>
  typeof value === "object" && value !== null && "reward" in value && typeof value.reward === "number";

export const strayGroupReward = defineOperator({
  name: "stray-group-reward",
  description: "one completion of a group with the other reward",
  decidable: "deterministic",
  apply(subject, random) {
    const { completions } = subject.columns;
    if (!Array.isArray(completions) || completions.length === 0 || !completions.every(isMember)) return null;
    const index = random.integer(0, completions.length - 1);
    const changed = completions.map((member, place) =>
      place === index ? { ...member, reward: 1 - member.reward } : member,
    );
    return withColumns(subject, { completions: changed });
  },
});
