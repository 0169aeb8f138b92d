import { defineImportFormat } from "../format.ts";
import { type Columns, parsed, readTurns, turnsOrText, without } from "../turns.ts";

/** Prompts with a reward specification, as verl and SkyRL have them; verl's conversations and pairs. */
export const verl = defineImportFormat({
  name: "verl",
  description: "prompt with reward_model or reward_spec and extra_info; also SkyRL",
  recognises: (record) => isObject(record.extra_info) || isObject(record.reward_model) || isObject(record.reward_spec),
  read(record) {
    const info = isObject(record.extra_info) ? record.extra_info : {};
    const reward = isObject(record.reward_model) ? record.reward_model : record.reward_spec;
    const { answer, provenance, ...further } = without(info, "split", "index", "question", "need_tools_kwargs");
    const shared: Columns = { ...nonNull(further), ...(provenance == null ? {} : { provenance: parsed(provenance) }) };
    const own = without(
      record,
      ...["data_source", "ability", "env_class", "reward_model", "reward_spec", "extra_info", "enable_thinking"],
    );
    if (record.messages !== undefined) {
      const messages = readTurns(record.messages);
      return messages ? { ...nonNull(own), messages, ...shared } : null;
    }
    const prompt = turnsOrText(record.prompt);
    if (prompt === undefined) return null;
    if (!isObject(reward)) return { ...nonNull(own), prompt, ...shared };
    const truth =
      typeof reward.ground_truth === "string" && reward.ground_truth !== "" ? reward.ground_truth : undefined;
    // The reference answer of a row with a verifiable one is its solution.
    const solution = truth !== undefined && typeof answer === "string" && answer !== "" ? { solution: answer } : {};
    return { ...nonNull(own), prompt, ...(truth === undefined ? {} : { ground_truth: truth }), ...solution, ...shared };
  },
  type: ({ data_source: source }) =>
    typeof source === "string" && source.startsWith("assay/") ? source.slice("assay/".length) : undefined,
});

const isObject = (value: unknown): value is Columns =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Parquet fills what a row has not with null. */
const nonNull = (record: Columns): Columns =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
