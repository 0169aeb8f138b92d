import { defineImportFormat } from "../format.ts";
import { without } from "../turns.ts";

const questions = ["prompt", "question", "instruction", "query", "problem", "input"];
const responses = ["completion", "response", "answer", "output", "solution"];

/** Plain columns: a training type's own ones as they are, or a question and an answer under the names people give them. */
export const columns = defineImportFormat({
  name: "columns",
  description: "a training type's own columns, or a question and an answer by their usual names",
  recognises: () => true,
  read(record) {
    const asked = questions.find((name) => typeof record[name] === "string");
    const answered = responses.find((name) => typeof record[name] === "string");
    const named = {
      ...(asked === undefined ? {} : { prompt: record[asked] }),
      ...(answered === undefined ? {} : { completion: record[answered] }),
    };
    // Beside a ground truth or a reward the other names mean something of their own.
    const renamed = "ground_truth" in record || "reward" in record ? [] : [asked, answered];
    return {
      ...named,
      ...without(record, ...renamed.filter((name): name is string => name !== undefined && !(name in named))),
    };
  },
});
