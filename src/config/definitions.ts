/** Breaks text into lines of at most `width` characters; a longer word stands alone. */
function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** Terms at the left, what they mean at the right, folded to the width. */
export function definitions(entries: readonly (readonly [term: string, meaning: string])[], width = 80): string {
  const longest = Math.max(0, ...entries.map(([term]) => term.length));
  const left = Math.min(longest, Math.floor(width * 0.4)) + 4;
  return entries
    .flatMap(([term, meaning]) => {
      const lines = fold(meaning, Math.max(12, width - left));
      const start = `  ${term}`;
      const apart = start.length + 2 > left;
      const first = apart ? [start] : [`${start.padEnd(left)}${lines[0] ?? ""}`.trimEnd()];
      return [...first, ...lines.slice(apart ? 0 : 1).map((line) => " ".repeat(left) + line)];
    })
    .join("\n");
}
