/** Colours of the drawings, light and dark; contrast of words against the ground is at least 4.5 to 1. */
const colours = `
:root{--ground:#ffffff;--raised:#f5f6f7;--line:#d5d9de;--text:#1b1f24;--quiet:#525b66;--bar:#2b6a8f;--track:#e6e9ed;--heat:43,106,143;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ground:#15181c;--raised:#1d2126;--line:#39414a;--text:#e7eaee;--quiet:#a6b0bb;--bar:#6fb3d8;--track:#2a3037;--heat:111,179,216}}
@media print{:root{--ground:#ffffff;--raised:#ffffff;--line:#b5bac0;--text:#000000;--quiet:#333333;--bar:#2b6a8f;--track:#e6e9ed;--heat:43,106,143;color-scheme:light}}
`;

const drawing = `
.chart{display:block;overflow:visible;font:13px/1.3 system-ui,sans-serif}
.chart text{fill:var(--text)}
.chart .tick{fill:var(--quiet);font-size:12px}
.chart .end{text-anchor:end}
.chart .middle{text-anchor:middle}
.bar{fill:var(--bar)}
.track{fill:var(--track)}
.axis{fill:var(--line)}
`;

const heat = Array.from(
  { length: 10 },
  (_, index) => `.heat-${index}{background:rgba(var(--heat),${Number((index * 0.055).toFixed(3))})}`,
).join("\n");

const page = `
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:70rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .25rem}
p{margin:.25rem 0 .75rem}
.quiet,figcaption p,dt,th{color:var(--quiet)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.75rem 0;padding:0}
a{color:inherit}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--bar);outline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0}
.figures div{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;min-width:0}
.figures dt{font-size:.85rem}
.figures dd{margin:0;font-size:1.15rem;font-weight:600;overflow-wrap:anywhere}
.charts{columns:26rem 2;column-gap:2.5rem;margin-bottom:.5rem}
figure{margin:0 0 1.75rem;min-width:0;break-inside:avoid}
figcaption p{font-size:.9rem}
details{margin-top:.5rem;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet);min-height:1.75rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);font-size:.9rem;padding-bottom:.25rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}
tbody th{font-weight:400;color:var(--text);min-width:8.5rem}
.grid th.number{width:4.5rem}
td.number,th.number{text-align:right;white-space:nowrap;padding-left:.6rem}
.grid td.number{padding-right:.6rem}
article{border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem;margin:0 0 1rem;break-inside:avoid-page;min-width:0}
article ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1rem;margin:0 0 .5rem;padding:0;font-size:.9rem;color:var(--quiet)}
article h4{margin:.75rem 0 .25rem;font-size:.9rem}
pre{margin:0;padding:.5rem .75rem;background:var(--raised);border-radius:4px;font:.85rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
code{overflow-wrap:anywhere}
footer{margin-top:2.5rem;padding-bottom:2rem;border-top:1px solid var(--line);font-size:.9rem}
@media print{nav,details{display:none}body{font-size:11pt}}
`;

/** The page's whole style. */
export const pageStyle = [colours, drawing, heat, page].join("").trim();

/** The style of a single chart, which carries its own ground. */
export const chartStyle = [colours, drawing, ".chart{background:var(--ground)}"].join("").trim();
