/**
 * A hardened process that runs Python programs in Pyodide, one after the other, each on the same restored heap.
 * The first request is `{ pyodide: URL, source }`; see python/embedded.ts. Each later one is
 * `{ nonce, code, stdin, seed, variant, keep, memoryMb, outputBytes }`. A result with `fatal` means that the interpreter
 * is broken: the parent ends this process.
 */
import { createCapture, readRequest, writeResult } from "./channel.mjs";
import { sealFileSystem } from "./file-system.mjs";
import { closeModules, limitMemory, lockDown } from "./harden.mjs";

const setMemoryLimit = limitMemory();
closeModules();

const { module, source } = readRequest();
const { loadPyodide } = await import(module);
const output = createCapture();
const errors = createCapture();
const pyodide = await loadPyodide({
  env: { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0", TZ: "UTC" },
  // A plain object would lead to the host's Function by way of its prototype.
  jsglobals: Object.create(null),
  stdin: () => null,
});
pyodide.setStdout({ write: output.write });
pyodide.setStderr({ write: errors.write });
const run = pyodide.runPython(source);
const { version } = pyodide;
for (const name of ["js", "pyodide_js"]) {
  try {
    pyodide.unregisterJsModule(name);
  } catch {
    // Not registered in this version.
  }
}
const { FS } = pyodide;
const engine = pyodide._module;
for (const name of Object.keys(FS.filesystems)) if (name !== "MEMFS") delete FS.filesystems[name];
run("print(1)", "", 0, 0, "");
const wipe = sealFileSystem(FS);
const saved = engine.HEAPU8.slice();
const interpreter = `CPython ${run.toString && pyodide.runPython("import platform; platform.python_version()")} (Pyodide ${version})`;
const now = performance.now.bind(performance);
lockDown();
writeResult({ ready: interpreter });

for (;;) serve(readRequest());

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
