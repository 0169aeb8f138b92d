import { parseUnit } from "../../../schema/quantity.ts";
import { answerOf, endsRight, responseOf, restate, textOf, token, writtenLike } from "../columns.ts";
import { defineOperator } from "../operator.ts";

export const contradictingReasoning = defineOperator({
  name: "contradicting-reasoning",
  description: "reasoning that ends in another answer than the row's",
  decidable: "deterministic",
  apply(subject, random) {
    const [response, answer] = [responseOf(subject), answerOf(subject)];
    if (!response || !answer || textOf(subject, "reasoning") !== response.text || !endsRight(subject)) return null;
    const { quantity } = answer;
    const value = quantity.value * random.decimal(1.2, 2.5, 2);
    const other = writtenLike(quantity.integer ? Math.round(value) + 1 : value, quantity);
    return other === quantity.written ? null : restate(response, quantity.written, other);
  },
});

/** `= 0.1628` behind nothing but numbers, signs, brackets and units back to a comma, colon or another sign of equality. */
const equality =
  /(?<=^|[,;:=]\s|\bis\s)([-([]?\d[^,;:=≈≡\n]*?[×*/+−][^,;:=≈≡\n]*?)\s=\s(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?=[\s,;.]|$)(?!\.\d)/gm;
const plainPart = /^[\d\s.()[\]×*/+−^-]+$/;

/** Whether words in the expression are units only. */
function isArithmetic(expression: string): boolean {
  const words =
    expression.replace(/(?<=\d)e[+-]?\d+/g, "").match(/[\p{L}°%µΩ][\p{L}\d°%µΩ^]*(?:[/·][\p{L}][\p{L}\d^]*)*/gu) ?? [];
  const rest = expression
    .replace(/(?<=\d)e[+-]?\d+/g, "")
    .replace(/[\p{L}°%µΩ][\p{L}\d°%µΩ^]*(?:[/·][\p{L}][\p{L}\d^]*)*/gu, "");
  return plainPart.test(rest) && words.every((word) => parseUnit(word) !== null);
}

export const wrongStep = defineOperator({
  name: "wrong-step",
  description: "the right answer behind a step with a wrong result",
  decidable: "deterministic",
  apply(subject, random) {
    const [response, answer] = [responseOf(subject), answerOf(subject)];
    if (!response || !answer || !endsRight(subject)) return null;
    const steps = [...response.text.matchAll(equality)].filter(
      ([, expression = "", result = ""]) =>
        isArithmetic(expression) && Number(result) !== answer.quantity.value && Number(result) !== 0,
    );
    if (steps.length === 0) return null;
    const step = random.pick(steps);
    const written = step[2] ?? "";
    const decimals = /e/.test(written) ? null : (written.split(".")[1]?.length ?? 0);
    const figures = written.replace(/e.*|[-.]/g, "").replace(/^0+/, "").length;
    const value = Number(written);
    const away = value * random.decimal(1.4, 2.6, 2);
    const other = writtenLike(decimals === 0 ? Math.round(away) + Math.sign(value) : away, {
      decimals,
      figures,
      written,
    });
    const at = step.index + step[0].lastIndexOf(written);
    return response.write(response.text.slice(0, at) + other + response.text.slice(at + written.length));
  },
});

/** Words that turn a step into its opposite. */
const opposites: readonly [string, string][] = [
  ["divided", "multiplied"],
  ["multiplied", "divided"],
  ["sum", "difference"],
  ["difference", "sum"],
  ["limiting", "excess"],
  ["conserved", "lost"],
  ["acid", "base"],
  ["cathode", "anode"],
  ["products", "reactants"],
  ["increase", "decrease"],
  ["unchanged", "doubled"],
  ["converging", "diverging"],
  ["dominant", "recessive"],
  ["larger", "smaller"],
  ["smaller", "larger"],
  ["highest", "lowest"],
  ["independent", "dependent"],
  ["gives", "never gives"],
  ["carbon", "nitrogen"],
  ["amount", "temperature"],
  ["mass", "volume"],
  ["mean", "median"],
];

export const reversedStep = defineOperator({
  name: "reversed-step",
  description: "the right answer behind a step that says the opposite in words",
  decidable: "judge",
  apply(subject, random) {
    const [response, answer] = [responseOf(subject), answerOf(subject)];
    if (!response || !answer || !endsRight(subject)) return null;
    const found = opposites.filter(([word]) => new RegExp(`\\b${word}\\b`).test(response.text));
    if (found.length === 0) return null;
    const [word, opposite] = random.pick(found);
    const changed = response.text.replace(new RegExp(`\\b${word}\\b`), opposite);
    return token(answer.quantity.written).test(changed) ? response.write(changed) : null;
  },
});
