/**
 * Takes from a worker process what JavaScript can take (reference/sandbox.md 3.4, steps 1 to 3, 7 and 8). The permission
 * flags, the empty environment and the jail around the process are the walls; this keeps programs away from them.
 */
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);
const { constants } = require("node:fs");
// These are built on node:net, which is closed below.
void [process.stdout, process.stderr];
require("node:tty");

const PAGE_BYTES = 65_536;
const CLOSED_MODULES = [
  "net",
  "tls",
  "dns",
  "dns/promises",
  "dgram",
  "http",
  "https",
  "http2",
  "child_process",
  "worker_threads",
  "inspector",
  "cluster",
  "repl",
  "v8",
  "vm",
];

const denied = () => {
  throw new Error("not permitted");
};

/** WebAssembly memory grows up to what the returned function was last given, in megabytes; then the program sees MemoryError. */
export function limitMemory() {
  const { grow } = WebAssembly.Memory.prototype;
  const call = Function.prototype.call.bind(grow);
  const bufferOf = Function.prototype.call.bind(
    Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, "buffer").get,
  );
  let limitBytes = Number.POSITIVE_INFINITY;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (bufferOf(this).byteLength + pages * PAGE_BYTES > limitBytes) throw new RangeError("memory limit");
    return call(this, pages);
  };
  return (megabytes) => {
    limitBytes = megabytes * 1_048_576;
  };
}

const FOREIGN_CALLS = [
  "ffi_call_js",
  "ffi_closure_alloc_js",
  "ffi_closure_free_js",
  "ffi_prep_closure_loc_js",
  "_dlsym_js",
];

/**
 * Between programs the heap and the files are restored; the engine's function table and its JavaScript's state are not,
 * and ctypes can change both. The returned function says whether ctypes made a call since it was last asked. It throws
 * when the engine was loaded by another way than the one watched here.
 */
export function watchForeignCalls() {
  const { instantiate } = WebAssembly;
  let watching = false;
  let called = false;
  WebAssembly.instantiate = (binary, imports) => {
    // From Node 24 on, Pyodide first makes a small module of its own that imports nothing.
    if (imports === undefined) return instantiate(binary);
    watching = true;
    for (const name of FOREIGN_CALLS) {
      const call = imports.env[name];
      const watched = (...values) => {
        called = true;
        return call(...values);
      };
      imports.env[name] = Object.assign(watched, { sig: call.sig });
    }
    return instantiate(binary, imports);
  };
  return () => {
    if (!watching) throw new Error("the engine was loaded unwatched");
    const answer = called;
    called = false;
    return answer;
  };
}

/** Before foreign code is loaded: no function of a module that reaches outside is left, however one gets to it. */
export function closeModules() {
  // Emscripten asks for the constants at load; anything else would be a way around the permission flags.
  process.binding = (name) => (name === "constants" ? { fs: constants } : denied());
  for (const name of CLOSED_MODULES) {
    let module;
    try {
      module = require(`node:${name}`);
    } catch {
      continue; // Refused by the permission flags already.
    }
    for (const key of Object.getOwnPropertyNames(module)) {
      if (typeof module[key] !== "function") continue;
      try {
        module[key] = closed(module[key].prototype);
      } catch {
        // A getter without a setter hands out a class whose methods are closed all the same.
      }
    }
  }
  syncBuiltinESMExports();
}

/** A stand-in that later modules can still inherit from. */
function closed(prototype) {
  const stub = () => {
    denied();
  };
  if (prototype) {
    stub.prototype = prototype;
    for (const method of ["connect", "listen", "bind"])
      if (Object.hasOwn(prototype, method)) prototype[method] = denied;
    if (Object.hasOwn(prototype, "constructor")) prototype.constructor = stub;
  }
  return stub;
}

const PROCESS_KEYS = [
  "binding",
  "_linkedBinding",
  "dlopen",
  "kill",
  "_kill",
  "getBuiltinModule",
  "reallyExit",
  "_debugProcess",
  "_debugEnd",
  "_startProfilerIdleNotifier",
  "abort",
  "exit",
  "chdir",
  "setuid",
  "setgid",
  "initgroups",
  "mainModule",
  "stdin",
  "stdout",
  "stderr",
  "openStdin",
  "send",
  "report",
  "permission",
  "moduleLoadList",
  "_getActiveHandles",
  "_getActiveRequests",
  "loadEnvFile",
];
const GLOBAL_KEYS = [
  "require",
  "module",
  "fetch",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "Request",
  "Response",
  "Headers",
  "Buffer",
  "Blob",
  "BroadcastChannel",
  "MessageChannel",
  "MessagePort",
  "navigator",
  "localStorage",
  "sessionStorage",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "structuredClone",
];

/**
 * After the load, before the first program. Everything the worker still needs must be in closures by now. `shared` are
 * objects of the engine that a program can get hold of and that outlive it: they are frozen with their prototypes.
 */
export function lockDown(shared = []) {
  const real = process;
  for (const key of PROCESS_KEYS) pin(real, key, undefined);
  pin(real, "env", Object.freeze(Object.create(null)));
  // Node loads these on first use, from modules that are closed.
  for (const [key, { get }] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
    if (get && /^[A-Z]/.test(key)) pin(globalThis, key, undefined);
  }
  for (const key of GLOBAL_KEYS) if (key in globalThis) pin(globalThis, key, undefined);
  // Emscripten sets the exit code on the way out of os._exit.
  const exitCode = { get: Object.freeze(() => undefined), set: Object.freeze(() => {}) };
  pin(globalThis, "process", Object.freeze(Object.create(null, { exitCode })));
  const silent = Object.freeze(() => {});
  const console = ["log", "warn", "error", "info", "debug", "trace"].map((name) => [name, silent]);
  pin(globalThis, "console", Object.freeze(Object.assign(Object.create(null), Object.fromEntries(console))));
  Error.stackTraceLimit = 0;
  pin(Error, "stackTraceLimit", 0);
  pin(Error, "prepareStackTrace", undefined);
  freezeIntrinsics(shared);
}

function pin(object, key, value) {
  try {
    Object.defineProperty(object, key, { value, writable: false, configurable: false, enumerable: false });
  } catch {
    // It is not configurable; a writable one still takes the value.
    try {
      object[key] = value;
    } catch {}
  }
}

/** A plain freeze would break `object.toString = …` on instances, so prototype members become accessor pairs. */
function freezeIntrinsics(shared) {
  const seen = new Set();
  const queue = [...intrinsics(), ...shared];
  const isPrototype = (object) => {
    const owner = Object.getOwnPropertyDescriptor(object, "constructor")?.value;
    return typeof owner === "function" && owner.prototype === object;
  };
  while (queue.length > 0) {
    const object = queue.pop();
    if ((typeof object !== "object" && typeof object !== "function") || object === null || seen.has(object)) continue;
    if (object === globalThis || ArrayBuffer.isView(object)) continue;
    seen.add(object);
    queue.push(Object.getPrototypeOf(object));
    const open = isPrototype(object) || object === Object.getPrototypeOf(function* () {}.prototype);
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if ("value" in descriptor) {
        queue.push(descriptor.value);
        if (open && descriptor.writable && descriptor.configurable) {
          Object.defineProperty(object, key, accessorPair(object, key, descriptor));
        }
      } else {
        queue.push(descriptor.get, descriptor.set);
      }
    }
  }
  for (const object of seen) Object.freeze(object);
}

function accessorPair(object, key, { value, enumerable }) {
  const { defineProperty } = Object;
  const get = () => value;
  const set = function (next) {
    if (this === object || this === null || (typeof this !== "object" && typeof this !== "function")) {
      throw new TypeError("frozen");
    }
    defineProperty(this, key, { value: next, writable: true, enumerable: true, configurable: true });
  };
  Object.freeze(get);
  Object.freeze(set);
  return { get, set, enumerable, configurable: false };
}

function intrinsics() {
  const generator = function* () {};
  const asyncGenerator = async function* () {};
  const named = Object.getOwnPropertyNames(globalThis)
    .filter((name) =>
      /^[A-Z]|^(eval|parseInt|parseFloat|isNaN|isFinite|escape|unescape|queueMicrotask|performance)$/.test(name),
    )
    .map((name) => Object.getOwnPropertyDescriptor(globalThis, name).value);
  return [
    ...named,
    generator,
    asyncGenerator,
    async () => {},
    Object.getPrototypeOf(Int8Array),
    [][Symbol.iterator](),
    ""[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    "".matchAll(/a/g),
    generator(),
    asyncGenerator(),
  ].flatMap((value) => [value, value === null || value === undefined ? null : Object.getPrototypeOf(value)]);
}
