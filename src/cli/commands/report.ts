import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { abortable } from "../interrupt.ts";
import { reportLines } from "../push-report.ts";

const most = 200;

export const report: Command = {
  summary: "write a page that shows a dataset",
  usage: "[run or DIR]",
  description:
    "Writes one HTML file about a run or a folder of exported files: what `assay stats` counts as charts with their tables, and some of the rows. It needs no server, loads nothing and runs no script, so it can be sent by mail and opened anywhere. The rows shown are those with the smallest content hashes. Equal rows give equal bytes.",
  examples: [
    { line: "assay report --out chemistry.html", does: "the newest run" },
    { line: "assay report data --svg charts --samples 0", does: "exported files; every chart as a file too, no row" },
  ],
  flags: {
    out: { kind: "text", meaning: "the page (default report.html)", placeholder: "FILE" },
    svg: { kind: "text", meaning: "folder for the single charts as SVG", placeholder: "DIR" },
    samples: { kind: "text", meaning: "rows shown whole (default 8)", placeholder: "N" },
  },
  settings: ["db", "plugins"],
  words: 1,
  async run(context) {
    const { out, svg, samples } = context.flags;
    const options = {
      ...(out === undefined ? {} : { out: readPath("--out", out) }),
      ...(svg === undefined ? {} : { svg: readPath("--svg", svg) }),
      ...(samples === undefined ? {} : { samples: readSamples(samples) }),
    };
    const assay = await context.open();
    return abortable(async (signal) => {
      const written = await assay.report(context.words[0], { ...options, signal });
      context.result(written, () => reportLines(written, context.layout()));
      return exit.done;
    });
  },
};

function readPath(flag: string, text: string): string {
  if (text.trim() !== "") return text;
  throw new AssayError("config/bad-value", `${flag} expects a path; nothing came.`, {
    hint: `For instance ${flag} data`,
  });
}

function readSamples(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= most) return Number(text);
  throw new AssayError("config/bad-value", `--samples expects a whole number from 0 to ${most}; "${text}" came.`, {
    hint: "For instance --samples 8",
  });
}
