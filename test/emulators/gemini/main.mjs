// node test/emulators/gemini/main.mjs --port 8787 [--latency MS] [--fault NAME --rate 0.1]
// then: GEMINI_API_KEY=any GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:8787 assay generate "…"
import { parseArgs } from "node:util";
import { startGeminiEmulator } from "./index.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    latency: { type: "string", default: "0" },
    fault: { type: "string", multiple: true },
    rate: { type: "string", default: "0.1" },
  },
});

const emulator = await startGeminiEmulator({
  port: Number(values.port),
  latencyMs: Number(values.latency),
  remember: false,
  ...(values.fault && {
    faults: {
      rate: Number(values.rate),
      kinds: /** @type {import("./faults.mjs").FaultName[]} */ (values.fault),
    },
  }),
});
console.log(`Gemini emulator at ${emulator.url}`);
