import type { Command } from "../command.ts";
import { audit } from "./audit.ts";
import { doctor } from "./doctor.ts";
import { exportRows } from "./export.ts";
import { generate } from "./generate.ts";
import { plan } from "./plan.ts";
import { resume } from "./resume.ts";
import { runs } from "./runs.ts";
import { show } from "./show.ts";
import { sources } from "./sources.ts";
import { status } from "./status.ts";

/** Every command, in the order of the help. A new one is its file and a line here. */
export const commands = {
  generate,
  plan,
  resume,
  status,
  runs,
  show,
  export: exportRows,
  audit,
  sources,
  doctor,
} satisfies Record<string, Command>;
