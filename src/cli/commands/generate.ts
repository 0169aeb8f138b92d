import { askAll } from "../clarify.ts";
import type { Command } from "../command.ts";
import { follow } from "../follow.ts";
import { catchInterrupts } from "../interrupt.ts";
import { introduce } from "../introduction.ts";
import { requestOf } from "../request.ts";

export const generate: Command = {
  summary: "make the rows a request asks for",
  usage: '"<request>"',
  description:
    "Understands the request, plans it, and makes rows until as many as asked for are approved: each is researched, generated, executed, reviewed and recorded. Everything is saved as it comes, so a run may be stopped at any time and resumed.",
  examples: [
    {
      line: 'assay generate "100 GRPO examples for chemistry reasoning problems"',
      does: "100 approved rows from the offline expert, or from Gemini when a key is set",
    },
    {
      line: 'assay generate "SFT examples on molarity" --count 500 --budget 5 --yes',
      does: "asks nothing and stops before it has spent 5 USD",
    },
  ],
  flags: {},
  settings: "all",
  words: Number.POSITIVE_INFINITY,
  outlivesReader: true,
  async run(context) {
    const request = requestOf(context.words, "generate");
    const interruption = catchInterrupts(() => {});
    const { terminal, report } = context;
    const asks = terminal.input.isTTY && report.live && report === terminal.out && !context.yes;
    const assay = await context.open(
      asks ? { clarify: (questions) => askAll(questions, terminal, interruption.press, interruption.signal) } : {},
    );
    introduce(context);
    return follow({ handle: assay.generate(request), interruption }, context).finally(interruption.dispose);
  },
};
