import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";
export type Paint = (style: Style, text: string) => string;

export const noPaint: Paint = (_style, text) => text;
export const paint: Paint = (style, text) => (text === "" ? text : styleText(style, text));

/** Whether colours are wanted on a stream: NO_COLOR and a dumb terminal forbid them, FORCE_COLOR asks for them. */
export function wantsColour(tty: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== "0";
  return tty && environment.TERM !== "dumb";
}
