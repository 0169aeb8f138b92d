import { createQuickJs, quickjs } from "../../src/sandbox/quickjs.ts";
import { executorConformance } from "../conformance/executor.ts";

executorConformance("quickjs", {
  language: "javascript",
  open: () => quickjs.open({}),
  broken: {
    "bwrap is missing": () => createQuickJs({ bubblewrap: "/usr/bin/no-such-bwrap" }),
    "bwrap fails": () => createQuickJs({ bubblewrap: "/bin/false" }),
  },
});
