import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { money } from "../format.ts";
import { introduce } from "../introduction.ts";
import { requestOf } from "../request.ts";
import { cellLines, planLines, quoteLines, specLines } from "../spec.ts";

export const plan: Command = {
  summary: "show what a request would become and what it would cost",
  usage: '"<request>"',
  description:
    "Shows the request as it is understood, the plan with its quotas, and the expected calls, tokens and USD by agent and model. Spends at most the few calls that planning takes; no run is recorded.",
  examples: [
    {
      line: 'assay plan "100 GRPO examples for chemistry reasoning problems"',
      does: "the specification, the cells with their quotas, and the quote",
    },
    { line: 'assay plan "1000 SFT rows on genetics" --json', does: "the same as one JSON document" },
  ],
  flags: {},
  settings: "all",
  words: Number.POSITIVE_INFINITY,
  async run(context) {
    const request = requestOf(context.words, "plan");
    const assay = await context.open();
    introduce(context);
    let spentUsd = 0;
    const onSpend = (usd: number): void => {
      spentUsd = usd;
    };
    const planned = await assay.plan(request, { onSpend });
    context.result({ ...planned, spentUsd }, () => {
      const layout = context.layout();
      const title = (text: string): string => layout.paint?.("bold", text) ?? text;
      return [
        title("Request understood"),
        ...specLines(planned.spec, layout),
        "",
        title("Plan"),
        ...cellLines(planned.plan.cells, layout),
        "",
        ...planLines(planned.plan, layout),
        "",
        title("Quote"),
        ...quoteLines(planned.plan.quote, layout),
        ...(spentUsd > 0 ? [`This plan itself cost ${money(spentUsd)}.`] : []),
      ];
    });
    return exit.done;
  },
};
