import { generation } from "./generation.ts";
import { decide, interpret } from "./orchestrator.ts";
import { planning } from "./planning.ts";
import { question } from "./question.ts";
import { search, synthesise } from "./research.ts";
import { derive, judge } from "./reviewer.ts";

/** Every agent. `generation` is made per training type. */
export const agents = { interpret, decide, planning, question, search, synthesise, generation, derive, judge };
