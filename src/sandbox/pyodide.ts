import { AssayError } from "../../schema/error.ts";
import type { ExecutorDriver } from "./driver.ts";

export const pyodide: ExecutorDriver = {
  id: "pyodide",
  languages: ["python"],
  probe: async () => ({ id: "pyodide", tier: 0, languages: ["python"], available: false, detail: "not built yet." }),
  open: () => Promise.reject(new AssayError("sandbox/unavailable", "pyodide is not built yet.")),
};
