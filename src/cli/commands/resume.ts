import type { Command } from "../command.ts";
import { follow } from "../follow.ts";
import { catchInterrupts } from "../interrupt.ts";

/** What may differ between two sittings of a run; everything else is frozen in it. */
const resumable = [
  "db",
  "budget",
  "concurrency",
  "callConcurrency",
  "timeout",
  "retries",
  "contact",
  "executor",
  "minTier",
  "sources",
] as const;

export const resume: Command = {
  summary: "go on with a run that was stopped",
  usage: "[run]",
  description:
    "Goes on exactly where a run stopped: at Ctrl-C, at its budget, at an error or when the machine went down. Nothing is made twice and no reply is bought twice. Without an id, the newest run that is not finished. A run keeps the settings it was started with but for those below; --budget is what it may spend in total.",
  examples: [
    { line: "assay resume", does: "goes on with the newest run that is not finished" },
    { line: "assay resume 20261121-0850 --budget 10", does: "goes on with this run and lets it spend 10 USD in total" },
  ],
  flags: {},
  settings: [...resumable, "plugins"],
  words: 1,
  outlivesReader: true,
  async run(context) {
    const interruption = catchInterrupts(() => {});
    const assay = await context.open();
    const { budget } = context.config;
    const handle = assay.resume(context.words[0], budget === undefined ? {} : { budget });
    return follow({ handle, interruption }, context).finally(interruption.dispose);
  },
};
