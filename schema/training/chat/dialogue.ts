import type { WorkedProblem } from "../../problem.ts";
import { findQuantities } from "../../quantity.ts";
import type { Random } from "../../random.ts";
import { type Attempt, attempts, mentions } from "../attempt.ts";
import { balanced, type Draw, randomFor } from "../draw.ts";
import { type Turn, unsupportedNumber } from "./numbers.ts";

export interface Dialogue {
  messages: Turn[];
  /** Ways of teaching that the dialogue shows. */
  patterns: string[];
}

interface Scene {
  problem: WorkedProblem;
  attempt: Attempt;
  random: Random;
}

const user = (...parts: string[]): Turn => ({ role: "user", content: parts.filter(Boolean).join("\n\n") });
const tutor = (...parts: string[]): Turn => ({ role: "assistant", content: parts.filter(Boolean).join("\n\n") });

/** Steps as people write them: lines, a numbered list, or running text. */
const written = (steps: readonly string[], random: Random): string =>
  random.pick([
    () => steps.join("\n"),
    () => (steps.length === 1 ? steps[0]! : steps.map((step, index) => `${index + 1}. ${step}`).join("\n")),
    () => steps.join(" "),
  ])();

const slip = ({ misconception: { name, why } }: Attempt, random: Random): string =>
  random.pick([
    `What went wrong here: ${name}. ${why}`,
    `The mistake is this one: ${name}. ${why}`,
    `${why} In short, the slip is “${name}”.`,
  ]);

const concludes = (problem: WorkedProblem, random: Random): string =>
  random.pick([
    `The answer is ${problem.answer.text}.`,
    `So the final answer is ${problem.answer.text}.`,
    `That makes the answer ${problem.answer.text}.`,
  ]);

const thanks = (random: Random): string =>
  random.pick(["Thank you, that helps.", "Ah, now I see it.", "That makes sense, thanks.", "Got it, thank you."]);

/** Whether a step states a number that the text before it has not. */
function goesOn(step: string, before: string): boolean {
  const known = new Set(findQuantities(before).found.map(({ value }) => value));
  return findQuantities(step).found.some(({ value }) => !known.has(value));
}

/**
 * How many of the steps a hint gives away: at most half. It never states the answer, and the step after it is more than
 * reading off what the hint says, wherever the solution has such a place; 0 where every step would tell too much.
 */
export function opening(problem: WorkedProblem): number {
  const { prompt, steps } = problem;
  const counts = Array.from({ length: Math.floor(steps.length / 2) }, (_, index) => index + 1)
    .filter((count) => !mentions(problem, steps.slice(0, count).join("\n")))
    .reverse();
  const open = counts.find((count) => goesOn(steps[count]!, [prompt, ...steps.slice(0, count)].join("\n")));
  return open ?? counts.at(-1) ?? 0;
}

/** A start that gives no step away. */
const bareStart = (random: Random): string =>
  random.pick([
    "Write down what the question gives and what it asks for.",
    "First make clear to yourself what is given and what is wanted.",
    "Which rule joins what is given to what is asked for? Write it down first.",
  ]);

const shapes: readonly ((scene: Scene) => Dialogue)[] = [
  ({ problem, attempt, random }) => ({
    patterns: ["worked-example", "common-mistake"],
    messages: [
      user(problem.prompt),
      tutor(
        random.pick([
          "Let us work it out step by step.",
          "Happy to help. Here is the working.",
          "Here is how I would do it.",
        ]),
        written(problem.steps, random),
        concludes(problem, random),
      ),
      user(
        `${thanks(random)} ${random.pick([
          "Where do people usually go wrong here?",
          "Which mistake should I look out for in questions like this?",
          "Is there a trap in this kind of question?",
        ])}`,
      ),
      tutor(
        random.pick(["A frequent slip is this:", "There is one I see often:", "Yes, watch out for this:"]) +
          ` ${attempt.misconception.name}. ${attempt.misconception.why}`,
      ),
    ],
  }),
  ({ problem, random }) => {
    const known = opening(problem);
    return {
      patterns: ["hint-first", "self-check"],
      messages: [
        user(
          problem.prompt,
          random.pick([
            "Please give me only a hint, I want to finish it myself.",
            "Just a first hint, please, not the whole solution.",
            "I am stuck at the very beginning. Could you nudge me in the right direction?",
          ]),
        ),
        tutor(
          random.pick(["Begin like this.", "Here is a start.", "This should get you going."]),
          known === 0 ? bareStart(random) : written(problem.steps.slice(0, known), random),
          random.pick([
            "Can you take it from here?",
            "What would you do next?",
            "Try the rest and tell me what you get.",
          ]),
        ),
        user(
          random.pick(["I went on like this.", "Then I did the following.", "Here is the rest."]),
          written(problem.steps.slice(known), random),
          random.pick(["Is that right?", "Did I get it?", "Can I hand it in like that?"]),
        ),
        tutor(
          `${random.pick(["Yes, that is right.", "Exactly.", "Well done, every step follows from the one before."])} ${concludes(problem, random)}`,
          random.pick([
            "Before handing it in, check the unit and the rounding against what the question asks for.",
            "As a last check, ask yourself whether the size of the number is plausible for the data given.",
            "",
          ]),
        ),
      ],
    };
  },
  ({ problem, attempt, random }) => ({
    patterns: ["error-analysis", "worked-example"],
    messages: [
      user(
        problem.prompt,
        random.pick(["This is what I did:", "Here is my attempt.", "My working so far:"]),
        written(attempt.steps, random),
        random.pick(["Is that right?", "My book says otherwise. Where is my mistake?", "I am not sure about it."]),
      ),
      tutor(
        `${random.pick(["Not quite.", "There is one mistake in it.", "Close, but not right yet."])} ${slip(attempt, random)}`,
        random.pick([
          "Done properly, it goes like this.",
          "Here is the working with the mistake corrected.",
          "Compare it with this.",
        ]),
        written(problem.steps, random),
      ),
      user(
        random.pick([
          "So my result has to change?",
          "What do I write down as the result then?",
          `${thanks(random)} So what is the final result?`,
        ]),
      ),
      tutor(
        `${random.pick(["Write down the new result instead of yours.", "Cross out your result and write the new one.", "Use the result of the corrected working."])} ${concludes(problem, random)}`,
      ),
    ],
  }),
  ({ problem, random }) => {
    const messages: Turn[] = [
      user(
        problem.prompt,
        random.pick(["Can we go through it together?", "Let us do it one step at a time, please.", ""]),
      ),
    ];
    const [first = "", ...rest] = problem.steps;
    messages.push(
      tutor(
        random.pick(["Gladly. I make the first step.", "Of course. We begin here."]),
        first,
        "What follows from that?",
      ),
    );
    for (let place = 0; place < rest.length; place += 2) {
      messages.push(user(random.pick(["I would say:", "Then:", "My turn:"]), rest[place]!));
      const next = rest[place + 1];
      const praise = random.pick(["Right.", "Correct.", "Yes, exactly."]);
      if (next === undefined) messages.push(tutor(`${praise} ${concludes(problem, random)}`));
      else if (place + 2 >= rest.length)
        messages.push(tutor(`${praise} One step is left.`, next, concludes(problem, random)));
      else messages.push(tutor(`${praise} I go on from there.`, next, "And now?"));
    }
    if (messages.length < 4)
      messages.push(user(thanks(random)), tutor("You are welcome. Try the next one by yourself."));
    return { patterns: ["socratic-questions", "shared-work"], messages };
  },
  ({ problem, attempt, random }) => {
    // A step that the attempt does not follow would have the student contradict the tutor without a word.
    const known = Math.min(1, attempt.sound, opening(problem));
    return {
      patterns: ["guided-correction", "second-try"],
      messages: [
        user(
          problem.prompt,
          random.pick(["Where do I begin?", "I do not know how to start.", "How would you approach this?"]),
        ),
        tutor(
          ...(known === 0
            ? [bareStart(random)]
            : [random.pick(["Start here.", "Begin with this."]), problem.steps[0]!]),
          random.pick(["Try to go on.", "What comes next?"]),
        ),
        user(
          random.pick(["I get this:", "Then I think it goes like this:", "So:"]),
          written(attempt.steps.slice(known), random),
        ),
        tutor(
          `${random.pick(["Stop there for a moment.", "Careful.", "Look at that again."])} ${slip(attempt, random)}`,
          random.pick(["Try once more with that in mind.", "Correct that step and tell me what you get."]),
        ),
        user(
          random.pick(["Second try:", "Now I have:", "Better like this?"]),
          written(problem.steps.slice(known), random),
        ),
        tutor(
          `${random.pick(["Yes, now it is right.", "That is it.", "Correct this time."])} ${concludes(problem, random)}`,
        ),
      ],
    };
  },
  ({ problem, attempt, random }) => ({
    patterns: ["worked-example", "contrast"],
    messages: [
      user(problem.prompt),
      tutor(written(problem.steps, random), concludes(problem, random)),
      user(
        random.pick([
          `Hm, I had ${attempt.answer}. Why is that wrong?`,
          `A friend of mine found ${attempt.answer}. Who is right?`,
          `I expected ${attempt.answer}. What did I do differently?`,
        ]),
        random.pick(["The working was:", "This is how it was done:"]),
        written(attempt.steps, random),
      ),
      tutor(
        slip(attempt, random),
        `${random.pick(["The solution above stands.", "So it stays as it was."])} ${concludes(problem, random)}`,
      ),
    ],
  }),
  ({ problem, attempt, random }) => ({
    patterns: ["warning-ahead", "self-check"],
    messages: [
      user(
        problem.prompt,
        random.pick([
          "I will do it myself. What should I watch out for?",
          "Before I start: what is the usual mistake here?",
        ]),
      ),
      tutor(
        `Mind one thing. ${attempt.misconception.why}`,
        random.pick(["Show me your working when you have it.", "Tell me what you get."]),
      ),
      user(random.pick(["Here it is.", "Done:", "This is my solution."]), written(problem.steps, random)),
      tutor(
        `${random.pick(["I have gone through it, and it holds.", "No mistake in it.", "That is a clean solution."])} ${concludes(problem, random)}`,
      ),
    ],
  }),
  ({ problem, random }) => ({
    patterns: ["answer-first", "explanation-on-request"],
    messages: [
      user(
        problem.prompt,
        random.pick(["Only the result for now, please.", "I just need the number.", "Short answer, please."]),
      ),
      tutor(
        `${concludes(problem, random)} ${random.pick(["Shall I show how to get there?", "Tell me if you want the working."])}`,
      ),
      user(
        random.pick(["Yes, please.", "I do, actually. How did you get it?", "Please do, I could not reproduce it."]),
      ),
      tutor(random.pick(["Gladly.", "Here is the working.", "Like this."]), written(problem.steps, random)),
    ],
  }),
];

const systems = (domain: string): readonly string[] => [
  `You are a patient tutor in ${domain}. You explain briefly and let the student think.`,
  `You tutor students in ${domain}. Be friendly, exact and to the point.`,
  `You are a ${domain} teacher who answers in plain words and checks every number.`,
];

/**
 * A tutoring dialogue about a worked problem. The shape falls evenly over a run; mistakes, wording and the presence of
 * a system message are drawn. The assistant states no number but those of the dialogue and of the worked solution: of
 * the drawn mistakes the first is taken whose explanation keeps to that.
 */
export function dialogueOf(problem: WorkedProblem, draw: Draw): Dialogue {
  const shape = shapes[balanced(draw, "chat/shape", shapes.length)]!;
  const computed = problem.steps.join("\n");
  const mistakes = attempts(problem, draw);
  for (const attempt of mistakes) {
    const dialogue = shape({ problem, attempt, random: randomFor(draw, "chat/wording") });
    if (unsupportedNumber(dialogue.messages, computed) === null) return withSystem(dialogue, problem, draw);
  }
  const attempt = mistakes[0];
  if (!attempt) throw new Error(`${problem.origin} has no misconceptions`);
  return withSystem(shapes[1]!({ problem, attempt, random: randomFor(draw, "chat/wording") }), problem, draw);
}

function withSystem(dialogue: Dialogue, problem: WorkedProblem, draw: Draw): Dialogue {
  if (balanced(draw, "chat/system", 2) === 0) return dialogue;
  const content = randomFor(draw, "chat/system-wording").pick(systems(problem.domain));
  return { ...dialogue, messages: [{ role: "system", content }, ...dialogue.messages] };
}

export const shapeCount = shapes.length;
