import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { abortable } from "../interrupt.ts";
import { createPushTeller, pushLines } from "../push-report.ts";

export const push: Command = {
  summary: "publish a dataset to the Hugging Face Hub",
  usage: "[run or DIR] <owner/name>",
  description:
    "Publishes a run, exported to the hf format first, or a folder of exported files as a dataset repository. The repository is made when missing, and is private unless --public is given. Rows whose licences forbid it stop the push, with the sources named; files are held against assay.lock.json. Only files that differ go up, in one commit on the state that was looked at: when somebody else pushes in between, nothing is overwritten. Interrupted, run it again. Reads HF_TOKEN (or HUGGING_FACE_HUB_TOKEN) and HF_ENDPOINT.",
  examples: [
    { line: "assay push my-team/chemistry-grpo --dry-run", does: "what the newest run would send; nothing is sent" },
    { line: "assay push data my-team/chemistry-grpo --public", does: "a folder, for everybody" },
  ],
  flags: {
    public: { kind: "switch", meaning: "make the repository public, or accept that it is" },
    branch: { kind: "text", meaning: "branch (default main); made when missing", placeholder: "NAME" },
    message: { kind: "text", meaning: "title of the commit", placeholder: "TEXT" },
    "dry-run": { kind: "switch", meaning: "say what would change and send nothing" },
  },
  settings: ["db", "licencePolicy", "plugins"],
  words: 2,
  async run(context) {
    const { words, flags, config, terminal, report } = context;
    const repository = words.at(-1);
    if (repository === undefined) {
      throw new AssayError("config/missing-word", "push expects a repository as owner/name; nothing came.", {
        hint: "For instance assay push my-team/chemistry-grpo",
      });
    }
    const assay = await context.open();
    return abortable(async (signal) => {
      const told = report === terminal.out ? terminal.error : report;
      const result = await assay.push(words.length > 1 ? words[0] : undefined, repository, {
        signal,
        public: flags.public !== undefined,
        dryRun: flags["dry-run"] !== undefined,
        licencePolicy: config.licencePolicy,
        ...(flags.branch === undefined ? {} : { branch: readBranch(flags.branch) }),
        ...(flags.message === undefined ? {} : { message: flags.message }),
        onProgress: createPushTeller((line) => told.lines(line)),
      });
      context.result(result, () => pushLines(result, context.layout()));
      return exit.done;
    });
  },
};

function readBranch(text: string): string {
  if (/^(?!.*\.\.)[A-Za-z0-9](?:[\w./-]*[\w-])?$/.test(text) && !/\/\/|\.lock$/.test(text)) return text;
  throw new AssayError("config/bad-value", `--branch expects the name of a branch; "${text}" came.`, {
    hint: "For instance --branch v2",
  });
}
