import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { Session } from "../session.ts";
import { describeDataset } from "../statistics/describe.ts";
import { charts } from "./charts.ts";
import { drawFigure } from "./draw.ts";
import type { Figure } from "./figure.ts";
import { raw } from "./markup.ts";
import { renderPage } from "./page.ts";
import { createSelection } from "./selection.ts";
import { chartStyle } from "./styles.ts";

export interface ReportOptions {
  signal?: AbortSignal;
  /** The page; default `report.html`. */
  out?: string;
  /** Folder for the single charts as SVG; without it only the page is written. */
  svg?: string;
  /** Rows shown whole; default 8. */
  samples?: number;
}

export interface ReportResult {
  /** Run or folder. */
  dataset: string;
  rows: number;
  files: { path: string; bytes: number; sha256: string }[];
}

const standardSamples = 8;

/**
 * Writes a page about a run or a folder of exported files that needs nothing but itself, and if wanted every chart as a
 * file of its own. Equal rows give equal bytes; files are replaced whole or not at all. Throws `export/unwritable`.
 */
export async function writeReport(
  session: Session,
  word: string | undefined,
  options: ReportOptions,
  signal: AbortSignal,
): Promise<ReportResult> {
  const { out = "report.html", svg, samples = standardSamples } = options;
  const selection = createSelection(samples);
  const report = await describeDataset(session, word, signal, selection.look);
  const files = [await writeWhole(out, renderPage(report, selection.rows()))];
  if (svg !== undefined) {
    for (const [name, chart] of Object.entries(charts)) {
      const figure: Figure | null = chart(report);
      if (!figure) continue;
      const drawing = drawFigure(figure, name, "640", raw(`<style>${chartStyle}</style>`));
      files.push(await writeWhole(join(svg, `${name}.svg`), `${drawing.markup}\n`));
    }
  }
  return { dataset: report.dataset.name, rows: report.statistics.rows, files };
}

async function writeWhole(path: string, content: string): Promise<ReportResult["files"][number]> {
  const partial = `${path}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new AssayError("export/unwritable", `${path} cannot be written (${code}).`, {
      hint: "Choose another place with --out.",
      cause: error,
    });
  }
  return { path, bytes: Buffer.byteLength(content), sha256: sha256(content) };
}
