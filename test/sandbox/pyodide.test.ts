import { createPyodide, pyodide } from "../../src/sandbox/pyodide.ts";
import { executorConformance } from "../conformance/executor.ts";

executorConformance("pyodide", {
  language: "python",
  open: () => pyodide.open({}),
  broken: {
    "bwrap is missing": () => createPyodide({ bubblewrap: "/usr/bin/no-such-bwrap" }),
    "bwrap fails": () => createPyodide({ bubblewrap: "/bin/false" }),
    "bwrap says ok and nothing else": () => createPyodide({ bubblewrap: "/bin/true" }),
  },
});
