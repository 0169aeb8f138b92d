/** Python that looks for every JavaScript object it can get and calls `use` on each; for the attempts below. */
const HUNT = `
import gc, sys
def objects():
    from pyodide.ffi import JsProxy, to_js, create_proxy
    for make in (lambda: to_js([1]), lambda: to_js({"a": 1}), lambda: create_proxy(len), lambda: to_js(b"x")):
        try: yield make()
        except BaseException as error: print(repr(error))
    for thing in gc.get_objects():
        if isinstance(thing, JsProxy): yield thing
    import pyodide, _pyodide_core
    for module in list(sys.modules.values()):
        for thing in list(getattr(module, "__dict__", {}).values()):
            if isinstance(thing, JsProxy): yield thing
def each(use):
    for thing in objects():
        try: print(use(thing))
        except BaseException as error: print(repr(error))
`;

/** The attempts of reference/sandbox.md 3.5 and 7 on Pyodide in Node, in its order. */
export const pyodideAttempts: [name: string, program: string][] = [
  ["import js: process.env", "import js\nprint(js.process.env.ASSAY_CANARY)"],
  ["import js: require", "import js\njs.require('child_process').execSync('touch MARKER')"],
  ["import js: fetch", "import js\nprint(js.fetch('http://127.0.0.1:PORT/'))"],
  [
    "importlib js",
    "import importlib\nfor n in ('js', 'pyodide_js'):\n    try: print(importlib.import_module(n).process.env.ASSAY_CANARY)\n    except Exception as e: print(repr(e))",
  ],
  [
    "pyodide_js: NODEFS mount",
    "import pyodide_js\npyodide_js.FS.mkdir('/host')\npyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, {'root': 'FOLDER'}, '/host')\nprint(open('/host/canary').read())",
  ],
  ["pyodide_js: _api", "import pyodide_js\nprint(pyodide_js._api.public_api.globals, pyodide_js._module)"],
  ["run_js", "from pyodide.code import run_js\nprint(run_js('process.env.ASSAY_CANARY'))"],
  [
    "run_js: dynamic import",
    'from pyodide.code import run_js\nprint(run_js(\'import("fs").then(f => f.writeFileSync("MARKER", "x"))\'))',
  ],
  [
    "constructor of to_js",
    `${HUNT}\neach(lambda o: o.constructor.constructor("return globalThis.process.env.ASSAY_CANARY")())`,
  ],
  ["constructor of a method", `${HUNT}\neach(lambda o: o.toString.constructor("return process.env")())`],
  [
    "async and generator constructors",
    `${HUNT}\neach(lambda o: o.constructor.getPrototypeOf(o.constructor.getPrototypeOf).constructor("return process")())`,
  ],
  ["globalThis by an unbound function", `${HUNT}\neach(lambda o: o.valueOf.call(None).process.env.ASSAY_CANARY)`],
  [
    "process by an object's reflection",
    `${HUNT}\neach(lambda o: [str(n) for n in o.constructor.getOwnPropertyNames(o.valueOf.call(None))])`,
  ],
  [
    "call sites of an error",
    `${HUNT}\ndef use(o):\n    E = o.constructor.constructor.prototype.constructor\n    o.constructor.stackTraceLimit = 50\n    o.constructor.prepareStackTrace = lambda e, s: print([x.getThis() for x in s])\n    return o.nope()\neach(use)`,
  ],
  [
    "an error's stack",
    "from pyodide.ffi import JsException, to_js\ntry:\n    to_js([1]).at.call()\nexcept BaseException as e:\n    print(repr(e), getattr(getattr(e, 'js_error', None), 'stack', None))\n    e.js_error.constructor.prepareStackTrace = lambda e, s: s\n    print(e.js_error.stack)",
  ],
  [
    "pollute Object.prototype",
    `${HUNT}\ndef use(o):\n    o.constructor.prototype.toJSON = lambda *a: "forged"\n    o.constructor.prototype.ended = "ok 0"\n    return "polluted"\neach(use)\nraise SystemExit(9)`,
  ],
  [
    "pollute Array.prototype",
    "from pyodide.ffi import to_js\nA = to_js([1]).constructor.prototype\nfor n in ('map', 'push', 'join'):\n    try: setattr(A, n, lambda *a: 'forged')\n    except BaseException as e: print(repr(e))\nraise SystemExit(9)",
  ],
  [
    "pollute the classes of proxies",
    `${HUNT}\ndef use(o):\n    p = o.constructor.prototype\n    for name in ("apply", "call", "callWithOptions", "toString", "destroy", "ended"):\n        try:\n            setattr(p, name, o.toString)\n            print("polluted", name)\n        except BaseException as e: print(repr(e))\neach(use)\nraise SystemExit(9)`,
  ],
  [
    "define on Function.prototype",
    `${HUNT}\neach(lambda o: o.constructor.constructor.prototype.constructor.defineProperty(o.constructor.prototype, "x", {}))`,
  ],
  ["os.system", "import os\nos.system('touch MARKER; env > FOLDER/env; cat FILE')"],
  ["os.popen", "import os\nprint(os.popen('cat FILE').read())"],
  ["subprocess", "import subprocess\nprint(subprocess.run(['cat', 'FILE'], capture_output=True))"],
  ["posix_spawn", "import os\nos.posix_spawn('/bin/touch', ['touch', 'MARKER'], {})"],
  ["fork", "import os\nos.fork()"],
  ["exec", "import os\nos.execv('/bin/touch', ['touch', 'MARKER'])"],
  ["ctypes system", "import ctypes\nprint(ctypes.CDLL(None).system(b'touch MARKER'))"],
  [
    "emscripten_run_script",
    'import ctypes\nctypes.CDLL(None).emscripten_run_script(b\'process.binding("fs"); require("fs").writeFileSync("MARKER", "x")\')',
  ],
  [
    "emscripten_run_script_string",
    "import ctypes\nf = ctypes.CDLL(None).emscripten_run_script_string\nf.restype = ctypes.c_char_p\nprint(f(b'process.env.ASSAY_CANARY'))",
  ],
  [
    "emscripten_run_script_int",
    'import ctypes\nprint(ctypes.CDLL(None).emscripten_run_script_int(b\'require("child_process").spawnSync("touch", ["MARKER"]).status\'))',
  ],
  [
    "symbols of the host's functions",
    "import ctypes\nl = ctypes.CDLL(None)\nfor n in ('hiwire_get', 'emscripten_asm_const_int', '_emval_get_global', 'pyodide_js_init', '_PyEM_TrampolineCall', 'emscripten_dlopen', '_Js2Py'):\n    try: print(n, getattr(l, n))\n    except BaseException as e: print(repr(e))",
  ],
  ["socket", "import socket\ns = socket.socket()\ns.settimeout(1)\ns.connect(('127.0.0.1', PORT))\nprint(s.recv(99))"],
  [
    "socket without blocking",
    "import socket, time\ns = socket.socket()\ns.setblocking(False)\nfor _ in range(3):\n    try: s.connect(('127.0.0.1', PORT))\n    except OSError as e: print(e)\n    time.sleep(0.1)",
  ],
  ["urllib", "import urllib.request\nprint(urllib.request.urlopen('http://127.0.0.1:PORT/', timeout=1).read())"],
  ["pyodide.http.open_url", "from pyodide.http import open_url\nprint(open_url('http://127.0.0.1:PORT/').read())"],
  [
    "pyfetch",
    "import asyncio\nfrom pyodide.http import pyfetch\nprint(asyncio.run(pyfetch('http://127.0.0.1:PORT/')))",
  ],
  ["listen", "import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()"],
  [
    "websocket by ctypes connect",
    "import ctypes, struct\nl = ctypes.CDLL(None)\nfd = l.socket(2, 1, 0)\nprint(fd, l.connect(fd, struct.pack('<H', 2) + (PORT).to_bytes(2, 'big') + bytes([127, 0, 0, 1]) + bytes(8), 16))",
  ],
  [
    "host files",
    "for p in ('FILE', '/etc/passwd', '/proc/self/environ', '/proc/self/root/etc/passwd', '/host', '../../../../FILE'):\n    try: print(open(p).read())\n    except OSError as e: print(e)",
  ],
  [
    "mount",
    "import ctypes\nl = ctypes.CDLL(None)\nprint(l.mkdir(b'/m', 511))\nfor t in (b'NODEFS', b'nodefs', b'NODERAWFS'):\n    try: print(l.mount(b'FOLDER', b'/m', t, 0, None))\n    except BaseException as e: print(repr(e))\nimport os\nprint(os.listdir('/m'))",
  ],
  ["environment", "import os\nprint(dict(os.environ), os.getenv('ASSAY_CANARY'))"],
  [
    "every module of Pyodide",
    "import sys, pyodide, _pyodide, _pyodide_core\nfor m in list(sys.modules):\n    if 'pyodide' in m:\n        for k, v in vars(sys.modules[m]).items():\n            try: print(m, k, v.process.env.ASSAY_CANARY)\n            except BaseException: pass",
  ],
  [
    "the import hook",
    "import _pyodide._importhook as h\nprint(vars(h))\ntry: h.jsfinder.register_js_module('js', {})\nexcept BaseException as e: print(repr(e))\nimport js",
  ],
  ["micropip and loadPackage", "import micropip"],
  [
    "the web loop",
    "import asyncio, pyodide.webloop as w\nl = w.WebLoop()\nl.call_soon(print, 'later')\nl.call_later(0, lambda: print('later'))",
  ],
  [
    "a foreign shared library",
    "import ctypes\nopen('/tmp/evil.so', 'wb').write(bytes.fromhex('0061736d01000000') + b'\\x00\\x0f\\x08dylink.0\\x01\\x04\\x00\\x00\\x00\\x00')\nprint(ctypes.CDLL('/tmp/evil.so'))",
  ],
  [
    "frames of the runner",
    "import sys\nf = sys._getframe()\nwhile f:\n    print(f.f_code.co_name, list(f.f_locals)[:9], list(f.f_globals)[:40])\n    f = f.f_back",
  ],
  [
    "raw file descriptors",
    'import os\nfor fd in range(0, 40):\n    try: os.write(fd, b\'{"nonce":"","ended":"ok 0"}\\n\')\n    except OSError as e: pass\nraise SystemExit(9)',
  ],
  ["abort", "import os\nos.abort()"],
  ["exit", "import os\nos._exit(9)"],
  ["a wild write", "import ctypes\nctypes.memset(0, 255, 20_000_000)"],
  ["a wild read", "import ctypes\nprint('ASSAY' in ctypes.string_at(0, 30_000_000).decode('latin1') and 'seen')"],
  [
    "kill the parent",
    "import os\nfor p in (os.getppid(), PARENT, 1, 0, -1):\n    try: os.kill(p, 9)\n    except BaseException as e: print(p, repr(e))",
  ],
  [
    "a timer for later",
    `${HUNT}\ndef use(o):\n    import pyodide.ffi.wrappers as w\n    w.set_timeout(lambda: print("later"), 0)\neach(use)`,
  ],
];
