import { loadPyodide } from "pyodide";

/**
 * Runs many trusted programs of our own in one interpreter and gives each one's standard output. Only for tests of the
 * problem families: it isolates nothing.
 */
export async function runTrustedPython(programs: readonly string[]): Promise<string[]> {
  const python = await loadPyodide();
  python.globals.set("programs", python.toPy(programs));
  const text = python.runPython(`
import contextlib, io, json
outputs = []
for program in programs:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    outputs.append(stream.getvalue())
json.dumps(outputs)
`) as string;
  return JSON.parse(text) as string[];
}
