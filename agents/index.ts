import { attempt } from "./attempt.ts";
import { claims } from "./claims.ts";
import { compare } from "./compare.ts";
import { derive } from "./derive.ts";
import { factCheck } from "./fact-check.ts";
import { generation } from "./generation.ts";
import { judge } from "./judge.ts";
import { decide, interpret } from "./orchestrator.ts";
import { planning } from "./planning.ts";
import { question } from "./question.ts";
import { search, synthesise } from "./research.ts";
import { sortTemplates } from "./templates.ts";

/** Every agent. `generation` is made per training type. */
export const agents = {
  interpret,
  decide,
  planning,
  sortTemplates,
  question,
  search,
  synthesise,
  generation,
  derive,
  judge,
  compare,
  claims,
  factCheck,
  attempt,
};
