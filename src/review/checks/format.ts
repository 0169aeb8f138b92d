import { parseUnit } from "../../../schema/quantity.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "format";
const { passed, failed } = findings(name);

/** Fenced and inline code: braces and markers in it are the writer's business. */
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?(?:```|$)/g, " ").replace(/`[^`\n]*`/g, " ");

/** `{{x}}`, `${name}`, `{name}`; not LaTeX's `x_{max}`, `\text{mol}`, `{}^{14}`, nor sets such as `A = {red, blue}`. */
const placeholders = [
  /(?<![\\^_}\w])\{\{\s*[A-Za-z_][\w. |-]*\}\}/,
  /(?<!\$)\$\{[A-Za-z_][\w.]+\}(?!\$)/,
  /(?<![\\^_}\w$]|[=∈∪∩⊂⊆∖:,]\s?|\bset\s)\{[a-z_][a-z0-9_]{2,30}\}/,
  // Members of sets are words; a name with an underscore is none, wherever it stands.
  /(?<![\\^_}\w$])\{[a-z]+_[a-z0-9_]+\}/,
  /<<[A-Z_]{3,}>>|\[(?:INSERT|YOUR|TODO|PLACEHOLDER)[A-Z _-]*\]/,
];

const markers =
  /<\|[a-z_]{2,30}\|>|<\/?(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|^###\s*(?:Human|Assistant|Instruction|Response)\s*:/im;

/** Zero-width and bidirectional controls, control characters, the replacement character; joiners only beside Latin. */
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd]|(?<=[A-Za-z0-9])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z0-9])/u;

const refusals =
  /\bas an? (?:large )?(?:ai|artificial intelligence)(?: language)? (?:model|assistant)\b|\bas an ai,|\bas a (?:large )?language model\b|\bI(?:['’]m| am) (?:sorry|afraid),? (?:but )?(?:I )?(?:can(?:no|['’])t|am unable|am not able)\b|^\W*(?:(?:Tutor|Assistant):\s*)?I (?:can(?:no|['’])t|am unable to|['’]m unable to|am not able to) (?:help|assist|answer|provide|comply|fulfil)/im;

/** Words after which no text ends. */
const dangling =
  /(?:[,:;(=+×*/<[{–—]|(?<=\w)-|\b(?:the|an|of|and|or|to|is|are|with|by|for|from|into|than|that|which|because|so|therefore|thus|we|if|then|when|where|must|should|would|will|can|cannot|may|might|has|have|had|was|were|be|been|its|their|each|every|as|at|on|not))$/i;

/** A last line, or its last sentence, of words alone without its full stop, after lines of prose that all have theirs. */
function unfinished(text: string, last: string): boolean {
  const line = last.replace(/^(?:Tutor|Assistant|Student):\s*|^\d{1,2}[.)]\s+/, "");
  const sentence = line.slice((/^.*[.!?]\s+/.exec(line)?.[0] ?? "").length);
  const fewest = sentence.length < line.length ? 2 : 3;
  if (!/^\p{Lu}[^\d:=|]*\s\p{Ll}+$/u.test(sentence) || sentence.split(/\s+/).length < fewest) return false;
  const lines = text.split("\n").slice(0, -1);
  const prose = lines.filter((line) => line.trim().split(/\s+/).length >= 5);
  return prose.length >= 2 && prose.every((line) => /[.!?:)”"]\s*$/.test(line));
}

function truncation(text: string, prompt: string): string | null {
  if ((text.match(/^\s{0,3}```/gm) ?? []).length % 2 === 1) return "a code fence is never closed";
  if ((text.match(/\$\$/g) ?? []).length % 2 === 1) return "a formula is never closed";
  const end = text.trimEnd();
  const line = end.slice(end.lastIndexOf("\n") + 1).trim();
  if (unfinished(end, line)) return `it stops at “${brief(line.slice(-30), 30)}” without a full stop`;
  if (dangling.test(line)) return `it stops at “${brief(line.slice(-30), 30)}”`;
  // A long sentence without its full stop whose last word stands nowhere else, after sentences that do have theirs.
  const word = /(?<=\s)[a-z]{2,}$/.exec(line)?.[0];
  if (word === undefined || line.split(/\s+/).length < 8 || !/[.!?]\s/.test(end)) return null;
  const elsewhere: string[] = `${prompt}\n${end.slice(0, -word.length)}`.toLowerCase().match(/[a-z]+/g) ?? [];
  return elsewhere.includes(word) || parseUnit(word) !== null ? null : `it stops at “${word}” without a full stop`;
}

export const format: ReviewCheck = {
  name,
  description: "No placeholders, refusals, chat markers, hidden characters, open code fences or broken-off text.",
  run({ text }) {
    const { prompt, response, others = [] } = text;
    const responses = [response, ...others];
    for (const [where, part] of [
      ["question", prompt],
      ...responses.map((each) => ["response", each] as const),
    ] as const) {
      if (!/[\p{L}\p{N}]/u.test(part)) return failed(`The ${where} is empty.`);
      const prose = withoutCode(part);
      const placeholder = placeholders.map((pattern) => pattern.exec(prose)?.[0]).find((match) => match !== undefined);
      if (placeholder) return failed(`The ${where} holds an unfilled placeholder, ${brief(placeholder, 40)}.`);
      const marker = markers.exec(prose)?.[0];
      if (marker) return failed(`The ${where} holds a chat marker, ${brief(marker, 40)}.`);
      const control = hidden.exec(part)?.[0];
      if (control) {
        const code = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
        return failed(`The ${where} holds a hidden character, U+${code}.`);
      }
    }
    for (const each of responses) {
      const refusal = refusals.exec(each)?.[0];
      if (refusal) return failed(`The response refuses or speaks of being a model: “${brief(refusal, 60)}”.`);
      const broken = truncation(each, prompt);
      if (broken) return failed(`The response is broken off: ${broken}.`);
    }
    return passed("The text is complete and clean.");
  },
};
