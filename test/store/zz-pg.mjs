import { register } from "node:module";

process.env.TS_NODE_TRANSPILE_ONLY = "true";
register("ts-node/esm", import.meta.url);
const { startPostgres } = await import("../support/postgres.ts");
const p = await startPostgres();
console.log(p.url);
process.on("SIGTERM", () => p.stop().then(() => process.exit(0)));
setInterval(() => {}, 1000);
