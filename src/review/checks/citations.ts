import { sha256 } from "../../../schema/canonical.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "citations";
const { passed, failed, fatal } = findings(name);

export const citations: ReviewCheck = {
  name,
  description: "Every passage is the one that was fetched, and every statement and citation points at a passage.",
  run({ evidence, context, text, support = [] }) {
    const inText = [...`${text.prompt}\n${text.response}`.matchAll(/\[evidence:\s*([^\]\n]*)\]/gi)]
      .flatMap((match) => (match[1] ?? "").split(/[,;]/))
      .map((id) => id.replace(/^\s*evidence:/i, "").trim());
    const cited = [...inText, ...support.flatMap(({ evidence }) => evidence)];
    if (evidence.length === 0 && context === null && cited.length === 0) return null;
    for (const passage of evidence) {
      if (passage.end - passage.start !== passage.text.length) {
        return fatal(`Passage ${brief(passage.id, 40)} is not as long as its place in the document.`);
      }
      if (sha256(passage.text) !== passage.sha256) return fatal(`Passage ${brief(passage.id, 40)} was changed.`);
    }
    const known = new Set(evidence.map((passage) => passage.id));
    for (const statement of context === null ? [] : Object.values(context).flat()) {
      if (statement.evidence.length === 0) return failed(`No passage supports “${brief(statement.text, 60)}”.`);
      const missing = statement.evidence.find((id) => !known.has(id));
      if (missing !== undefined) {
        return failed(`“${brief(statement.text, 60)}” points at passage ${brief(missing, 40)}, which does not exist.`);
      }
    }
    const invented = cited.find((id) => !known.has(id));
    if (invented !== undefined) return failed(`The text cites passage ${brief(invented, 40)}, which does not exist.`);
    return passed("Every passage is unchanged and every citation has its passage.");
  },
};
