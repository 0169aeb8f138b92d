import { defineConfig } from "vitest/config";

/** `npm run test:live`: one or two polite requests to every research source, for people with a network and a contact. */
export default defineConfig({
  test: {
    include: ["test/live/**/*.live.ts"],
    testTimeout: 120_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
  },
});
