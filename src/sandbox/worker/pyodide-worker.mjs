/**
 * A hardened process that runs Python programs in Pyodide, one after the other, each on the same restored heap.
 * The first request is `{ module: URL, imports, source, snapshotBytes }`, followed by so many bytes of a memory snapshot
 * that an earlier worker made; with none, this worker sends one after it said that it is ready. See python/embedded.ts.
 * Each later one is `{ nonce, code, stdin, seed, variant, keep, memoryMb, outputBytes }`. A result with `fatal` means
 * that the interpreter is broken: the parent ends this process.
 */
import { fileURLToPath } from "node:url";
import { createCapture, readBytes, readRequest, writeBytes, writeResult } from "./channel.mjs";
import { sealFileSystem } from "./file-system.mjs";
import { closeModules, limitMemory, lockDown, watchForeignCalls } from "./harden.mjs";

const setMemoryLimit = limitMemory();
const madeForeignCalls = watchForeignCalls();
closeModules();

const { module, imports, source, snapshotBytes } = readRequest();
const given = snapshotBytes ? readBytes(snapshotBytes) : undefined;
const { loadPyodide } = await import(module);
const output = createCapture();
const errors = createCapture();
const pyodide = await loadPyodide({
  // Its own guess, from a stack trace, loses parentheses.
  indexURL: fileURLToPath(new URL(".", module)),
  env: { _: "python", HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0", TZ: "UTC" },
  // A plain object would lead to the host's Function by way of its prototype.
  jsglobals: Object.create(null),
  stdin: () => null,
  // Private to Pyodide, hence the exact version in package.json: 0.3 s instead of 3.
  ...(given ? { _loadSnapshot: given } : { _makeSnapshot: true }),
});
pyodide.runPython(imports);
const made = given ? undefined : makeSnapshot();
pyodide.setStdout({ write: output.write });
pyodide.setStderr({ write: errors.write });
const run = pyodide.runPython(source);
const { FS, version } = pyodide;
const engine = pyodide._module;
const python = pyodide.runPython("platform.python_version()");
for (const name of ["js", "pyodide_js"]) {
  try {
    pyodide.unregisterJsModule(name);
  } catch {
    // Not registered in this version.
  }
}
for (const name of Object.keys(FS.filesystems)) if (name !== "MEMFS") delete FS.filesystems[name];
// No shared library is loaded from here on: its code could change the function table, which no reset restores.
Object.freeze(engine.LDSO.loadedLibsByName);
run("print(1)", "", 0, 0, "");
const wipe = sealFileSystem(FS);
const saved = engine.HEAPU8.slice();
const now = performance.now.bind(performance);
const chain = [];
for (let link = Object.getPrototypeOf(run); link; link = Object.getPrototypeOf(link)) chain.push(link);
madeForeignCalls();
lockDown([...Object.values(pyodide.ffi), ...chain]);
writeResult({ ready: `CPython ${python} (Pyodide ${version})`, snapshotBytes: made?.length ?? 0 });
if (made) writeBytes(made);

for (;;) serve(readRequest());

function makeSnapshot() {
  try {
    return Buffer.from(pyodide.makeMemorySnapshot());
  } catch {
    return undefined; // Each worker then loads anew.
  }
}

function serve({ nonce, code, stdin, seed, variant, keep, memoryMb, outputBytes }) {
  output.start(outputBytes);
  errors.start(outputBytes);
  setMemoryLimit(memoryMb);
  const started = now();
  let ended = "error 1";
  let fatal;
  try {
    ended = run(code, stdin, seed, variant, keep);
  } catch (error) {
    // The interpreter does not survive what its runner could not catch; os._exit is the harmless case.
    fatal = `${error?.name}: ${error?.message}`;
    if (typeof error?.status === "number") ended = `${error.status === 0 ? "ok" : "error"} ${error.status & 255}`;
  }
  const durationMs = now() - started;
  if (madeForeignCalls()) fatal ??= "ctypes was used, which a reset does not undo";
  if (fatal === undefined) {
    try {
      engine.HEAPU8.set(saved);
      engine.HEAPU8.fill(0, saved.length);
      wipe();
    } catch (error) {
      fatal = `${error?.message}`;
    }
  }
  const truncated = output.truncated() || errors.truncated();
  writeResult({ nonce, ended, stdout: output.text(), stderr: errors.text(), truncated, durationMs, fatal });
}
