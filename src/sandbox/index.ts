/**
 * Runs programs that a model wrote. See reference/sandbox.md for what each tier holds.
 * Importing starts nothing; opening runs the self-test of the executors that are asked for, once per process.
 */
import { AssayError } from "../../schema/error.ts";
import type { Executor, ExecutorInfo, Language } from "../../schema/execution.ts";
import { BUBBLEWRAP_HINT } from "./bubblewrap.ts";
import type { ExecutorDriver } from "./driver.ts";
import { pyodide } from "./pyodide.ts";
import { quickjs } from "./quickjs.ts";
import { systemPython } from "./system-python.ts";

/** All executors, the better ones of a language first. */
export const executors = {
  "system-python": systemPython,
  pyodide,
  quickjs,
} satisfies Record<string, ExecutorDriver>;

export interface OpenExecutorOptions {
  /** Which executor runs Python; `auto` takes the highest tier that passes its self-test. Default `auto`. */
  executor?: "auto" | "system-python" | "pyodide";
  /** Refuse to run anything below this tier. Default 0. */
  minTier?: 0 | 1 | 2 | 3;
  /** Programs at the same time, per language. Default: about one per core. */
  slots?: number;
}

/**
 * One executor for every language: Python goes to the best tier that works here, JavaScript to QuickJS, which is opened
 * on first use. Id, tier and info are those of the Python executor.
 *
 * Throws `sandbox/unavailable` or `sandbox/tier` when nothing that was asked for can run here. `exec` rejects only with
 * the reason of an aborted signal, after `close`, or with `sandbox/tier` for a language that has no executor of minTier.
 */
export async function openExecutor(options: OpenExecutorOptions = {}): Promise<Executor> {
  const { executor = "auto", minTier = 0, slots } = options;
  const choices: ExecutorDriver[] = Object.values(executors).filter(({ id }) => executor === "auto" || id === executor);
  const open = async (language: Language) => {
    const driver = await choose(language, language === "python" ? choices : Object.values(executors), minTier);
    return driver.open({ ...(slots === undefined ? {} : { slots }) });
  };

  const python = await open("python");
  const opened = new Map<Language, Promise<Executor>>([["python", Promise.resolve(python)]]);
  const executorOf = (language: Language) => {
    const known = opened.get(language);
    if (known) return known;
    const opening = open(language);
    opened.set(language, opening);
    opening.catch(() => opened.delete(language));
    return opening;
  };

  return {
    id: python.id,
    tier: python.tier,
    info: () => python.info(),
    exec: async (request) => (await executorOf(request.language)).exec(request),
    close: async () => {
      const settled = await Promise.allSettled(opened.values());
      await Promise.all(settled.map((result) => result.status === "fulfilled" && result.value.close()));
    },
  };
}

/** What this machine can run, by self-tests that are really run; for `assay doctor`. */
export function executorInfos(): Promise<ExecutorInfo[]> {
  return Promise.all(Object.values(executors).map((driver) => driver.probe()));
}

/** The first available driver of the language at or above minTier; drivers stand best first. */
async function choose(
  language: Language,
  drivers: readonly ExecutorDriver[],
  minTier: number,
): Promise<ExecutorDriver> {
  const found: ExecutorInfo[] = [];
  for (const driver of drivers.filter(({ languages }) => languages.includes(language))) {
    const info = await driver.probe();
    if (info.available && info.tier >= minTier) return driver;
    found.push(info);
  }
  const seen = found.map(({ id, tier, available, detail }) =>
    available ? `${id} is tier ${tier}` : `${id} cannot run here (${detail})`,
  );
  const code = found.some(({ available }) => available) ? "sandbox/tier" : "sandbox/unavailable";
  throw new AssayError(
    code,
    `expected a ${language} executor of tier ${minTier} or higher; ${seen.join("; ") || "there is none"}.`,
    {
      hint: BUBBLEWRAP_HINT,
    },
  );
}
