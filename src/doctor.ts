import { isAssayError } from "../schema/error.ts";
import type { SourceHealth } from "../schema/source.ts";
import type { DoctorReport } from "./api.ts";
import { executorInfos } from "./sandbox/index.ts";
import type { Session } from "./session.ts";
import { version } from "./version.ts";

const secrets = ["GEMINI_API_KEY", "GOOGLE_API_KEY"] as const;

/** What this machine can do. A part that fails is reported, never thrown. */
export async function doctor(session: Session): Promise<DoctorReport> {
  const told = (error: unknown): string =>
    isAssayError(error) ? error.line : String((error as Error).message ?? error);
  const [executors, tiers, database, sources] = await Promise.all([
    executorInfos(),
    session.tiers().catch((error) => ({ error: told(error) })),
    session.store().then(
      ({ location, library }) => ({ location, state: "ready", library }),
      (error) => ({ location: session.config.db.replace(/\/\/[^@/]*@/, "//…@"), state: told(error), library: "" }),
    ),
    session
      .research()
      .then((research) => research.health(new AbortController().signal))
      .catch((error): SourceHealth[] => [
        { source: "research", title: "research", state: "down", detail: told(error), latencyMs: 0, tools: [] },
      ]),
  ]);
  return {
    version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    executors,
    keys: secrets.map((name) => ({ name, set: Boolean(session.environment[name]?.trim()) })),
    models: Object.entries(tiers).map(([tier, model]) => ({ tier, model })),
    database,
    sources,
  };
}
