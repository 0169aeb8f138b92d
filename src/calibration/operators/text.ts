import { answerOf, responseOf } from "../columns.ts";
import { defineOperator } from "../operator.ts";

export const truncated = defineOperator({
  name: "truncated",
  description: "text that breaks off",
  decidable: "deterministic",
  apply(subject, random) {
    const response = responseOf(subject);
    if (!response) return null;
    // Behind the space before a word of a sentence in the first three quarters: something always follows.
    const gaps = [...response.text.matchAll(/(?<=[a-z,]) (?=[a-z])/g)].map((match) => match.index);
    const inside = gaps.filter((gap) => gap > 20 && gap < response.text.length * 0.75);
    return inside.length === 0 ? null : response.write(response.text.slice(0, random.pick(inside)));
  },
});

/** The same words on no subject in particular; written for this purpose. */
const foreign: Readonly<Record<string, string>> = {
  de: "Zuerst werden die Größen aus der Aufgabe notiert und in passende Einheiten gebracht. Danach wird die Formel nach der gesuchten Größe umgestellt, und die Werte werden eingesetzt. Das Ergebnis ist auf die verlangte Zahl von Stellen zu runden, und die Einheit darf dabei nicht vergessen werden.",
  fr: "On note d'abord les grandeurs de l'énoncé et on les met dans les unités qui conviennent. Ensuite la formule est résolue pour la grandeur cherchée, et les valeurs sont mises à leur place. Le résultat est arrondi au nombre de chiffres que demande la question, et il ne faut pas oublier l'unité.",
  es: "Primero se anotan las magnitudes del enunciado y se pasan a las unidades que convienen. Después se despeja la magnitud que se busca y se ponen los valores en la fórmula. El resultado se redondea al número de cifras que pide la pregunta, y no hay que olvidar la unidad del resultado.",
  ru: "Сначала записываются величины из условия и переводятся в подходящие единицы. Затем формула решается относительно искомой величины, и в неё подставляются значения. Результат округляется до требуемого числа знаков, и нельзя забыть единицу измерения.",
  zh: "首先写出题目给出的各个量,并换算成合适的单位。然后由公式解出所求的量,代入数值进行计算。最后把结果按要求的有效数字取舍,并且不要忘记写上单位。",
};

export const wrongLanguage = defineOperator({
  name: "wrong-language",
  description: "a response in another language than asked for",
  decidable: "deterministic",
  apply(subject, random) {
    const response = responseOf(subject);
    const languages = Object.keys(foreign).filter((code) => code !== subject.language.slice(0, 2).toLowerCase());
    if (!response) return null;
    const answer = answerOf(subject);
    const ending = answer === null ? "" : `\n\nAnswer: ${answer.text}`;
    return response.write(`${foreign[random.pick(languages)]}${ending}`);
  },
});

const refusals = [
  "I'm sorry, but I can't help with that request.",
  "As an AI language model, I am not able to carry out calculations of this kind.",
  "I cannot answer this question, as it goes beyond what I may do.",
  "I am unable to assist with this.",
];

export const refusal = defineOperator({
  name: "refusal",
  description: "a refusal in place of, or before, the response",
  decidable: "deterministic",
  apply(subject, random) {
    const response = responseOf(subject);
    if (!response) return null;
    const text = random.pick(refusals);
    return response.write(random.next() < 0.5 ? text : `${text}\n\n${response.text}`);
  },
});

const placeholders = ["{{substance}}", "{{ answer }}", `${"$"}{mass}`, "{quantity_name}", "<<VALUE>>", "[INSERT UNIT]"];

export const templateBraces = defineOperator({
  name: "template-braces",
  description: "a placeholder of a template left in",
  decidable: "deterministic",
  apply(subject, random) {
    const response = responseOf(subject);
    const gaps = response ? [...response.text.matchAll(/(?<=[a-z]) (?=[a-z])/g)].map((match) => match.index) : [];
    if (!response || gaps.length === 0) return null;
    const at = random.pick(gaps);
    return response.write(`${response.text.slice(0, at)} ${random.pick(placeholders)}${response.text.slice(at)}`);
  },
});
