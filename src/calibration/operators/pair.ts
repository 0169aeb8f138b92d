import { textOf, withColumns } from "../columns.ts";
import { defineOperator } from "../operator.ts";

export const swappedPair = defineOperator({
  name: "swapped-pair",
  description: "chosen and rejected changed places",
  decidable: "deterministic",
  apply(subject) {
    const [chosen, rejected] = [textOf(subject, "chosen"), textOf(subject, "rejected")];
    return chosen === null || rejected === null ? null : withColumns(subject, { chosen: rejected, rejected: chosen });
  },
});

export const swappedPositions = defineOperator({
  name: "swapped-positions",
  description: "the two responses of a comparison changed places, the preference did not",
  decidable: "deterministic",
  apply(subject) {
    const [a, b] = [textOf(subject, "response_a"), textOf(subject, "response_b")];
    if (a === null || b === null || textOf(subject, "preferred") === null) return null;
    return withColumns(subject, { response_a: b, response_b: a });
  },
});
