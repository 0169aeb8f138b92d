import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { startHardenedChild } from "./hardened-child.ts";
import { type HardenedOptions, hardenedExecutor } from "./hardened-executor.ts";

/** QuickJS interrupts itself at the deadline; the process is killed when it does not, as in a regular expression. */
const GRACE_MS = 250;

const HELLO = `const host = ["process", "require", "fetch", "WebAssembly"].filter((name) => name in globalThis);
console.log("hello", 6 * 7, host.length, typeof this.constructor.constructor("return globalThis.process")());`;

/**
 * JavaScript (ES2023) in QuickJS compiled to WebAssembly, a fresh runtime for each program, in a hardened Node process.
 * A program has `console`, `print`, `readline()` and a seeded `Math.random`, no modules, no timers; promises are settled
 * before it ends. `perturb` is for Python only and gives `infra` entries.
 */
export const { create: createQuickJs, driver: quickjs } = hardenedExecutor({
  id: "quickjs",
  language: "javascript",
  interpreter: "QuickJS",
  ownMb: 200,
  start: startQuickJs,
  run: (request, { timeoutMs }, ask) => ask({ seed: request.seed ?? 0, timeoutMs }, timeoutMs + GRACE_MS),
  /** A program must run, and must find nothing of the host's. */
  async check(executor) {
    const { status, stdout, stderr, interpreter } = await executor.exec({ language: "javascript", code: HELLO });
    const failure =
      status === "ok" && stdout === "hello 42 0 undefined\n"
        ? undefined
        : `The hello program ended with ${status}: ${stderr || stdout}`;
    return { failure, interpreter };
  },
});

function startQuickJs(options: HardenedOptions) {
  const entry = createRequire(import.meta.url).resolve("quickjs-emscripten");
  const resolve = createRequire(entry).resolve;
  const core = resolve("quickjs-emscripten-core");
  const variant = resolve("@jitl/quickjs-wasmfile-release-sync");
  const types = createRequire(core).resolve("@jitl/quickjs-ffi-types");
  return startHardenedChild({
    ...options,
    worker: new URL("./worker/quickjs-worker.mjs", import.meta.url),
    readable: [core, variant, types].map((path) => dirname(dirname(path))),
    setup: { core: pathToFileURL(core).href, variant: pathToFileURL(variant).href },
  });
}
