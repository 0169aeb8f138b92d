import type { Command } from "../command.ts";
import { audit } from "./audit.ts";
import { calibrate } from "./calibrate.ts";
import { diff } from "./diff.ts";
import { doctor } from "./doctor.ts";
import { exportRows } from "./export.ts";
import { generate } from "./generate.ts";
import { importRows } from "./import.ts";
import { mcp } from "./mcp.ts";
import { plan } from "./plan.ts";
import { push } from "./push.ts";
import { report } from "./report.ts";
import { resume } from "./resume.ts";
import { runs } from "./runs.ts";
import { show } from "./show.ts";
import { sources } from "./sources.ts";
import { stats } from "./stats.ts";
import { status } from "./status.ts";

/** Every command, in the order of the help. A new one is its file and a line here. */
export const commands = {
  generate,
  plan,
  resume,
  status,
  runs,
  show,
  import: importRows,
  export: exportRows,
  push,
  stats,
  report,
  diff,
  audit,
  calibrate,
  sources,
  mcp,
  doctor,
} satisfies Record<string, Command>;
