import { answerOf, endsRight, promptOf } from "../columns.ts";
import { defineOperator } from "../operator.ts";

const leaks: readonly ((answer: string) => string)[] = [
  (answer) => ` (The answer is ${answer}.)`,
  (answer) => ` Hint: the result is ${answer}.`,
  (answer) => `\nAnswer: ${answer}`,
  (answer) => ` Show that the answer = ${answer}.`,
];

export const leakyPrompt = defineOperator({
  name: "leaky-prompt",
  description: "a prompt that gives its answer away",
  decidable: "deterministic",
  apply(subject, random) {
    const [prompt, answer] = [promptOf(subject), answerOf(subject)];
    return prompt && answer ? prompt.write(prompt.text + random.pick(leaks)(answer.text)) : null;
  },
});

export const promptPlaceholder = defineOperator({
  name: "prompt-placeholder",
  description: "a placeholder of a template left in the prompt",
  decidable: "deterministic",
  apply(subject, random) {
    const prompt = promptOf(subject);
    return prompt
      ? prompt.write(`${prompt.text} Context: ${random.pick(["{{context}}", `${"$"}{topic}`, "{sub_topic}"])}`)
      : null;
  },
});

/** Words that mean the same where a problem is set. */
const synonyms: readonly (readonly string[])[] = [["Calculate", "Compute", "Find", "Determine", "Work out"]];

/** The same problem in nearly the same words stands earlier in the dataset. */
export const nearDuplicate = defineOperator({
  name: "near-duplicate",
  description: "a row that stands earlier in other spelling and with other fillers",
  decidable: "deterministic",
  apply(subject, random) {
    const prompt = promptOf(subject);
    if (!prompt || !/\d/.test(prompt.text)) return null;
    const [verbs = []] = synonyms;
    const verb = new RegExp(`\\b(?:${verbs.join("|")})\\b`);
    const reworded = prompt.text.replace(verb, (found) => random.pick(verbs.filter((other) => other !== found)));
    const earlier = random.pick([
      `Please: ${reworded}`,
      reworded.replace(/ (?=\S)/g, (gap) => (random.next() < 0.2 ? "  " : gap)),
      `${reworded} Please give your answer.`,
      reworded.replace(/[.?]\s*$/, ""),
    ]);
    return { ...subject, earlier: [...subject.earlier, earlier] };
  },
});

export const exactDuplicate = defineOperator({
  name: "exact-duplicate",
  description: "a row that stands earlier word for word",
  decidable: "deterministic",
  apply(subject) {
    const prompt = promptOf(subject);
    return prompt ? { ...subject, earlier: [...subject.earlier, prompt.text] } : null;
  },
});

export const missingDatum = defineOperator({
  name: "missing-datum",
  description: "a prompt without one of its data",
  decidable: "judge",
  apply(subject, random) {
    const prompt = promptOf(subject);
    const numbers = prompt && endsRight(subject) ? [...prompt.text.matchAll(/(?<=\s)\d+\.\d+(?=\s)/g)] : [];
    if (!prompt || numbers.length === 0) return null;
    const { index, 0: number } = random.pick(numbers);
    return prompt.write(`${prompt.text.slice(0, index)}some${prompt.text.slice(index + number.length)}`);
  },
});
