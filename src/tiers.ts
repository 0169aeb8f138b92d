import type { Config } from "../schema/config.ts";
import { AssayError } from "../schema/error.ts";
import type { Tier } from "../schema/model.ts";
import { geminiTiers, type ModelFacts, offlineExpert, parseModelId } from "../schema/models.ts";

/** The Gemini key, by either of its names. */
export function geminiKey(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return environment.GEMINI_API_KEY?.trim() || environment.GOOGLE_API_KEY?.trim() || undefined;
}

/**
 * Which model serves which tier: what the configuration says, else Gemini when a key is set, else the offline expert.
 * A model may be named without its driver when the table knows it.
 */
export function resolveTiers(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
  table: readonly ModelFacts[],
  brought: readonly string[],
): Record<Tier, string> {
  const defaults = geminiKey(environment)
    ? geminiTiers
    : { complex: offlineExpert, standard: offlineExpert, fast: offlineExpert };
  const pick = (own: string | undefined, tier: Tier): string => {
    const id = resolveModel(own ?? config.model ?? defaults[tier], table, brought);
    if (parseModelId(id).driver === "gemini" && !geminiKey(environment)) {
      throw new AssayError("model/auth", `${id} needs a key, and GEMINI_API_KEY is not set.`, {
        hint: "Export GEMINI_API_KEY, or choose --model offline/expert.",
      });
    }
    return id;
  };
  return {
    complex: pick(config.tierComplex, "complex"),
    standard: pick(config.tierStandard, "standard"),
    fast: pick(config.tierFast, "fast"),
  };
}

/** The full id of a model; unknown ones are an error that names what there is. */
export function resolveModel(name: string, table: readonly ModelFacts[], brought: readonly string[]): string {
  const { driver, model } = parseModelId(name);
  if (brought.includes(driver)) return name;
  const found = table.find((facts) => facts.model === model && (driver === "" || facts.driver === driver));
  if (found) return `${found.driver}/${found.model}`;
  throw new AssayError("config/model", `The model "${name}" is not known.`, {
    hint: `Models: ${table.map((facts) => `${facts.driver}/${facts.model}`).join(", ")}.`,
  });
}

/** Models that serve one task only, apart from the tiers. */
export interface Roles {
  /** Of the independent second solution; undefined: the tier's. */
  derivation: string | undefined;
  /** The panel of judges; empty: one judge, of the tier that the work asks for. */
  judges: readonly string[];
  /** The model whose attempts measure difficulty. */
  attempts: string;
}

/** Full ids of the models that the configuration names for single tasks. */
export function resolveRoles(
  config: Config,
  tiers: Record<Tier, string>,
  table: readonly ModelFacts[],
  brought: readonly string[],
): Roles {
  const resolved = (name: string): string => resolveModel(name, table, brought);
  return {
    derivation: config.derivationModel === undefined ? undefined : resolved(config.derivationModel),
    judges: [...new Set((config.judges ?? []).map(resolved))],
    attempts: config.passModel === undefined ? tiers.standard : resolved(config.passModel),
  };
}
