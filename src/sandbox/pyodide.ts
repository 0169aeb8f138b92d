import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExecResult } from "../../schema/execution.ts";
import { findEscape } from "./escape-check.ts";
import { type HardenedChild, startHardenedChild } from "./hardened-child.ts";
import { type HardenedOptions, hardenedExecutor } from "./hardened-executor.ts";
import { embeddedSource, importsSource } from "./python/embedded.ts";

const VARIANT_MS = 1_000;

/**
 * CPython compiled to WebAssembly in hardened Node processes that are used again after a full reset of heap and files.
 *
 * Held: no host files, environment, processes or (tier 1) network; limits on time, memory and output.
 * Not held: at tier 0 a break-out of WebAssembly or V8 can open TCP connections and signal processes of the same user.
 * Where there is no /proc, memory outside the WebAssembly heap is not limited. The hash seed is always 0.
 */
export const { create: createPyodide, driver: pyodide } = hardenedExecutor({
  id: "pyodide",
  language: "python",
  interpreter: "CPython",
  ownMb: 320,
  start: startPyodide,
  check: findEscape,
  async run(request, limits, ask) {
    const runOnce = (variant: number) =>
      ask(
        {
          seed: Math.trunc(request.seed ?? 0),
          variant,
          keep: (request.keep ?? []).filter(Number.isFinite).join(" "),
        },
        variant ? Math.min(VARIANT_MS, limits.timeoutMs) : limits.timeoutMs,
      );
    const ran = await runOnce(0);
    const perturbed: ExecResult["perturbed"] = [];
    // A variant of a program that failed by itself would say nothing.
    for (let variant = 1; ran.status === "ok" && variant <= (request.perturb ?? 0); variant++) {
      const { status, stdout } = await runOnce(variant);
      perturbed.push({ status, stdout });
    }
    return { ...ran, perturbed };
  },
});

/** Memory of an interpreter with the standard modules loaded, as the first child of this process made it. */
let snapshot: Buffer | undefined;

async function startPyodide(options: HardenedOptions): Promise<HardenedChild> {
  const folder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  const begin = (payload: Buffer | undefined) =>
    startHardenedChild({
      ...options,
      worker: new URL("./worker/pyodide-worker.mjs", import.meta.url),
      readable: [folder],
      setup: {
        module: pathToFileURL(join(folder, "pyodide.mjs")).href,
        imports: importsSource,
        source: embeddedSource,
        snapshotBytes: payload?.length ?? 0,
      },
      ...(payload ? { payload } : {}),
    });
  if (snapshot) return begin(snapshot);
  const child = await begin(undefined);
  snapshot ??= child.made;
  return child;
}
