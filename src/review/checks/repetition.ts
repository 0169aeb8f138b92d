import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "repetition";
const { passed, failed } = findings(name);

const longestPeriod = 160;
const examined = 40_000;

/** The unit of a stretch that repeats itself at least five times over at least 60 characters; null without one. */
function loop(text: string): string | null {
  for (let period = 1; period <= longestPeriod && period * 5 <= text.length; period++) {
    const needed = Math.max(60, 5 * period);
    let run = 0;
    for (let i = period; i < text.length; i++) {
      run = text.charCodeAt(i) === text.charCodeAt(i - period) ? run + 1 : 0;
      if (run < needed - period) continue;
      const unit = text.slice(i - period + 1, i + 1);
      // Rules, dots, matrices of zeros and DNA are no loops: a loop has words.
      if (/\p{L}/u.test(unit) && !/^[acgtu]+$/i.test(unit)) return unit;
    }
  }
  return null;
}

export const repetition: ReviewCheck = {
  name,
  description: "The response does not go round in circles.",
  run({ text }) {
    for (const response of [text.response, ...(text.others ?? [])]) {
      const found = circle(response);
      if (found !== null) return failed(found);
    }
    return passed("The response does not repeat itself.");
  },
};

/** What a response says over and over; null when it does not. */
function circle(response: string): string | null {
  const lines = response
    .replace(/```[\s\S]*?(?:```|$)/g, "\n")
    .split("\n")
    .map((line) => line.trim().replace(/^(?:step\s*\d+|\d+|[-*])[.):]?\s*/i, ""))
    .filter((line) => /\p{L}{3}/u.test(line));
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const [line, count] of counts) {
    const long = line.length >= 25;
    if (count >= (long ? 4 : 6) || (count >= 3 && long && count * 2 >= lines.length)) {
      return `The response says “${brief(line, 50)}” ${count} times.`;
    }
  }
  const unit = loop(response.slice(0, examined).toLowerCase().replace(/\s+/g, " "));
  return unit === null ? null : `The response repeats “${brief(unit, 50)}” over and over.`;
}
