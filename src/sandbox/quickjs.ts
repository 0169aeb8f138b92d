import { AssayError } from "../../schema/error.ts";
import type { ExecutorDriver } from "./driver.ts";

export const quickjs: ExecutorDriver = {
  id: "quickjs",
  languages: ["javascript"],
  probe: async () => ({
    id: "quickjs",
    tier: 0,
    languages: ["javascript"],
    available: false,
    detail: "not built yet.",
  }),
  open: () => Promise.reject(new AssayError("sandbox/unavailable", "quickjs is not built yet.")),
};
