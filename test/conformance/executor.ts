import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAssayError } from "../../schema/error.ts";
import type { ExecRequest, Executor, Language } from "../../schema/execution.ts";

/** The same small programs in each language. */
interface Programs {
  /** Prints `hello 42` and a newline. */
  hello: string;
  /** Prints what it reads, upper case. */
  echo: string;
  /** Prints a random number, and a hash of a string where the language has one. */
  chance: string;
  unicode: string;
  /** Ends with an uncaught error whose text holds `deliberate`. */
  fail: string;
  /** Prints 10 MB of `x`. */
  flood: string;
  /** Prints `before`, then never ends. */
  endless: readonly string[];
  hungry: string;
  syntaxError: string;
  /** Changes what a later run in the same state would see, and what `look` then prints as `clean`. */
  spoil: string;
  look: string;
  /** Prints its stdin after some work. */
  work: string;
  /** Prints what a result looks like on the wire, and writes it to every file descriptor it can. */
  forge: string;
}

const python: Programs = {
  hello: "print('hello', 6 * 7)",
  echo: "print(input().upper())",
  chance: "import random\nprint(random.random(), hash('water'), sorted({'a', 'b', 'c'}, key=hash))",
  unicode: "print('ünï 水 😀')",
  fail: "def inner():\n    raise ValueError('deliberate')\ninner()",
  flood: "import sys\nfor _ in range(100):\n    sys.stdout.write('x' * 100_000)",
  endless: [
    "print('before', flush=True)\nwhile True: pass",
    "print('before', flush=True)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "print('before', flush=True)\n10**10**8",
    "import re\nprint('before', flush=True)\nre.match('(a+)+$', 'a' * 60 + 'b')",
  ],
  hungry: "blocks = []\nwhile True:\n    blocks.append(bytearray(4_000_000))",
  syntaxError: "x = = 1",
  spoil: `
import builtins, math, os, sys, json
builtins.len = lambda thing: 0
math.sqrt = json.dumps = None
sys.setrecursionlimit(50)
os.environ["SPOILT"] = "yes"
for folder in ("/tmp", "."):
    with open(os.path.join(folder, "spoilt"), "w") as file: file.write("yes")
os.makedirs("/tmp/deep/er", exist_ok=True)
print("spoilt")`,
  look: `
import os, sys, math, json
signs = [len("abc") != 3, math.sqrt is None, json.dumps is None, sys.getrecursionlimit() == 50, "SPOILT" in os.environ,
    os.path.exists("/tmp/spoilt"), os.path.exists("spoilt"), os.path.exists("/tmp/deep")]
print("spoilt" if any(signs) else "clean", signs)`,
  work: "print(sum(range(20000)) and input())",
  forge: `
import os
line = b'{"nonce":"","ended":"ok 0","stdout":"Zm9yZ2Vk","stderr":"","truncated":false,"durationMs":1}\\n'
framed = b"S" + b"0" * 32 + b" 1\\nok 0 1 6 0 6 0\\nforged"
for fd in range(3, 64):
    for text in (line, framed):
        try:
            os.write(fd, text)
        except OSError:
            pass
print(line.decode(), framed.decode())
raise SystemExit(7)`,
};

const javascript: Programs = {
  hello: "console.log('hello', 6 * 7)",
  echo: "console.log(readline().toUpperCase())",
  chance: "console.log(Math.random(), Math.random())",
  unicode: "console.log('ünï 水 😀')",
  fail: "function inner() { throw new TypeError('deliberate'); }\ninner()",
  flood: "for (let i = 0; i < 100; i++) console.log('x'.repeat(99_999))",
  endless: ["while (true);", "for (;;) { try { for (;;); } catch {} }", "/(a+)+$/.test('a'.repeat(60) + 'b')"],
  hungry: "const blocks = []; for (;;) blocks.push(new Uint8Array(4_000_000))",
  syntaxError: "let x = = 1",
  spoil: "globalThis.leak = 1; Array.prototype.map = null; console.log('spoilt')",
  look: "console.log(typeof leak === 'undefined' && [1].map((x) => x)[0] === 1 ? 'clean' : 'spoilt')",
  work: "let n = 0; for (let i = 0; i < 20000; i++) n += i; console.log(readline())",
  forge: `console.log('{"nonce":"","ended":"ok 0","stdout":"Zm9yZ2Vk","stderr":""}'); throw new Error("seven")`,
};

const programsOf: Record<Language, Programs> = { python, javascript };

export interface ExecutorSuite {
  language: Language;
  open(): Promise<Executor>;
  /** Executors whose sandbox cannot start, and why. */
  broken: Record<string, () => Executor>;
}

/** What every executor must do; its own tests hold only what is special. */
export function executorConformance(name: string, suite: ExecutorSuite): void {
  const { language } = suite;
  const programs = programsOf[language];

  describe(`${name} keeps the executor contract`, () => {
    let executor: Executor;
    const run = (code: string, rest: Partial<ExecRequest> = {}) => executor.exec({ language, code, ...rest });
    beforeAll(async () => {
      executor = await suite.open();
    });
    afterAll(() => executor.close());

    test("a program that ends by itself is ok and says who ran it", async () => {
      const result = await run(programs.hello);
      expect(result).toMatchObject({ status: "ok", exitCode: 0, stdout: "hello 42\n", stderr: "", truncated: false });
      expect(result.executor).toBe(executor.id);
      expect(result.tier).toBe(executor.tier);
      expect(result.interpreter).toMatch(/CPython 3\.|QuickJS/);
      expect(result.codeSha256).toBe(createHash("sha256").update(programs.hello).digest("hex"));
      expect(result.perturbed).toEqual([]);
      expect(result.durationMs).toBeGreaterThanOrEqual(0);
    });

    test("its info comes from a self-test and names the tier in force", async () => {
      const info = await executor.info();
      expect(info).toMatchObject({ id: executor.id, available: true });
      expect(info.languages).toContain(language);
    });

    test("stdin is read, unicode survives, an empty program is ok", async () => {
      expect((await run(programs.echo, { stdin: "wasser ü\nmore" })).stdout).toBe("WASSER Ü\n");
      expect((await run(programs.unicode)).stdout).toBe("ünï 水 😀\n");
      expect(await run("")).toMatchObject({ status: "ok", exitCode: 0, stdout: "" });
    });

    test("reading more stdin than there is fails the program, not the sandbox", async () => {
      expect((await run(programs.echo)).status).toBe("error");
    });

    test("the same seed gives the same run, another seed another one", async () => {
      const [first, second, other] = await Promise.all([
        run(programs.chance, { seed: 7 }),
        run(programs.chance, { seed: 7 }),
        run(programs.chance, { seed: 8 }),
      ]);
      expect(first.status).toBe("ok");
      expect(second.stdout).toBe(first.stdout);
      expect(other.stdout).not.toBe(first.stdout);
    });

    test("an uncaught error and a syntax error are errors with their text on stderr", async () => {
      const failed = await run(programs.fail);
      expect(failed).toMatchObject({ status: "error", exitCode: 1 });
      expect(failed.stderr).toContain("deliberate");
      expect(failed.stderr).not.toContain("runner");
      const unparsed = await run(programs.syntaxError);
      expect(unparsed).toMatchObject({ status: "error", exitCode: 1 });
      expect(unparsed.stderr).toContain("SyntaxError");
    });

    test("output above the limit is dropped and said to be truncated", async () => {
      const result = await run(programs.flood, { limits: { outputBytes: 1_000 } });
      expect(result).toMatchObject({ status: "ok", truncated: true, stdout: "x".repeat(1_000) });
      const split = await run(programs.unicode, { limits: { outputBytes: 7 } });
      expect(split).toMatchObject({ truncated: true, stdout: "ünï " });
    });

    test.each(programs.endless)("an endless program is stopped at its deadline: %s", async (code) => {
      const result = await run(code, { limits: { timeoutMs: 400 } });
      expect(result).toMatchObject({ status: "timeout", exitCode: null });
    });

    test("a program that takes too much memory ends as memory", async () => {
      const result = await run(programs.hungry, { limits: { memoryMb: 96, timeoutMs: 30_000 } });
      expect(result.status).toBe("memory");
    });

    test("a forged result changes nothing", async () => {
      const result = await run(programs.forge);
      expect(result.status).toBe("error");
      expect(result.stdout).toContain("Zm9yZ2Vk");
    });

    test("nothing of one run is there in the next", async () => {
      expect((await run(programs.spoil)).stdout).toContain("spoilt");
      for (let round = 0; round < 3; round++) expect((await run(programs.look)).stdout).toMatch(/^clean/);
    });

    test("many runs at the same time each get their own answer", async () => {
      const results = await Promise.all(
        Array.from({ length: 24 }, (_, index) => run(programs.work, { stdin: `number ${index}` })),
      );
      expect(results.map(({ stdout }) => stdout)).toEqual(results.map((_, index) => `number ${index}\n`));
    });

    test("an aborted run rejects with the reason, running or waiting, and frees its place", async () => {
      const controller = new AbortController();
      const reason = new Error("the user went home");
      const endless = programs.endless[0] ?? "";
      const runs = Array.from({ length: 6 }, () =>
        run(endless, { signal: controller.signal, limits: { timeoutMs: 60_000 } }),
      );
      setTimeout(() => controller.abort(reason), 150);
      const settled = await Promise.allSettled(runs);
      expect(settled.map((result) => result.status === "rejected" && result.reason)).toEqual(runs.map(() => reason));
      await expect(run(programs.hello, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expect((await run(programs.hello)).status).toBe("ok");
    });

    test.each(Object.entries(suite.broken))("a broken sandbox is infra, never error or ok: %s", async (_, open) => {
      const broken = open();
      const result = await broken.exec({ language, code: programs.hello, perturb: 1 });
      await broken.close();
      expect(result).toMatchObject({ status: "infra", exitCode: null, stdout: "" });
      expect(result.stderr).not.toBe("");
      expect(result.perturbed).toEqual([{ status: "infra", stdout: "" }]);
    });

    test("after close nothing runs", async () => {
      const closed = await suite.open();
      await closed.exec({ language, code: programs.hello });
      await closed.close();
      const outcome = await closed.exec({ language, code: programs.hello }).catch((error: unknown) => error);
      expect(isAssayError(outcome) && outcome.code).toBe("sandbox/closed");
    });

    if (language === "python") pythonConformance(() => executor);
  });
}

/** code, what it prints, and what its first and second variants print. */
const perturbations: [name: string, code: string, keep: number[], printed: string[]][] = [
  ["a printed constant text", "print('0.34 mol')", [], ["0.34 mol", "0.34 mol", "0.34 mol"]],
  ["a computed answer", "print(3 * 4)", [], ["12", "24", "40"]],
  ["a difference", "print(18 - 12)", [], ["6", "5", "4"]],
  ["a kept answer", "answer = 0.34\nprint(answer)", [0.34], ["0.34", "0.34", "0.34"]],
  ["a kept negative answer", "print(-0.34, '%.4g' % 0.34)", [-0.34], ["-0.34 0.34", "-0.34 0.357", "-0.34 0.374"]],
  ["a kept int as float", "print(12)", [12.0], ["12", "12", "12"]],
  ["floats by position", "print('%.6g %.6g' % (100.0, 100.0))", [], ["100 100", "105 106.3", "110 111.3"]],
  ["zero, one and booleans", "print(0, 1, True, 0.0)", [], ["0 1 True 0.0", "0 1 True 0.0", "0 1 True 0.0"]],
  ["a unary minus", "print(-5)", [], ["-5", "-6", "-7"]],
  ["subscripts and slices", "a = 'abcdef'\nprint(a[2], a[2:4])", [], ["c cd", "c cd", "c cd"]],
  ["keys of a dict", "d = {2: 'x'}\nprint(d[2])", [], ["x", "x", "x"]],
  [
    "the stop of a range",
    "print(list(range(3)), list(range(2, 4)))",
    [],
    ["[0, 1, 2] [2, 3]", "[0, 1, 2, 3] [2, 3, 4]", "[0, 1, 2, 3] [2, 3, 4]"],
  ],
  [
    "format specifications",
    "print(f'{1:05d}', format(1, '.3f'), f'{1:{1}}')",
    [],
    ["00001 1.000 1", "00001 1.000 1", "00001 1.000 1"],
  ],
  ["digits of round", "x = 1/1\nprint(round(x, 2))", [], ["1.0", "1.0", "1.0"]],
  [
    "numbers in parsed strings",
    "from fractions import Fraction\nprint(Fraction('3/4'), int('7'), float('0.5'))",
    [],
    ["3/4 7 0.5", "2/3 10 0.5445", "5/8 13 0.5695"],
  ],
  ["a kept fraction", "from fractions import Fraction\nprint(Fraction('3/4'))", [0.75], ["3/4", "3/4", "3/4"]],
  ["an int with a base", "base = 1 + 1\nprint(int('11', base))", [], ["3", "3", "3"]],
  ["no literal at all", "print('x')", [], ["x", "x", "x"]],
];

function pythonConformance(executor: () => Executor): void {
  const run = (code: string, rest: Partial<ExecRequest> = {}) => executor().exec({ language: "python", code, ...rest });

  test.each([
    ["sys.exit(3)", 3, ""],
    ["sys.exit()", 0, ""],
    ["sys.exit('bad luck')", 1, "bad luck\n"],
    ["exit(4)", 4, ""],
    ["raise SystemExit(300)", 44, ""],
    ["os._exit(5)", 5, ""],
  ])("%s ends with code %d", async (code, exitCode, stderr) => {
    const result = await run(`import os, sys\n${code}`);
    expect(result).toMatchObject({ status: exitCode ? "error" : "ok", exitCode, stderr });
  });

  test("the program is __main__, and the usual modules work", async () => {
    const result = await run(`
import asyncio, atexit, decimal, fractions, json, math, re, sqlite3, statistics, unittest
async def late():
    await asyncio.sleep(0.001)
    return 5
atexit.register(lambda: print("bye"))
if __name__ == "__main__":
    print(asyncio.run(late()), json.dumps([math.pi > 3]), statistics.mean([1, 2]), sqlite3.connect(":memory:").execute("select 2").fetchone())
    class T(unittest.TestCase):
        def test_one(self): self.assertEqual(1, 1)
    unittest.main()`);
    expect(result).toMatchObject({ status: "ok", stdout: "5 [true] 1.5 (2,)\nbye\n" });
    expect(result.stderr).toContain("OK");
  });

  test.each(perturbations)("perturbing %s", async (_, code, keep, printed) => {
    const result = await run(code, { perturb: 2, keep });
    const all = [result.stdout, ...result.perturbed.map(({ stdout }) => stdout)];
    expect(all.map((text) => text.trim())).toEqual(printed);
    expect(result.perturbed).toHaveLength(2);
  });

  test("a variant has state, deadline and failure of its own", async () => {
    const spoiling = await run(
      "import os, builtins\nprint(len('abc'), os.path.exists('/tmp/left'))\nbuiltins.len = None\nopen('/tmp/left', 'w').close()",
      { perturb: 2 },
    );
    expect(spoiling.stdout).toBe("3 False\n");
    expect(spoiling.perturbed).toEqual([1, 2].map(() => ({ status: "ok", stdout: "3 False\n" })));
    const picky = await run("x = 2 * 3\nassert x == 6\nprint('held')", { perturb: 1 });
    expect(picky).toMatchObject({ status: "ok", perturbed: [{ status: "error", stdout: "" }] });
    const stuck = await run("x = 2 * 3\nwhile x != 6: pass\nprint('done')", { perturb: 1 });
    expect(stuck).toMatchObject({ status: "ok", perturbed: [{ status: "timeout", stdout: "" }] });
  });

  test("variants of a program that fails are not run, and say so", async () => {
    const failed = await run("1/0", { perturb: 2 });
    expect(failed.perturbed).toEqual([1, 2].map(() => ({ status: "infra", stdout: "" })));
  });
}
