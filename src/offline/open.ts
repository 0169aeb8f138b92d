import type { ModelDriver } from "../../schema/model.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { createCatalogue } from "./catalogue.ts";
import { createExpert } from "./expert.ts";
import { families } from "./families/index.ts";
import type { AnyFamily } from "./family.ts";

/** The offline expert with the families of the house and those that were brought, which win over ours of the same name. */
export function openExpert(brought: readonly AnyFamily[] = []): ModelDriver {
  return createExpert({ catalogue: createCatalogue([...families, ...brought]), trainingTypes });
}
