import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextFactory } from "../../mcp/context.ts";
import { createNetwork } from "../../mcp/http/network.ts";
import { openResearch } from "../../mcp/pool.ts";
import { serveSource } from "../../mcp/serve.ts";
import { toMcpServer } from "../../mcp/server.ts";
import { sources } from "../../mcp/sources/index.ts";
import { type ServedSource, type SourceFacts, sourceConformance } from "../conformance/source.ts";
import type { Emulation } from "../emulators/sources/emulation.ts";
import { emulations } from "../emulators/sources/index.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";
import { compileServe } from "./compiled.ts";

const handbook: Omit<SourceFacts, "source"> = {
  query: "mole ratio in a balanced equation",
  id: "chemistry/stoichiometry",
  absentQuery: "zzyzx qwfpgj",
  absentId: "chemistry/none",
  spdx: "CC0-1.0",
  urlPrefix: "assay:handbook/",
};
const emulated: Record<string, Emulation> = emulations;
const facts = Object.keys(sources).map((source) => ({
  ...(source === "handbook" ? handbook : emulated[source]?.facts),
  source,
})) as (SourceFacts & { source: keyof typeof sources })[];

test("every source has a stand-in", () => {
  expect(facts.filter(({ id }) => id === undefined).map(({ source }) => source)).toEqual([]);
});

let emulator: SourcesEmulator;
let compiled: ReturnType<typeof compileServe>;
beforeAll(async () => {
  emulator = await startSourcesEmulator();
  compiled = compileServe();
});
afterAll(async () => {
  await emulator.close();
  compiled.remove();
});

const contact = "tests@example.org";
const now = (): Date => new Date();
const environment = { CORE_API_KEY: "a key of the tests" };

async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: "conformance", version: "1" });
  await client.connect(transport);
  return client;
}

async function inMemory(name: keyof typeof sources): Promise<ServedSource> {
  const { baseUrls } = emulator;
  const network = createNetwork({ contact, now, baseUrls, environment });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await toMcpServer(sources[name], contextFactory(network, now)).connect(far);
  const mcp = await connect(near);
  const research = openResearch({ sources: [name], contact, now, baseUrls, environment });
  const close = async (): Promise<void> => {
    await mcp.close();
    await network.close();
  };
  return { trusted: true, mcp, research, close };
}

async function onStdio(name: keyof typeof sources): Promise<ServedSource> {
  const standIns = Object.entries(emulator.baseUrls).flatMap(([host, url]) => ["--base-url", `${host}=${url}`]);
  const server = {
    command: process.execPath,
    env: environment,
    args: [compiled.entry, "--source", name, "--contact", contact, ...standIns],
  };
  const mcp = await connect(new StdioClientTransport(server));
  const research = openResearch({ sources: [name], servers: { [name]: server }, now });
  return { trusted: false, mcp, research, close: () => mcp.close() };
}

async function overHttp(name: keyof typeof sources): Promise<ServedSource> {
  const serving = await serveSource({ source: name, port: 0, contact, baseUrls: emulator.baseUrls, environment, now });
  const url = serving.url!;
  const mcp = await connect(new StreamableHTTPClientTransport(new URL(url)) as Transport);
  const research = openResearch({ sources: [name], servers: { [name]: { url } }, now });
  const close = async (): Promise<void> => {
    await mcp.close();
    await serving.close();
  };
  return { trusted: false, mcp, research, close };
}

for (const known of facts) {
  sourceConformance("memory", known, () => inMemory(known.source));
  sourceConformance("stdio", known, () => onStdio(known.source));
  sourceConformance("http", known, () => overHttp(known.source));
}
