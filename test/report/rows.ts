import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/assay.ts";

/** Texts that try to leave the place where they are shown. */
export const hostile = [
  "</script><script>document.title='taken'</script>",
  "</pre></article><img src=x onerror=\"document.title='taken'\">",
  "\"' onmouseover='document.title=1' x=\"",
  "<!-- <style>body{display:none}</style>",
  "safe \u202Eevil\u202C \u2066x\u2069 \u200Bzero",
  "]]>&lt;b&gt; {{template}} $(code) \u0000\u0008\u001b[31m",
  "half a pair \ud83d and a whole \u{1f9ea}",
] as const;

/** A folder whose every field is hostile, beside ordinary rows. */
export function hostileFolder(): string {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 40 }, (_, index) => {
    const text = index < hostile.length ? hostile[index]! : `ordinary text ${index} ${"word ".repeat(index)}`;
    const provenance = {
      id: `${text.slice(0, 30)}${index}`,
      topic: text,
      sub_topic: `${text} ${index % 5}`,
      difficulty: ["easy", "medium", "hard", text][index % 4],
      quality_score: (index % 20) / 20,
      verdict: index % 3 === 0 ? "approved" : text,
      licence: text,
      sources: [{ source: text, title: text, url: text, license: text }],
      agents: { generation: { model: text } },
      attempt: 1 + (index % 3),
    };
    return JSON.stringify({ prompt: `${text} ${index}`, completion: `${text} `.repeat(1 + index), provenance });
  });
  writeFileSync(join(folder, "train.jsonl"), `${rows.join("\n")}\n`);
  return folder;
}
