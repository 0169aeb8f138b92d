import { randomBytes } from "node:crypto";
import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { abortable } from "../interrupt.ts";

export const mcp: Command = {
  summary: "assay as an MCP server, for other agents",
  usage: "",
  description:
    "Serves interpret, plan, quote, generate, resume, status, samples, show, export and the research sources as MCP tools, on standard input and output, or with --http on this machine only. Generate takes the token of a quote, so no run is paid that nobody has seen the price of; interpret, plan and quote may spend one dollar together, and resume keeps to the price that its run was begun at. Over HTTP every request needs a bearer token: that of ASSAY_MCP_TOKEN, or a new one that is printed.",
  examples: [
    { line: "assay mcp --db data.db", does: "on stdio, as agents start it" },
    { line: "assay mcp --http 8420", does: "at http://127.0.0.1:8420/mcp, with the token that it prints" },
  ],
  flags: {
    http: {
      kind: "text",
      meaning: "serve on this port of 127.0.0.1 instead of stdio; 0 takes a free one",
      placeholder: "PORT",
    },
  },
  settings: "all",
  words: 0,
  async run(context) {
    const given = context.flags.http;
    const port = given === undefined ? undefined : Number(given);
    if (port !== undefined && !(/^\d{1,5}$/.test(given ?? "") && port < 65_536)) {
      throw new AssayError("config/port", `--http expects a port from 0 to 65535; "${given}" came.`, {
        hint: "For instance --http 8420.",
      });
    }
    const token = context.environment.ASSAY_MCP_TOKEN || randomBytes(24).toString("base64url");
    return abortable(async (signal) => {
      const assay = await context.open();
      const serving = await assay.serve({ port, token });
      signal.addEventListener("abort", () => void serving.close(), { once: true });
      if (serving.url) {
        const known = Boolean(context.environment.ASSAY_MCP_TOKEN);
        context.terminal.error.write(
          `Serving at ${serving.url}\n${known ? "Bearer token: that of ASSAY_MCP_TOKEN" : `Bearer token: ${token}`}\n`,
        );
      }
      await serving.ended;
      return signal.aborted ? exit.interrupted : exit.done;
    });
  },
};
