import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { builtPath, builtUrl } from "./library.mjs";
import { median } from "./measure.mjs";
import { row } from "./report.mjs";

const target = 250;
const times = 20;

/** What a user waits for before anything happens. */
export const start = {
  title: `Start: median of ${times} processes`,
  async measure() {
    const main = builtPath("src/cli/main.js");
    const library = `await import(${JSON.stringify(builtUrl("src/index.js").href)})`;
    const commands = {
      nothing: ["-e", "0"],
      help: [main, "--help"],
      version: [main, "--version"],
      library: ["--input-type=module", "-e", library],
    };
    const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let pass = 0; pass <= times; pass++) {
      for (const [name, command] of Object.entries(commands)) {
        const milliseconds = spend(command);
        // The first pass fills the disk cache.
        if (pass > 0) taken[name].push(milliseconds);
      }
    }
    const ms = Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, median(list)]));
    const show = (milliseconds) => `${milliseconds.toFixed(0)} ms`;
    return {
      rows: [
        row("node -e 0", show(ms.nothing)),
        row("assay --help", show(ms.help), `< ${target} ms`, ms.help < target),
        row("assay --help, ratio to node -e 0", (ms.help / ms.nothing).toFixed(2)),
        row("assay --version", show(ms.version)),
        row('import "assay", over node -e 0', show(ms.library - ms.nothing)),
      ],
      notes: ["Wall time from spawn to exit; the commands take turns, so that other work hits all of them alike."],
    };
  },
};

function spend(command) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: tmpdir(), encoding: "utf8" });
  const milliseconds = performance.now() - began;
  if (status !== 0) throw new Error(`node ${command.join(" ")} ended with ${status}: ${stderr}`);
  return milliseconds;
}
