import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHardenedChild } from "../../src/sandbox/hardened-child.ts";
import { embeddedSource, importsSource } from "../../src/sandbox/python/embedded.ts";
import { wrappingsHere } from "./requirements.ts";

const installed = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
const folder = mkdtempSync(join(tmpdir(), "assay-place-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What an installation of assay has of it: the workers and Pyodide, in a folder of any name. */
function install(home: string): void {
  mkdirSync(home, { recursive: true });
  cpSync(new URL("../../src/sandbox/worker/", import.meta.url), join(home, "worker"), { recursive: true });
  cpSync(installed, join(home, "pyodide"), { recursive: true, dereference: true });
}

async function printed(home: string, wrapping: object): Promise<string> {
  const child = await startHardenedChild({
    ...wrapping,
    worker: pathToFileURL(join(home, "worker/pyodide-worker.mjs")),
    readable: [join(home, "pyodide")],
    setup: {
      module: pathToFileURL(realpathSync(join(home, "pyodide/pyodide.mjs"))).href,
      imports: importsSource,
      source: embeddedSource,
      snapshotBytes: 0,
    },
  });
  try {
    const program = { code: "print(6 * 7)", stdin: "", seed: 0, variant: 0, keep: "", memoryMb: 512, outputBytes: 100 };
    const limits = { deadlineMs: 10_000, residentBytes: 2 ** 31 };
    const answer = await child.ask<{ nonce: string; stdout: string }>({ ...program, nonce: "n" } as never, limits);
    return answer.kind === "result" ? Buffer.from(answer.value.stdout, "base64").toString() : answer.kind;
  } finally {
    await child.kill();
  }
}

describe("from a link to a folder with spaces, commas, signs and letters of any language", () => {
  const home = join(folder, "link");
  beforeAll(() => {
    const odd = join(folder, "one, two (ü) 100%23 #4");
    install(odd);
    symlinkSync(odd, home);
    // Who becomes nobody has to be let in.
    chmodSync(folder, 0o755);
  });

  test.each(wrappingsHere().map((wrapping) => [JSON.stringify(wrapping), wrapping] as const))(
    "the children start, wrapped in %s",
    async (_, wrapping) => {
      expect(await printed(home, wrapping)).toBe("42\n");
    },
  );
});

test("a folder that Node's permission flags cannot name is refused with its name", async () => {
  const home = join(folder, "any*thing");
  install(home);
  await expect(printed(home, {})).rejects.toThrow(/cannot name .*any\*thing\/worker\/?: it has a \* in it/);
});
