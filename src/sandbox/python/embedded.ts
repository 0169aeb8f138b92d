import { perturbationSource } from "./perturbation.ts";

/**
 * Python source that is run first. The standard modules named here are in the memory snapshot and in the saved heap, so
 * that each later import of them is free.
 */
export const importsSource = `
import sys, io, os, builtins, traceback, types
import abc, array, base64, bisect, calendar, cmath, collections, contextlib, copy, csv, dataclasses, datetime, decimal
import enum, fractions, functools, hashlib, heapq, inspect, itertools, json, math, numbers, operator, pprint, random, re
import statistics, string, struct, textwrap, time, typing, unittest, unicodedata, asyncio
import atexit, gc, linecache, platform
`;

/**
 * Python source that the Pyodide worker runs once; its last expression is the function that the worker then calls for
 * each program: `(code, stdin, seed, variant, keep) -> "status exitCode"`. The text is given as str, `keep` as space
 * separated numbers.
 */
export const embeddedSource = `${perturbationSource}
def close_javascript():
    """Nothing that leads to a JavaScript object is left within reach of an import or of a loaded module."""
    from pyodide.ffi import JsProxy
    for name in [name for name in sys.modules if name in ("js", "pyodide_js") or name.startswith(("js.", "pyodide_js."))]:
        del sys.modules[name]
    sys.meta_path[:] = [finder for finder in sys.meta_path if "Js" not in type(finder).__name__]
    for module in list(sys.modules.values()):
        for key, value in list(vars(module).items()) if isinstance(module, types.ModuleType) else ():
            if isinstance(value, JsProxy):
                setattr(module, key, None)
    gc.collect()

class BlockingLoop(asyncio.SelectorEventLoop):
    """Pyodide's own loop needs the host's event loop, which this process never returns to."""

    class Selector:
        def select(self, timeout=None):
            if timeout:
                time.sleep(timeout)
            return []
        def register(self, *args): pass
        def unregister(self, *args): pass
        def modify(self, *args): pass
        def get_map(self): return {}
        def get_key(self, file): raise KeyError(file)
        def close(self): pass

    def __init__(self):
        asyncio.BaseEventLoop.__init__(self)
        self._selector = BlockingLoop.Selector()
    def _process_events(self, events): pass
    def _make_self_pipe(self): pass
    def _close_self_pipe(self): pass
    def _write_to_self(self): pass
    def close(self): asyncio.BaseEventLoop.close(self)

def run_async(main, *, debug=None, loop_factory=None):
    loop = BlockingLoop()
    asyncio.events._set_running_loop(None)
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()

def run_program(code, stdin, seed, variant, keep):
    asyncio.run = run_async
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogatepass")), encoding="utf-8")
    random.seed(seed)
    module = types.ModuleType("__main__")
    module.__file__ = "/home/pyodide/main.py"
    sys.modules["__main__"] = module
    sys.argv = ["main.py"]
    linecache.cache[module.__file__] = (len(code), None, code.splitlines(True), module.__file__)
    status, exit_code = "ok", 0
    try:
        if variant:
            tree = compile(code, module.__file__, "exec", 1024, True)
            program = compile(perturb(tree, variant, [float(number) for number in keep.split()]), module.__file__, "exec", 0, True)
        else:
            program = compile(code, module.__file__, "exec", 0, True)
        exec(program, module.__dict__)
    except SystemExit as ended:
        if ended.code is not None:
            exit_code = ended.code & 255 if isinstance(ended.code, int) else 1
            if not isinstance(ended.code, int):
                print(ended.code, file=sys.stderr)
    except BaseException as error:
        status = "memory" if isinstance(error, MemoryError) else "error"
        exit_code = 130 if isinstance(error, KeyboardInterrupt) else 1
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        try:
            traceback.print_exception(type(error), error, error.__traceback__)
        except BaseException:
            pass
    try:
        atexit._run_exitfuncs()
    except BaseException:
        exit_code = exit_code or 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            exit_code = exit_code or 120
    if status == "ok" and exit_code:
        status = "error"
    return "%s %d" % (status, exit_code)

close_javascript()
run_program
`;
