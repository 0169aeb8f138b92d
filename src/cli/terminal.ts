import { noPaint, type Paint, paint, wantsColour } from "./paint.ts";

/** One of the two streams, with what a renderer must know of it. */
export interface Output {
  readonly tty: boolean;
  readonly paint: Paint;
  /** Whether a display may be redrawn in place: a real terminal, and no CI. */
  readonly live: boolean;
  /** Columns now; a window may be resized. */
  width(): number;
  /** Writes the lines, each with a line feed. */
  lines(...lines: readonly string[]): void;
  /** Writes text as it is. */
  write(text: string): void;
  /** Resolves when everything written has left the process. */
  flushed(): Promise<void>;
}

/** The process's streams, and whether somebody sits in front of them. */
export interface Terminal {
  out: Output;
  error: Output;
  input: NodeJS.ReadStream;
}

type Environment = Readonly<Record<string, string | undefined>>;

function openOutput(stream: NodeJS.WriteStream, environment: Environment, onGone: () => void): Output {
  const tty = stream.isTTY === true;
  let gone = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    if (!gone) onGone();
    gone = true;
  });
  const write = (text: string): void => {
    if (!gone) stream.write(text);
  };
  return {
    tty,
    live: tty && environment.TERM !== "dumb" && !isCi(environment),
    paint: wantsColour(tty, environment) ? paint : noPaint,
    width: () => Math.max(20, stream.columns || Number(environment.COLUMNS) || 80),
    lines: (...lines) => write(lines.map((line) => `${line}\n`).join("")),
    write,
    flushed: () => new Promise((resolve) => (gone || stream.destroyed ? resolve() : stream.write("", () => resolve()))),
  };
}

/** Opens the process's streams. `onGone` is called once when the reader of stdout went away, as `head` does. */
export function openTerminal(environment: Environment, onGone: () => void): Terminal {
  const out = openOutput(process.stdout, environment, onGone);
  const error = openOutput(process.stderr, environment, () => {});
  return { out, error, input: process.stdin };
}

function isCi(environment: Environment): boolean {
  return Boolean(environment.CI) && environment.CI !== "0" && environment.CI !== "false";
}

/** An output that says nothing, for --quiet. */
export const silence: Output = {
  tty: false,
  live: false,
  paint: noPaint,
  width: () => 80,
  lines: () => {},
  write: () => {},
  flushed: async () => {},
};
