import { noPaint } from "../../src/cli/paint.ts";
import type { Output } from "../../src/cli/terminal.ts";

/** An output that keeps what is written. */
export function recordingOutput(width = 80, live = false): Output & { text(): string } {
  let text = "";
  return {
    tty: live,
    live,
    paint: noPaint,
    width: () => width,
    lines: (...lines) => {
      text += lines.map((line) => `${line}\n`).join("");
    },
    write: (more) => {
      text += more;
    },
    flushed: async () => {},
    text: () => text,
  };
}
