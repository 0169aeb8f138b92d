/**
 * A hardened process that runs JavaScript programs in QuickJS, each in a runtime of its own.
 * The first request is `{ core: URL, variant: URL }`, each later one
 * `{ nonce, code, stdin, seed, timeoutMs, memoryMb, outputBytes }`.
 */
import { createCapture, readRequest, writeResult } from "./channel.mjs";
import { closeModules, limitMemory, lockDown } from "./harden.mjs";

/** More lets deep recursion overflow the host's own stack (reference/sandbox.md 5). */
const STACK_BYTES = 131_072;
const MEGABYTE = 1_048_576;

const setMemoryLimit = limitMemory();
closeModules();
const { core, variant } = readRequest();
const { newQuickJSWASMModuleFromVariant } = await import(core);
const engine = await newQuickJSWASMModuleFromVariant(import(variant));
const output = createCapture();
const errors = createCapture();
const encoder = new TextEncoder();
const encode = (text) => encoder.encode(text);
const now = performance.now.bind(performance);
lockDown();
writeResult({ ready: "QuickJS (quickjs-emscripten)" });

for (;;) serve(readRequest());

function serve({ nonce, code, stdin, seed, timeoutMs, memoryMb, outputBytes }) {
  output.start(outputBytes);
  errors.start(outputBytes);
  setMemoryLimit(memoryMb + 64);
  const started = now();
  let status = "error";
  let fatal;
  try {
    status = run(code, stdin, seed, memoryMb, started + timeoutMs);
  } catch (error) {
    fatal = `${error?.name}: ${error?.message}`;
  }
  const truncated = output.truncated() || errors.truncated();
  const ended = status === "ok" ? "ok 0" : `${status} 1`;
  const durationMs = now() - started;
  writeResult({ nonce, ended, stdout: output.text(), stderr: errors.text(), truncated, durationMs, fatal });
}

function run(code, stdin, seed, memoryMb, deadline) {
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(memoryMb * MEGABYTE);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(() => now() > deadline);
  const context = runtime.newContext();
  const define = (name, take) => {
    const handle = context.newFunction(name, take);
    context.setProp(context.global, name, handle);
    handle.dispose();
  };
  define("__out", (text) => void output.write(encode(context.getString(text))));
  define("__err", (text) => void errors.write(encode(context.getString(text))));
  define("__in", () => context.newString(stdin));
  try {
    context.unwrapResult(context.evalCode(prelude(seed), "prelude.js")).dispose();
    const failed = settle(context.evalCode(code, "main.js")) ?? settle(runtime.executePendingJobs());
    return failed ?? "ok";
  } finally {
    context.dispose();
    runtime.dispose();
  }

  function settle(result) {
    if (!result.error) {
      result.dispose?.();
      return undefined;
    }
    const error = context.dump(result.error);
    result.error.dispose();
    const text =
      error && typeof error === "object" ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : `${error}`;
    errors.write(encode(`Uncaught ${text}\n`));
    if (now() > deadline) return "timeout";
    return error?.message === "out of memory" ? "memory" : "error";
  }
}

/** console, readline() over stdin, and a seeded Math.random (mulberry32). */
function prelude(seed) {
  return `(() => {
    const out = __out, err = __err, text = __in();
    delete globalThis.__out; delete globalThis.__err; delete globalThis.__in;
    const { stringify } = JSON;
    const show = (value) => {
      if (typeof value === "string") return value;
      if (typeof value === "object" && value !== null && !(value instanceof Error)) {
        try { return stringify(value) ?? String(value); } catch {}
      }
      return String(value);
    };
    const line = (write) => (...values) => {
      let text = "";
      for (let i = 0; i < values.length; i++) text += (i ? " " : "") + show(values[i]);
      write(text + "\\n");
    };
    globalThis.console = { log: line(out), info: line(out), debug: line(out), warn: line(err), error: line(err) };
    globalThis.print = console.log;
    let at = 0;
    globalThis.readline = () => {
      if (at >= text.length) return null;
      const end = text.indexOf("\\n", at) < 0 ? text.length : text.indexOf("\\n", at);
      const next = text.slice(at, end);
      at = end + 1;
      return next;
    };
    let state = ${Math.trunc(seed) || 0} >>> 0;
    Math.random = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  })();`;
}
