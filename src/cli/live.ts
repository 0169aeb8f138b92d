import type { Output } from "./terminal.ts";

/** A block of lines at the bottom of a terminal that is redrawn in place, with ordinary lines scrolling above it. */
export interface Live {
  /** Prints lines above the block. */
  print(lines: readonly string[]): void;
  /** Says that the block changed; it is redrawn at most ten times a second. */
  changed(): void;
  /** Removes the block, or leaves its last state standing. */
  end(keep: boolean): void;
}

const interval = 100;

/** Draws `block` on a terminal. */
export function createLive(output: Output, block: (width: number) => readonly string[]): Live {
  let drawn = 0;
  let drawnWidth = 0;
  let timer: NodeJS.Timeout | undefined;
  let last = 0;
  let ended = false;

  /** Moves to the block's first line and clears from there; a narrower window may have folded its lines. */
  const erase = (): string => {
    if (drawn === 0) return "";
    const folds = Math.max(1, Math.ceil(drawnWidth / output.width()));
    return `\r\u001b[${drawn * folds}A\u001b[J`;
  };
  const draw = (above: readonly string[] = []): void => {
    const before = erase();
    const width = output.width();
    const lines = ended ? [] : block(width);
    output.write(before + [...above, ...lines].map((line) => `${line}\n`).join(""));
    drawn = lines.length;
    drawnWidth = width;
    last = Date.now();
  };
  const later = (): void => {
    timer = undefined;
    if (!ended) draw();
  };
  return {
    print: (lines) => draw(lines),
    changed() {
      if (ended || timer) return;
      timer = setTimeout(later, Math.max(0, last + interval - Date.now()));
    },
    end(keep) {
      if (ended) return;
      clearTimeout(timer);
      if (keep) draw();
      ended = true;
      if (!keep) output.write(erase());
      drawn = 0;
    },
  };
}
