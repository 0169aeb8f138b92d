/** LaTeX as it is written without: fractions, division, the names of functions and signs that join sentences. */
export function plainLatex(line: string): string {
  if (!line.includes("\\")) return line;
  let text = line
    .replace(/\\(?:left|right|displaystyle|bigl?|bigr)(?![a-zA-Z])/gi, "")
    .replace(/\\div(?![a-zA-Z])/g, "÷");
  for (let depth = 0; depth < 4; depth++) {
    text = text.replace(/\\[dt]?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g, "(($1)/($2))");
  }
  return text
    .replace(/\\d?binom\s*\{(\d{1,3})\}\s*\{(\d{1,3})\}/g, "C($1,$2)")
    .replace(/\\(?=(?:sqrt|ln|log|exp|sin|cos|tan|pi)(?![a-zA-Z]))/g, "")
    .replace(/\\(?:implies|Rightarrow|Longrightarrow|therefore|quad|qquad|iff)(?![a-zA-Z])/g, "⇒");
}
