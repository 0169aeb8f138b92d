import { AssayError } from "../../config/errors.ts";
import type { Command, Context } from "../command.ts";
import { exit } from "../faults.ts";
import { changeLines, sourceLines } from "../machine-report.ts";

export const sources: Command = {
  summary: "the research sources, and whether they answer",
  usage: "[check | approve <server>]",
  description:
    "Asks every configured research source for a known item and shows whether it answers and how fast. With check, ends with 3 when one is down. A tool of a configured MCP server that describes itself otherwise than when it was trusted is off: approve shows what changed, and with --yes trusts it as it is now.",
  examples: [
    {
      line: "assay sources check --sources wikipedia,arxiv --contact you@example.org",
      does: "whether these two answer",
    },
    { line: "assay sources approve notes --yes", does: "trusts the changed tools of the MCP server notes" },
  ],
  flags: {},
  settings: ["db", "sources", "contact", "timeout", "plugins", "mcpConfig"],
  words: 2,
  async run(context) {
    const [word, server] = context.words;
    if (word === "approve" && server !== undefined) return approve(context, server);
    if ((word !== undefined && word !== "check") || server !== undefined) {
      const came = context.words.join(" ");
      const hint = hintFor(word, server);
      throw new AssayError(
        "config/bad-word",
        `assay sources expects check, approve <server> or nothing; "${came}" came.`,
        {
          hint,
        },
      );
    }
    const assay = await context.open();
    const health = await assay.checkSources();
    context.result(health, () => sourceLines(health, context.layout()));
    return word === "check" && health.some(({ state }) => state === "down") ? exit.short : exit.done;
  },
};

function hintFor(word: string | undefined, server: string | undefined): string {
  if (word === "approve") return "Name the server as your mcpServers does: assay sources approve <server>";
  return server === undefined
    ? "Write: assay sources check"
    : `To check one source: assay sources check --sources ${server}`;
}

/** Shows what changed; with --yes trusts it. */
async function approve(context: Context, server: string): Promise<number> {
  const assay = await context.open();
  const changes = await assay.approveSource(server, { dryRun: !context.yes });
  const todo = context.yes
    ? `Approved. The tools of ${server} can be used again.`
    : `Nothing was approved. If this is right: ${context.next(`assay sources approve ${server} --yes`)}`;
  context.result({ server, changes, approved: context.yes }, () =>
    changes.length === 0
      ? [`The tools of ${server} are as they were when they were trusted.`]
      : [...changeLines(changes, context.layout()), "", todo],
  );
  return context.yes || changes.length === 0 ? exit.done : exit.short;
}
