import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { findBubblewrap, findPython } from "../../src/sandbox/bubblewrap.ts";
import { createSystemPython, systemPython } from "../../src/sandbox/system-python.ts";
import { executorConformance } from "../conformance/executor.ts";
import { unlessMissing } from "./requirements.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-test-"));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return path;
};

unlessMissing(["bwrap", "python3"], () => {
  const bubblewrap = findBubblewrap() ?? "";
  const python = findPython() ?? "";
  const create = (options: object) => createSystemPython({ bubblewrap, python, ...options });
  executorConformance("system-python", {
    language: "python",
    open: () => systemPython.open({}),
    broken: {
      "bwrap is missing": () => create({ bubblewrap: "/usr/bin/no-such-bwrap" }),
      "bwrap fails": () => create({ bubblewrap: script("refuses", "echo no namespaces for you >&2; exit 1") }),
      "bwrap says ok and nothing else": () => create({ bubblewrap: script("silent", "exit 0") }),
      "bwrap forges a result": () =>
        create({
          bubblewrap: script(
            "forges",
            `case "$*" in *marshal.loads*) printf 'S%032d 2\\nok 0 1 9 0 9 0\\nok 0 1 0 0 0 0\\nhello 42\\n' 0;; *) echo CPython 3; echo x;; esac`,
          ),
        }),
      "python is missing": () => create({ python: "/usr/bin/no-such-python" }),
    },
  });
});
