import { AssayError } from "../../../schema/error.ts";

/** `raw` is what was read, comments left out; joining raw text gives TeX again. */
export type Token =
  | { kind: "text" | "space" | "paragraph" | "open" | "close" | "math" | "comment"; raw: string }
  | { kind: "command"; raw: string; name: string };

/** Nothing is read for longer than this: files, what macros become, and all that is read again. */
export const mostCharacters = 4_000_000;
const mostFrames = 100;

const run = /[^\\{}$%\s~]+/y;
const word = /[a-zA-Z]+/y;
const wordWithAt = /[a-zA-Z@]+/y;
const blank = /[ \t]*/y;
const emptyLines = /\s*/y;
const fileName = /[^\s\\{}%$]*/y;

interface Frame {
  /** The macro or file that this text comes from. */
  from: string;
  text: string;
  at: number;
}

export type Input = ReturnType<typeof createInput>;

/**
 * TeX's input: text on a stack, so that a macro's body or another file is read where it stands. A macro or file that is
 * still being read is not read within itself, and all that is ever read is bounded: reading always ends.
 */
export function createInput() {
  const frames: Frame[] = [];
  let read = 0;
  /** Whether @ is a letter of names, as in a preamble's own code. */
  let atIsLetter = false;

  const match = (frame: Frame, pattern: RegExp): string => {
    pattern.lastIndex = frame.at;
    const found = pattern.exec(frame.text)?.[0] ?? "";
    frame.at += found.length;
    return found;
  };

  /** The frame being read; ended ones go only now, so that a macro ending in itself is seen to be within itself. */
  const current = (): Frame | undefined => {
    while (frames.length > 0 && frames.at(-1)!.at >= frames.at(-1)!.text.length) frames.pop();
    return frames.at(-1);
  };

  function command(frame: Frame): Token {
    frame.at += 1;
    const name = match(frame, atIsLetter ? wordWithAt : word);
    if (name === "") {
      const symbol = String.fromCodePoint(frame.text.codePointAt(frame.at) ?? 32);
      frame.at += symbol.length;
      return { kind: "command", name: symbol, raw: `\\${symbol}` };
    }
    let raw = `\\${name}${match(frame, blank)}`;
    // One line end after a word is nothing; an empty line is a paragraph.
    const ahead = /^\n[ \t]*/.exec(frame.text.slice(frame.at, frame.at + 200))?.[0];
    if (ahead !== undefined && frame.text[frame.at + ahead.length] !== "\n") {
      frame.at += ahead.length;
      raw = `\\${name} `;
    }
    return { kind: "command", name, raw };
  }

  function comment(frame: Frame): Token {
    const end = frame.text.indexOf("\n", frame.at);
    frame.at = end < 0 ? frame.text.length : end + 1;
    match(frame, blank);
    if (frame.text[frame.at] !== "\n") return { kind: "comment", raw: "" };
    match(frame, emptyLines);
    return { kind: "paragraph", raw: "\n\n" };
  }

  function space(frame: Frame): Token {
    match(frame, blank);
    if (frame.text[frame.at] !== "\n" && /\s/.test(frame.text[frame.at] ?? "x")) frame.at += 1;
    if (frame.text[frame.at] !== "\n") return { kind: "space", raw: " " };
    frame.at += 1;
    match(frame, blank);
    if (frame.text[frame.at] !== "\n") return { kind: "space", raw: " " };
    match(frame, emptyLines);
    return { kind: "paragraph", raw: "\n\n" };
  }

  function nextOf(frame: Frame): Token {
    const char = frame.text[frame.at]!;
    if (char === "\\") return command(frame);
    if (char === "%") return comment(frame);
    if (char === "{" || char === "}") {
      frame.at += 1;
      return { kind: char === "{" ? "open" : "close", raw: char };
    }
    if (char === "$") {
      const raw = frame.text[frame.at + 1] === "$" ? "$$" : "$";
      frame.at += raw.length;
      return { kind: "math", raw };
    }
    if (char === "~") {
      frame.at += 1;
      return { kind: "space", raw: "~" };
    }
    return /\s/.test(char) ? space(frame) : { kind: "text", raw: match(frame, run) };
  }

  const input = {
    /** Reads this text next; false where it is being read already. */
    push(from: string, text: string): boolean {
      if (from !== "" && frames.some((frame) => frame.from === from)) return false;
      read += text.length + 1;
      if (read > mostCharacters || frames.length >= mostFrames) throw endless();
      frames.push({ from, text, at: 0 });
      return true;
    },

    next(): Token | undefined {
      for (;;) {
        const frame = current();
        if (!frame) return undefined;
        const token = nextOf(frame);
        if (token.kind !== "comment") return token;
      }
    },

    /** Gives back the last characters of the token that was read last. */
    back(count: number): void {
      frames.at(-1)!.at -= count;
    },

    /** Leaves the rest of the file that is being read, and what was pushed since. */
    endFile(): void {
      while (frames.length > 0 && !frames.pop()!.from.startsWith("file:"));
    },

    end(): void {
      frames.length = 0;
    },

    letters(withAt: boolean): void {
      atIsLetter = withAt;
    },

    /** The next character, white space and comments passed over where `over` says so; undefined at the end. */
    peek(over = true): string | undefined {
      if (over) {
        for (let frame = current(); frame; frame = current()) {
          if (/[ \t\n]/.test(frame.text[frame.at]!)) frame.at += 1;
          else if (frame.text[frame.at] === "%") comment(frame);
          else break;
        }
      }
      const frame = current();
      return frame?.text[frame.at];
    },

    /** Takes a character that `peek` has shown. */
    take(char: string): boolean {
      const frame = current();
      if (frame?.text[frame.at] !== char) return false;
      frame.at += 1;
      return true;
    },

    /** Passes over what a sticky pattern finds here, and gives it. */
    skip(pattern: RegExp): string {
      const frame = current();
      return frame ? match(frame, pattern) : "";
    },

    /** A file's name without braces, as in \input chapter. */
    bareName(): string {
      input.peek();
      const frame = current();
      return frame ? match(frame, fileName) : "";
    },

    /** The text up to a mark in what is being read, as it stands, comments and all; all of it where the mark is missing. */
    until(mark: string): string {
      const frame = current();
      if (!frame) return "";
      const end = frame.text.indexOf(mark, frame.at);
      const text = frame.text.slice(frame.at, end < 0 ? frame.text.length : end);
      frame.at = end < 0 ? frame.text.length : end + mark.length;
      return text;
    },

    /** The next argument as TeX: a group without its braces, or one token. Empty at the end. */
    argument(): string {
      if (input.peek() !== "{") {
        const token = input.next();
        if (token?.kind !== "text") return token?.kind === "command" ? token.raw : "";
        const first = String.fromCodePoint(token.raw.codePointAt(0)!);
        input.back(token.raw.length - first.length);
        return first;
      }
      input.take("{");
      return balanced("close");
    },

    /** What stands in square brackets here, if anything does. */
    option(over = true): string | undefined {
      if (input.peek(over) !== "[") return undefined;
      input.take("[");
      return balanced("bracket");
    },
  };

  function balanced(to: "close" | "bracket"): string {
    const raw = collector();
    for (let depth = 0; ; ) {
      const token = input.next();
      if (!token) return raw.text();
      if (token.kind === "close" && depth === 0) return raw.text();
      if (to === "bracket" && depth === 0 && token.kind === "text" && token.raw.includes("]")) {
        const at = token.raw.indexOf("]");
        raw.add({ kind: "text", raw: token.raw.slice(0, at) });
        input.back(token.raw.length - at - 1);
        return raw.text();
      }
      if (to === "bracket" && token.kind === "paragraph") return raw.text();
      if (token.kind === "open") depth += 1;
      if (token.kind === "close") depth -= 1;
      raw.add(token);
    }
  }

  return input;
}

export const endless = (): AssayError =>
  new AssayError("source/upstream", "The LaTeX source is too large to read, or its macros never end.");

/** Joins tokens to TeX; a word and a letter that only a comment parted are kept apart. */
export function collector(): { add(token: Token): void; text(): string } {
  const parts: string[] = [];
  let afterWord = false;
  return {
    add(token) {
      if (afterWord && /^[a-zA-Z]/.test(token.raw)) parts.push(" ");
      parts.push(token.raw);
      afterWord = token.kind === "command" && /[a-zA-Z]$/.test(token.raw);
    },
    text: () => parts.join(""),
  };
}
