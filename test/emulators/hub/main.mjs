// node test/emulators/hub/main.mjs --port 8788 [--fault "PUT /lfs" --status 500 --times 2]
// then: HF_TOKEN=hf_writer HF_ENDPOINT=http://127.0.0.1:8788 assay push my-team/chemistry
import { parseArgs } from "node:util";
import { startHubEmulator } from "./index.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8788" },
    fault: { type: "string" },
    status: { type: "string", default: "500" },
    times: { type: "string", default: "1" },
  },
});

const emulator = await startHubEmulator({
  port: Number(values.port),
  faults: values.fault
    ? [{ on: new RegExp(values.fault), kind: "status", status: Number(values.status), times: Number(values.times) }]
    : [],
});
console.log(`Hub emulator at ${emulator.url}; tokens hf_writer and hf_reader`);
