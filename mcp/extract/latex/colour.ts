import type { Input } from "./input.ts";

/** Text in the colour of paper, as `hides` finds it in HTML. */
export interface Colours {
  /** Reads the colour that is an argument here, `[rgb]{1,1,1}` or `{white}`; whether it cannot be seen. */
  hides(): boolean;
  /** Reads a colour likewise; whether black text on it cannot be seen. */
  isDark(): boolean;
  /** Reads what follows \definecolor. */
  define(): void;
  /** Reads what follows \colorlet. */
  copy(): void;
}

export function createColours(input: Input): Colours {
  const white = new Set(["white"]);

  function isWhite(model: string | undefined, colour: string): boolean {
    const numbers = colour.split(/[\s,]+/).map(Number);
    const all = (least: number): boolean => numbers.every((number) => number >= least);
    switch (model?.trim()) {
      case "rgb":
      case "gray":
        return all(0.97);
      case "RGB":
        return all(247);
      case "HTML":
        return /^\s*f[7-9a-f]f[7-9a-f]f[7-9a-f]\s*$/i.test(colour);
      case "cmyk":
        return numbers.every((number) => number <= 0.03);
      default:
        break;
    }
    // white, white!90!red, black!0, and names that stand for one of them.
    const [first = "", share = "100", second = "white"] = colour.trim().split("!");
    const much = Number(share);
    return (white.has(first) && (much >= 97 || white.has(second))) || (much <= 3 && white.has(second));
  }

  const readOne = (): boolean => isWhite(input.option(), input.argument());
  const name = (colour: string, found: boolean): void => void (found ? white.add(colour) : white.delete(colour));

  return {
    hides: readOne,
    isDark() {
      const model = input.option()?.trim();
      const colour = input.argument().trim();
      const numbers = colour.split(/[\s,]+/).map(Number);
      if (model === undefined) return /^black(?:!(?:9\d|100))?$/.test(colour);
      if (model === "HTML") return /^0[\da-f]0[\da-f]0[\da-f]$/i.test(colour);
      if (model === "cmyk") return numbers[3]! >= 0.95 || numbers.slice(0, 3).every((ink) => ink >= 0.95);
      return numbers.every((light) => light <= (model === "RGB" ? 15 : 0.06));
    },
    define: () => name(input.argument().trim(), isWhite(input.argument(), input.argument())),
    copy: () => name(input.argument().trim(), readOne()),
  };
}
