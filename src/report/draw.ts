import type { Figure, FigureBar } from "./figure.ts";
import { type Markup, markup, raw, shorten } from "./markup.ts";

/** Height of one named bar with its label, of the columns, and of the line below them, in pixels. */
const listStep = 34;
const columnsHeight = 150;
const axisHeight = 24;
const labelCharacters = 38;

const share = (value: number): string => `${Number((100 * value).toFixed(3))}%`;

/**
 * Draws a figure as SVG. Places along the width are shares of it and everything else pixels, so that it fits any width
 * and its words keep their size. Colours come from the classes `bar`, `label` and `axis`.
 */
export function drawFigure(figure: Figure, id: string, width = "100%", style: Markup = raw("")): Markup {
  const { title, description, layout, bars } = figure;
  const height = layout === "list" ? Math.max(1, bars.length) * listStep : columnsHeight + axisHeight;
  const body = layout === "list" ? drawList(bars) : drawColumns(bars);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${style}${body}</svg>`;
}

function drawList(bars: readonly FigureBar[]): Markup[] {
  const most = Math.max(...bars.map((bar) => bar.value), 1e-12);
  return bars.map(({ label, value, text }, index) => {
    const top = index * listStep;
    return markup`<g><title>${label}: ${text}</title><text class="label" x="0" y="${top + 14}">${shorten(label, labelCharacters)}</text><text class="label end" x="100%" y="${top + 14}">${text}</text><rect class="track" x="0" y="${top + 19}" width="100%" height="8"/><rect class="bar" x="0" y="${top + 19}" width="${share(value / most)}" height="8"/></g>`;
  });
}

function drawColumns(bars: readonly FigureBar[]): Markup[] {
  const most = Math.max(...bars.map((bar) => bar.value), 1e-12);
  const step = 1 / Math.max(1, bars.length);
  const columns = bars.map(({ label, value, text }, index) => {
    const tall = value === 0 ? 0 : Math.max(1, Number(((columnsHeight - 18) * (value / most)).toFixed(2)));
    return markup`<g><title>${label}: ${text}</title><rect class="bar" x="${share((index + 0.06) * step)}" y="${Number((columnsHeight - tall).toFixed(2))}" width="${share(0.88 * step)}" height="${tall}"/></g>`;
  });
  const highest = bars.reduce((best, bar, index) => (bar.value > bars[best]!.value ? index : best), 0);
  const place = (highest + 0.5) * step;
  const peak = bars.length === 0 ? [] : [word(place, 12, bars[highest]!.text, "label", place)];
  return [
    ...columns,
    ...peak,
    markup`<rect class="axis" x="0" y="${columnsHeight}" width="100%" height="1"/>`,
    ...ticks(bars).map(({ at, text }) => word(at, columnsHeight + 17, text, "tick", at)),
  ];
}

/** A word that leans inwards near the edges. */
function word(at: number, y: number, text: string, name: string, lean: number): Markup {
  const anchor = lean < 0.12 ? "start" : lean > 0.88 ? "end" : "middle";
  return markup`<text class="${name} ${anchor}" x="${share(lean < 0.12 ? Math.max(0, at - 0.02) : lean > 0.88 ? Math.min(1, at + 0.02) : at)}" y="${y}">${text}</text>`;
}

/** Where the first and the middle bar begin and the last one ends; of times the hour alone. */
function ticks(bars: readonly FigureBar[]): { at: number; text: string }[] {
  if (bars.length === 0) return [];
  const written = (index: number): string[] => bars[index]!.label.replace(/^\d{4}-\d\d-\d\d (?=\d\d:)/, "").split("–");
  const middle = Math.floor(bars.length / 2);
  return [
    { at: 0, text: written(0)[0]! },
    ...(bars.length > 2 ? [{ at: middle / bars.length, text: written(middle)[0]! }] : []),
    ...(bars.length > 1 ? [{ at: 1, text: written(bars.length - 1).at(-1)! }] : []),
  ];
}
