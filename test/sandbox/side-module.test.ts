import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Executor } from "../../schema/execution.ts";
import { findBubblewrap } from "../../src/sandbox/bubblewrap.ts";
import { createPyodide } from "../../src/sandbox/pyodide.ts";
import { aimed, type Canaries, setCanaries } from "./canaries.ts";
import { pyodideAttempts } from "./pyodide-attempts.ts";
import { unlessMissing } from "./requirements.ts";
import { sideModule } from "./side-module.ts";

/** Python that writes the file; each attempt has its own, for a library is loaded only once. */
const written = (path: string, bytes: Uint8Array) =>
  `import base64\nopen(${JSON.stringify(path)}, "wb").write(base64.b64decode("${Buffer.from(bytes).toString("base64")}"))\n`;

/** It has the loader run a command of the host, and hands the program a secret of the host's environment. */
const thief = (name: string) =>
  sideModule({
    name,
    javaScript: "return stringToUTF8(String(process.env.ASSAY_CANARY), to, size);",
    atLoad: `require("child_process").spawnSync("touch", ["${canaries.marker}"])`,
  });

/** Modules of the wheel. The last may end the interpreter. */
const inWheel = ["import js: process.env", "run_js", "constructor of to_js", "emscripten_run_script_string"].map(
  (wanted) => pyodideAttempts.find(([name]) => name === wanted)?.[1] ?? "",
);

/** Attempts 34 and 35 of reference/sandbox.md 3.5: Python that prints the secret when the attack works. */
const thefts: [name: string, program: () => string][] = [
  [
    "EM_JS by ctypes.CDLL, for itself and for all to see",
    () => `${written("/tmp/a.so", thief("a"))}${written("/tmp/b.so", thief("b"))}
import ctypes
for path, mode in ("/tmp/a.so", ctypes.RTLD_LOCAL), ("/tmp/b.so", ctypes.RTLD_GLOBAL):
    text = ctypes.create_string_buffer(256)
    try: ctypes.CDLL(path, mode).run(text, 256)
    except OSError as error: print(error)
    print(path, text.value)`,
  ],
  [
    "EM_JS in an extension module by its loader",
    () => `${written("/tmp/c.so", thief("c"))}
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
print(module_from_spec(spec_from_loader("c", ExtensionFileLoader("c", "/tmp/c.so"))).__name__)`,
  ],
  ["a wheel: Python from the archive, and an extension module", wheel],
];

/** Not pure: its tag is Pyodide's own. */
function wheel() {
  return `${written("/tmp/stolen.so", thief("stolen"))}
import importlib, sys, traceback, zipfile
wheel = "/tmp/attack-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
with zipfile.ZipFile(wheel, "w") as archive:
    archive.write("/tmp/stolen.so", "stolen.so")
    archive.writestr("attack/__init__.py", "")
    archive.writestr("attack-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: cp314-cp314-pyemscripten_2026_0_wasm32\\n")
    archive.writestr("attack-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: attack\\nVersion: 1.0\\n")
    for number, program in enumerate(${JSON.stringify(inWheel.map((program) => aimed(program, canaries)))}):
        archive.writestr("attack/part%d.py" % number, program)
sys.path.insert(0, wheel)
# Python does not load shared libraries out of an archive: installing a wheel unpacks it.
zipfile.ZipFile(wheel).extractall("/tmp/site")
sys.path.insert(1, "/tmp/site")
def use(name):
    print("#", name)
    try: print(importlib.import_module(name).__name__)
    except BaseException: traceback.print_exc(file=sys.stdout)
use("stolen")
import attack
print(attack.__file__)
for number in range(${inWheel.length}): use("attack.part%d" % number)`;
}

/** Where WebAssembly's function table has the code of `len`, by way of its PyCFunction and PyMethodDef. */
const INDEX = `
import ctypes
words = lambda address: ctypes.cast(address, ctypes.POINTER(ctypes.c_int))
index = words(words(id(len))[2])[1]
`;

/** Native code that needs no JavaScript changes `len` for good. Prints "changed" when it does in this run. */
const plants: [name: string, program: () => string][] = [
  [
    "a side module without EM_JS overwrites the function table",
    () => `${written("/tmp/plain.so", sideModule({ name: "plain" }))}${INDEX}
ctypes.CDLL("/tmp/plain.so").plant(index, 0)
print("changed" if len("abc") == 7 else "as it was")`,
  ],
  [
    "ctypes overwrites the function table",
    () => `${INDEX}
lib = ctypes.CDLL(None)
closure = ctypes.create_string_buffer(64)
int32 = ctypes.addressof(ctypes.c_int.in_dll(lib, "ffi_type_sint32"))
parameters = (ctypes.c_int * 2)(int32, int32)
call = ctypes.create_string_buffer(64)
EMSCRIPTEN = 2
assert lib.ffi_prep_cif(call, EMSCRIPTEN, 2, int32, parameters) == 0
assert lib.ffi_prep_closure_loc(closure, call, ctypes.cast(lib.strlen, ctypes.c_void_p).value, None, index) == 0
try: print("as it was" if len("abc") == 3 else "changed")
except BaseException: print("changed")`,
  ],
];

let canaries: Canaries;
beforeAll(async () => {
  canaries = await setCanaries();
});
afterAll(() => canaries.close());

/** Runs the programs in one Pyodide with nothing around it but Node's flags; what each printed. */
async function runNaively(programs: readonly string[], flags: readonly string[] = []): Promise<string[]> {
  const naive = fileURLToPath(new URL("./fixtures/naive-pyodide.mjs", import.meta.url));
  const folder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  const code = `import sys, traceback
for program in ${JSON.stringify(programs)}:
    try: exec(program, {"__name__": "__main__"})
    except BaseException: traceback.print_exc(file=sys.stdout)
    print("=====")`;
  const module = pathToFileURL(join(folder, "pyodide.mjs")).href;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, naive, module, code]);
  return stdout.split("=====\n").slice(0, programs.length);
}

describe("control: on Pyodide as it comes", () => {
  test("every theft works, so the side modules and the wheel are valid", async () => {
    const outputs = await runNaively(thefts.map(([, program]) => program()));
    expect(thefts.filter((_, index) => !outputs[index]?.includes(canaries.envSecret)).map(([name]) => name)).toEqual(
      [],
    );
    const parts = outputs.at(-1)?.split("# ").slice(1) ?? [];
    expect(parts.map((part) => part.includes(canaries.envSecret))).toEqual([true, ...inWheel.map(() => true)]);
    expect(canaries.sung(outputs.join(""))).toEqual(
      expect.arrayContaining(["the environment was read", "a file was left on the host"]),
    );
  });

  test("Node's flag alone refuses EM_JS, and not a side module that does without", async () => {
    const [stolen, planted, next] = await runNaively(
      [thefts[0]?.[1]() ?? "", plants[0]?.[1]() ?? "", "print(len('abc'))"],
      ["--disallow-code-generation-from-strings"],
    );
    expect(stolen).toContain("EvalError: Code generation from strings disallowed");
    expect(canaries.sung(stolen ?? "")).toEqual([]);
    expect([planted, next]).toEqual(["changed\n", "7\n"]);
  });
});

function holds(name: string, options: () => { bubblewrap?: string }) {
  describe(`the hardened Pyodide child, ${name}`, () => {
    let executor: Executor;
    beforeAll(() => {
      executor = createPyodide({ slots: 1, ...options() });
    });
    afterAll(() => executor.close());

    const run = (code: string) => executor.exec({ language: "python", code, limits: { timeoutMs: 10_000 } });
    const expectCleanRun = async () =>
      expect(await run("print(len('abc'), [1].copy())")).toMatchObject({ status: "ok", stdout: "3 [1]\n" });

    test.each(thefts)("holds: %s", async (_, program) => {
      const result = await run(program());
      expect(canaries.sung(result.stdout + result.stderr)).toEqual([]);
      // It came as far as the loader, and no further.
      expect(result.stdout + result.stderr).toContain("could not load dynamic lib: /tmp/");
      if (program === wheel) expect(result.stdout).toContain(".whl/attack/__init__.py\n# attack.part0\n");
      await expectCleanRun();
    });

    test.each(plants)("holds: %s", async (_, program) => {
      const result = await run(program());
      expect(result.stdout + result.stderr).toMatch(/^changed$|could not load dynamic lib: \/tmp\//m);
      await expectCleanRun();
    });

    test("a program may use ctypes, callbacks included", async () => {
      const result = await run(`import ctypes
numbers = (ctypes.c_int * 4)(3, 1, 2, 0)
Compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
ctypes.CDLL(None).qsort(numbers, 4, 4, Compare(lambda a, b: a[0] - b[0]))
print(list(numbers))`);
      expect(result).toMatchObject({ status: "ok", stdout: "[0, 1, 2, 3]\n" });
    });
  });
}

holds("without a jail (tier 0)", () => ({}));
unlessMissing(["bwrap"], () => {
  holds("in a jail (tier 1)", () => ({ bubblewrap: findBubblewrap() ?? "" }));
});
