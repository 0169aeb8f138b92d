import { configDefaults, defineConfig } from "vitest/config";
import { tally } from "./test/support/tally.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The inspector runs on Node 22 and newer and is no dependency: .ci/run installs it on Node 24 and says where.
    exclude: [...configDefaults.exclude, ...(process.env.MCP_INSPECTOR ? [] : ["test/served/inspector.test.ts"])],
    setupFiles: ["test/support/no-network.ts"],
    globalSetup: ["test/support/temporary.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    reporters: ["default", tally],
  },
});
