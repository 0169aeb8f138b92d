import { modelFacts, modelFamily } from "../../schema/models.ts";
import { isComplexDomain, selectTier } from "../../schema/tier.ts";
import type { RunContext } from "./context.ts";

type Models = Pick<RunContext, "tiers" | "roles" | "modelTable">;

/** The models that judge rows of a domain: the panel, else the model of the tier that judging asks for. */
export function judgesOf(domain: string, { tiers, roles }: Models): readonly string[] {
  const kind = isComplexDomain(domain) ? "reason" : "validate";
  return roles.judges.length > 0 ? roles.judges : [tiers[selectTier({ kind, complexDomain: true })]];
}

/** Judges of the generator's family. Rules favour nobody, so they have none. */
export function relatives(domain: string, models: Models): string[] {
  const generator = models.tiers[selectTier({ kind: "reason", complexDomain: isComplexDomain(domain) })];
  return judgesOf(domain, models).filter(
    (judge) => modelFamily(judge) === modelFamily(generator) && !isProcedural(judge, models),
  );
}

/** Whether a model answers by rules, which can read nothing that they were not written for. */
export function isProcedural(model: string, { modelTable }: Pick<Models, "modelTable">): boolean {
  return modelFacts(model, modelTable)?.procedural === true;
}

/** What a user should know of the judges of a run before it starts; null when there is nothing to say. */
export function familyWarning(domain: string, models: Models): string | null {
  const related = relatives(domain, models);
  if (related.length === 0) return null;
  const words = `${related.join(", ")} ${related.length === 1 ? "judges" : "judge"} rows of a model of the same family`;
  return `${words} (${modelFamily(related[0]!)}), which judges tend to favour; name others with --judges`;
}
