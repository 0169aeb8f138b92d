import { createHash } from "node:crypto";
import type { DatasetRow } from "../dataset/index.ts";
import type { StatsReport } from "../statistics/describe.ts";
import type { Distribution } from "../statistics/index.ts";
import { version } from "../version.ts";
import { type ChartName, charts } from "./charts.ts";
import { drawFigure } from "./draw.ts";
import { duration, type Figure, money, number, percent } from "./figure.ts";
import { type Markup, markup, raw, shorten } from "./markup.ts";
import { pageStyle } from "./styles.ts";

/** Characters of a text that the page shows. */
const textShown = 1_500;
const cellsShown = 60;

interface Section {
  id: string;
  title: string;
  content: readonly Markup[];
}

/** The whole page: no script, nothing from elsewhere, and a policy that forbids both. */
export function renderPage(report: StatsReport, samples: readonly DatasetRow[]): string {
  const { dataset, statistics } = report;
  const title = dataset.kind === "run" ? dataset.request : dataset.name;
  const digest = createHash("sha256").update(pageStyle).digest("base64");
  const draw = (...wanted: ChartName[]): Markup[] => {
    const figures = wanted.flatMap((name) => {
      const figure = charts[name](report);
      return figure ? [drawnFigure(figure, name)] : [];
    });
    return figures.length === 0 ? [] : [markup`<div class="charts">${figures}</div>`];
  };
  const sections: Section[] = [
    {
      id: "coverage",
      title: "Coverage",
      content: [...draw("topics", "difficulties", "attempts", "sub-topics"), ...grid(report)],
    },
    {
      id: "quality",
      title: "Quality",
      content: draw("verdicts", "quality", "failed-checks", "unchecked-checks"),
    },
    { id: "length", title: "Length", content: [...draw("prompt-length", "response-length"), ...lengths(report)] },
    { id: "origin", title: "Origin", content: draw("sources", "documents", "licences", "models") },
    { id: "cost", title: "Cost and time", content: [...costs(report), ...draw("rows-over-time", "cost-over-time")] },
    { id: "diversity", title: "Diversity", content: diversity(report) },
    { id: "rows", title: "Sample rows", content: samples.map(sampleRow) },
  ].filter((section) => section.content.length > 0);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${raw(digest)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${shorten(title, 120)} · assay report</title>
<style>${raw(pageStyle)}</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
<p class="quiet">${subtitle(report)}</p>
${keyFigures(report)}
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main>
${statistics.rows === 0 ? markup`<p>There is no row to describe.</p>` : null}
${sections.map(
  ({ id, title: name, content }) => markup`<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${content}
</section>
`,
)}
</main>
<footer>
<h2>How the numbers were made</h2>
<dl>${Object.entries(statistics.methods).map(([name, text]) => markup`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
<p class="quiet">assay ${version}</p>
</footer>
</body>
</html>
`;
  return page.markup;
}

function subtitle({ dataset, statistics }: StatsReport): string {
  const types = statistics.types.map((entry) => entry.name).join(", ");
  if (dataset.kind === "run") return `Run ${dataset.name}, ${dataset.type}, ${dataset.status}`;
  const files = `${dataset.files.length} file${dataset.files.length === 1 ? "" : "s"}`;
  return types === "" ? files : `${files} of ${types} rows`;
}

function keyFigures({ dataset, statistics, cost }: StatsReport): Markup {
  const approved = statistics.verdicts.find((entry) => entry.name === "approved")?.rows ?? 0;
  const { p50 } = statistics.quality;
  const entries: [string, string][] = [["Rows", number(statistics.rows)]];
  if (dataset.kind === "run") {
    entries.push(["Approved", `${number(approved)} of ${number(dataset.requested)} wanted`]);
    if (dataset.failed > 0) entries.push(["Items without a row", number(dataset.failed)]);
  }
  if (p50 !== null) entries.push(["Median quality", p50.toFixed(2)]);
  const [licence] = statistics.licences;
  if (licence)
    entries.push(["Licences", statistics.licences.length === 1 ? licence.name : number(statistics.licences.length)]);
  if (cost) {
    entries.push(["Spent", money(cost.usd)]);
    if (cost.usdPerApprovedRow !== null) entries.push(["An approved row", money(cost.usdPerApprovedRow)]);
    entries.push(["Time", duration(cost.durationMs)]);
  }
  return markup`<dl class="figures">${entries.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function drawnFigure(figure: Figure, name: string): Markup {
  return markup`<figure>
<figcaption><h3>${figure.title}</h3><p dir="auto">${figure.description}</p></figcaption>
${drawFigure(figure, name)}
<details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="${figure.title} as a table">${table(
    figure.title,
    figure.headings,
    figure.bars.map((bar) => [bar.label, bar.text]),
  )}</div></details>
</figure>
`;
}

/** The first column names the row; the others are numbers. */
function table(caption: string, headings: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const heading = (text: string, index: number): Markup =>
    markup`<th scope="col"${index === 0 ? null : raw(' class="number"')}>${text}</th>`;
  const cell = (text: string, index: number): Markup =>
    index === 0 ? markup`<th scope="row"><bdi>${text}</bdi></th>` : markup`<td class="number">${text}</td>`;
  return markup`<table><caption>${caption}</caption><thead><tr>${headings.map(heading)}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${row.map(cell)}</tr>`,
  )}</tbody></table>`;
}

/** Sub-topic × difficulty, darker where there are more rows. */
function grid({ statistics }: StatsReport): Markup[] {
  const { cells } = statistics;
  const difficulties = [...new Set(cells.map((cell) => cell.difficulty))].sort(byDifficulty);
  const all = [...new Set(cells.map((cell) => cell.sub_topic))];
  const subTopics = all.slice(0, cellsShown);
  if (all.length < 2) return [];
  const most = Math.max(...cells.map((cell) => cell.rows));
  const rows = new Map(cells.map((cell) => [JSON.stringify([cell.sub_topic, cell.difficulty]), cell.rows]));
  const caption =
    all.length > subTopics.length
      ? `Rows by sub-topic and difficulty; the first ${subTopics.length} of ${all.length} sub-topics`
      : "Rows by sub-topic and difficulty";
  const cell = (subTopic: string, difficulty: string): Markup => {
    const value = rows.get(JSON.stringify([subTopic, difficulty])) ?? 0;
    return markup`<td class="number heat-${Math.round((9 * value) / most)}">${number(value)}</td>`;
  };
  return [
    markup`<h3>Sub-topic by difficulty</h3><div class="scroll" tabindex="0" role="region" aria-label="Sub-topic by difficulty"><table class="grid"><caption>${caption}</caption><thead><tr><th scope="col">Sub-topic</th>${difficulties.map(
      (difficulty) => markup`<th scope="col" class="number">${difficulty}</th>`,
    )}</tr></thead><tbody>${subTopics.map(
      (subTopic) =>
        markup`<tr><th scope="row"><bdi>${subTopic}</bdi></th>${difficulties.map((difficulty) => cell(subTopic, difficulty))}</tr>`,
    )}</tbody></table></div>`,
  ];
}

const order = ["easy", "medium", "hard"];
/** Easy before medium before hard, anything else behind them by name. */
function byDifficulty(a: string, b: string): number {
  const place = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  return place(a) === place(b) ? (a < b ? -1 : a > b ? 1 : 0) : place(a) - place(b);
}

function lengths({ statistics }: StatsReport): Markup[] {
  if (statistics.rows === 0) return [];
  const row = (name: string, of: Distribution): string[] => [
    name,
    ...[of.mean, of.p05, of.p50, of.p95, of.maximum].map((value) => (value === null ? "–" : number(value))),
  ];
  const rows = (["prompt", "response"] as const).flatMap((text) =>
    (["characters", "words", "tokens"] as const).map((unit) =>
      row(`${text}, ${unit === "tokens" ? "estimated tokens" : unit}`, statistics.lengths[text][unit]),
    ),
  );
  const headings = ["Text", "mean", "5%", "median", "95%", "longest"];
  return [
    markup`<div class="scroll" tabindex="0" role="region" aria-label="Lengths">${table("Lengths", headings, rows)}</div>`,
  ];
}

function costs({ cost, dataset }: StatsReport): Markup[] {
  if (!cost || dataset.kind !== "run") return [];
  const rows = [
    ["spent", money(cost.usd)],
    ["an approved row", cost.usdPerApprovedRow === null ? "no row was approved" : money(cost.usdPerApprovedRow)],
    ["model calls", number(cost.calls)],
    ["tokens in", number(cost.inputTokens)],
    ["tokens out", number(cost.outputTokens)],
    ["time of work", duration(cost.durationMs)],
  ];
  return [table("Cost of the run", ["What", "How much"], rows)];
}

function diversity({ statistics }: StatsReport): Markup[] {
  if (statistics.rows === 0) return [];
  const { entropy, distinct, typeTokenRatio, openings } = statistics.diversity;
  const ratio = (value: number): string => value.toFixed(3);
  const rows = [
    ["evenness over sub-topics and difficulties (1 is even)", ratio(entropy)],
    ...distinct.map(({ n, ratio: share }) => [`distinct runs of ${n} word${n === 1 ? "" : "s"}`, ratio(share)]),
    ["different words in a thousand", ratio(typeTokenRatio)],
    ...openings.map(({ opening, rows: count }) => [`prompts that begin “${opening}”`, percent(count, statistics.rows)]),
  ];
  return [table("How varied the prompts are", ["Measure", "Value"], rows)];
}

function sampleRow(row: DatasetRow): Markup {
  const facts = [
    row.type,
    row.subTopic,
    row.difficulty,
    row.verdict,
    ...(row.quality === null ? [] : [`quality ${row.quality.toFixed(2)}`]),
    row.licence,
    ...new Set(row.documents.map((document) => `${document.source}: ${document.title}`)),
  ];
  const text = (name: string, content: string): Markup =>
    markup`<h4>${name}</h4><pre dir="auto">${shorten(content, textShown)}</pre>${
      content.length > textShown
        ? markup`<p class="quiet">${number(content.length - textShown)} further characters are left out.</p>`
        : null
    }`;
  return markup`<article>
<h3><code>${row.id}</code></h3>
<ul>${facts.map((fact) => markup`<li><bdi>${fact}</bdi></li>`)}</ul>
${text("Prompt", row.prompt)}${text("Response", row.response)}
</article>
`;
}
