import { sha256 } from "../../../schema/canonical.ts";
import type { SupportedStatement, SynthesisedContext } from "../../../schema/evidence.ts";
import type { Random } from "../../../schema/random.ts";
import { type CalibrationSubject, defineOperator } from "../operator.ts";

/** The subject with one statement of its context changed; null without statements. */
function changeStatement(
  subject: CalibrationSubject,
  random: Random,
  change: (statement: SupportedStatement) => SupportedStatement | null,
): CalibrationSubject | null {
  const { context } = subject;
  if (context === null) return null;
  const kinds = (Object.keys(context) as (keyof SynthesisedContext)[]).filter((kind) => context[kind].length > 0);
  if (kinds.length === 0) return null;
  const kind = random.pick(kinds);
  const index = random.integer(0, context[kind].length - 1);
  const changed = change(context[kind][index]!);
  if (changed === null) return null;
  return {
    ...subject,
    context: { ...context, [kind]: context[kind].map((each, at) => (at === index ? changed : each)) },
  };
}

export const missingSpan = defineOperator({
  name: "missing-span",
  description: "a citation of a passage or span that does not exist",
  decidable: "deterministic",
  apply(subject, random) {
    const { evidence } = subject;
    if (evidence.length === 0) return null;
    const ways = [
      () =>
        changeStatement(subject, random, (statement) => ({
          ...statement,
          evidence: [sha256(statement.text).slice(0, 32)],
        })),
      () => replaceFirst((passage) => ({ ...passage, end: passage.end + 40 })),
      () => replaceFirst((passage) => ({ ...passage, text: `${passage.text} It is so in every case.` })),
    ];
    const replaceFirst = (
      change: (passage: (typeof evidence)[number]) => (typeof evidence)[number],
    ): CalibrationSubject => ({
      ...subject,
      evidence: evidence.map((passage, index) => (index === 0 ? change(passage) : passage)),
    });
    return random.pick(ways)();
  },
});

/** Statements on things that no passage of a scientific handbook speaks of. */
const strangers = [
  "The harbour master closed the northern basin after the autumn storms damaged its wooden piers.",
  "Members of the village choir rehearse every Thursday evening beneath the restored chapel roof.",
  "The railway company repainted its carriages dark green before the exhibition opened in spring.",
];

export const unsupportedClaim = defineOperator({
  name: "unsupported-claim",
  description: "a citation whose passage speaks of something else",
  decidable: "deterministic",
  apply: (subject, random) =>
    changeStatement(subject, random, (statement) => ({ ...statement, text: random.pick(strangers) })),
});

export const wrongFigureCited = defineOperator({
  name: "wrong-figure-cited",
  description: "a citation with a number that its passage does not hold",
  decidable: "deterministic",
  apply: (subject, random) =>
    changeStatement(subject, random, (statement) => {
      const number = `${random.integer(1, 9)}${random.integer(1, 9)}${random.integer(1, 9)}.${random.integer(1, 9)}${random.integer(1, 9)}`;
      const first = statement.text.split(/(?<=[.!?])\s/)[0] ?? statement.text;
      return { ...statement, text: `${first.replace(/[.!?]$/, "")}, which has been measured as ${number}.` };
    }),
});

export const reversedClaim = defineOperator({
  name: "reversed-claim",
  description: "a citation that turns its passage's meaning round in the passage's words",
  decidable: "judge",
  apply: (subject, random) =>
    changeStatement(subject, random, (statement) => {
      const text = statement.text.replace(/\b(is|are|equals|gives)\b/, "$1 not");
      return text === statement.text ? null : { ...statement, text };
    }),
});
