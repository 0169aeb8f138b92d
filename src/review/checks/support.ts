import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "support";
const { passed, failed } = findings(name);

/** Words that carry content, without endings. */
function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(words.map((word) => word.slice(0, 6)));
}

const numbers = (text: string): string[] => text.replace(/(?<=\d),(?=\d{3})/g, "").match(/\d+(?:\.\d+)?/g) ?? [];

/**
 * A floor under entailment: a statement shares at least a fifth of its content words with the passages that it cites, and
 * takes no number of two digits or more that stands in none of them. A statement that turns a passage's meaning round in the
 * passage's own words needs a judge.
 */
export const support: ReviewCheck = {
  name,
  description: "Cited passages speak of what the statement says, and hold its numbers.",
  run({ evidence, context, text, support = [] }) {
    const passages = new Map(evidence.map((passage) => [passage.id, passage.text]));
    const inText = [...text.response.matchAll(/([^\n.]*(?:\.\d[^\n.]*)*)\[evidence:\s*([^\]\n]*)\]/gi)].map(
      ([, statement = "", ids = ""]) => ({ text: statement, evidence: ids.split(/[,;]/).map((id) => id.trim()) }),
    );
    const listed = support.map(({ statement, evidence }) => ({ text: statement, evidence }));
    const statements = [...(context === null ? [] : Object.values(context).flat()), ...listed, ...inText];
    let looked = 0;
    for (const statement of statements) {
      const cited = statement.evidence.flatMap((id) => passages.get(id) ?? []).join("\n");
      if (cited === "") continue;
      looked++;
      if (cited.includes(statement.text.trim())) continue;
      const [said, given] = [stems(statement.text), stems(cited)];
      const shared = [...said].filter((stem) => given.has(stem)).length;
      const about = brief(statement.text, 60);
      if (said.size >= 4 && shared < said.size / 5) return failed(`The cited passage does not speak of “${about}”.`);
      const known = new Set(numbers(cited));
      const strange = numbers(statement.text).find(
        (number) => number.replace(".", "").length >= 2 && !known.has(number),
      );
      if (strange !== undefined) return failed(`The cited passage holds no ${strange}: “${about}”.`);
    }
    return looked === 0 ? null : passed("Every cited passage speaks of its statement.");
  },
};
