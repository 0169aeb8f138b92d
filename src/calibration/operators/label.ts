import { withColumns } from "../columns.ts";
import { defineOperator } from "../operator.ts";

export const flippedLabel = defineOperator({
  name: "flipped-label",
  description: "the label says the opposite",
  decidable: "deterministic",
  apply(subject) {
    const { label } = subject.columns;
    return typeof label === "boolean" ? withColumns(subject, { label: !label }) : null;
  },
});
