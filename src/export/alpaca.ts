import { compared, imitated } from "./conversation.ts";
import { type Columns, callsTools, type Message, splitSystem } from "./messages.ts";
import { noPlace, type RowView, rowFormat } from "./row-format.ts";
import { oneTurn } from "./sharegpt.ts";

/** A conversation that ends in a question, as Alpaca keeps it: the last question, and the earlier pairs as history. */
function asked(messages: readonly Message[]): Columns {
  const { system, turns } = splitSystem(messages);
  if (callsTools(turns)) throw noPlace("alpaca", "calls of tools", "trl, openai or sharegpt");
  const last = turns.at(-1);
  const history: [string, string][] = [];
  for (let place = 0; place + 1 < turns.length; place += 2) {
    const [question, answer] = [turns[place]!, turns[place + 1]!];
    if (question.role !== "user" || answer.role !== "assistant") throw uneven();
    history.push([question.content, answer.content]);
  }
  if (turns.length % 2 === 0 || last?.role !== "user") throw uneven();
  return {
    instruction: last.content,
    input: "",
    ...(system === null ? {} : { system }),
    ...(history.length === 0 ? {} : { history }),
  };
}

const uneven = () => noPlace("alpaca", "turns that do not alternate between user and assistant", "trl or openai");

const answered: RowView = (columns) => {
  const messages = imitated(columns);
  const answer = oneTurn("alpaca", messages.slice(-1));
  const { instruction, input, ...others } = asked(messages.slice(0, -1));
  return { instruction, input, output: answer.content, ...others };
};

const pair: RowView = (columns) => {
  const { prompt, chosen, rejected } = compared(columns);
  const { instruction, input, ...others } = asked(prompt);
  const [better, worse] = [oneTurn("alpaca", chosen), oneTurn("alpaca", rejected)];
  return { instruction, input, chosen: better.content, rejected: worse.content, ...others };
};

const rated: RowView = (columns, place) => ({ ...answered(columns, place), kto_tag: columns.label });

/** JSON Lines in Alpaca's columns. Trainers learn history's answers too. Rules: LLaMA-Factory, data/README.md, "Alpaca Format". */
export const alpaca = rowFormat({
  name: "alpaca",
  description: "JSON Lines with instruction, input and output",
  rows: {
    "language-modelling": { becomes: "instruction, output, history", view: answered },
    "prompt-completion": { becomes: "instruction, output", view: answered },
    preference: { becomes: "instruction, chosen, rejected", view: pair },
    "implicit-preference": { becomes: "instruction, chosen, rejected", view: pair },
    "unpaired-preference": { becomes: "instruction, output, kto_tag", view: rated },
  },
  otherwise: "an instruction there has an answer, and prompts alone have none",
  provenance: "column",
});
