/** What pdfjs gives of a page's drawing: numbers of operators and their arguments. */
export interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** Numbers of pdfjs's operators by name. */
export type OperatorNames = Readonly<Record<string, number>>;

/** The graphics state (ISO 32000-1, 8.4) as far as it decides whether text is seen. */
interface State {
  fill: boolean;
  stroke: boolean;
  alpha: number;
  mode: number;
}

/** Characters of a page in the order in which they are drawn, without spaces, each with whether it is seen. */
export interface Drawn {
  text: string;
  seen: readonly boolean[];
}

/** Channels from here on are white. */
const white = 245;
/** Below this opacity nothing is seen. */
const clear = 0.05;
/** A page with a larger share of unseen text is one on a dark ground, or a scan with its words behind the picture. */
const mostUnseen = 0.5;

const isWhite = (colour: unknown): boolean => {
  const channels = Object.values(colour ?? {});
  return channels.length === 3 && channels.every((channel) => Number(channel) >= white);
};

/** Text rendering modes (ISO 32000-1, table 106): 0 fills, 1 strokes, 2 does both, 3 neither; 4 to 7 clip as well. */
function isSeen({ fill, stroke, alpha, mode }: State): boolean {
  if (alpha < clear) return false;
  return [fill, stroke, fill || stroke, false][mode % 4]!;
}

/**
 * Reads which characters of a page a reader sees: not those drawn in white, without ink or without opacity, unless most of
 * the page is. What a shape covers, and the colour of the ground, are not looked at.
 */
export function readDrawn(
  { fnArray, argsArray }: Operators,
  names: OperatorNames,
  normalise: (text: string) => string,
): Drawn {
  const nameOf = new Map(Object.entries(names).map(([name, number]) => [number, name]));
  const kept: State[] = [];
  let state: State = { fill: true, stroke: true, alpha: 1, mode: 0 };
  let text = "";
  const seen: boolean[] = [];
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at] as unknown[];
    switch (nameOf.get(operator)) {
      case "save":
      case "paintFormXObjectBegin":
      case "beginGroup":
        kept.push({ ...state });
        break;
      case "restore":
      case "paintFormXObjectEnd":
      case "endGroup":
        state = kept.pop() ?? state;
        break;
      case "setFillRGBColor":
        state.fill = !isWhite(args);
        break;
      case "setStrokeRGBColor":
        state.stroke = !isWhite(args);
        break;
      case "setFillColorN":
        state.fill = true;
        break;
      case "setStrokeColorN":
        state.stroke = true;
        break;
      case "setFillTransparent":
        state.fill = false;
        break;
      case "setStrokeTransparent":
        state.stroke = false;
        break;
      case "setTextRenderingMode":
        state.mode = Number(args[0]);
        break;
      case "setGState":
        for (const [key, value] of args[0] as [string, unknown][]) if (key === "ca") state.alpha = Number(value);
        break;
      case "showText":
        for (const glyph of args[0] as ({ unicode?: string } | number | null)[]) {
          if (typeof glyph !== "object" || typeof glyph?.unicode !== "string") continue;
          const characters = normalise(glyph.unicode).replace(/\s/g, "");
          text += characters;
          for (let i = 0; i < characters.length; i++) seen.push(isSeen(state));
        }
        break;
    }
  }
  const unseen = seen.filter((one) => !one).length;
  return { text, seen: unseen > mostUnseen * seen.length ? seen.map(() => true) : seen };
}

/** How far ahead a piece is looked for: what is drawn outside the page comes in no piece. */
const lookAhead = 4_000;

/** Takes the pieces of a page's text, in their order, to what is seen of them. A piece that is not found stays whole. */
export function createSieve({ text, seen }: Drawn): (piece: string) => string {
  let at = 0;
  return (piece) => {
    const compact = piece.replace(/\s/g, "");
    const found = text.indexOf(compact, at);
    if (compact === "" || found < 0 || found > at + lookAhead) return piece;
    at = found + compact.length;
    if (seen.slice(found, at).every(Boolean)) return piece;
    let index = found;
    return Array.from({ length: piece.length }, (_, i) => piece.charAt(i))
      .filter((unit) => /\s/.test(unit) || seen[index++])
      .join("");
  };
}
