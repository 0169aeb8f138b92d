/** What a rule says of a match in its surroundings: it is what it looks like, it is not, or a reader must decide. */
export type Grade = "certain" | "undecided" | "innocent";

/** A match with what stands around it. */
export interface Place {
  before: string;
  match: string;
  after: string;
}

/** So much is looked at on either side, whatever the text's length. */
const around = 160;

export function placeOf(text: string, start: number, length: number): Place {
  const end = start + length;
  return {
    before: text.slice(Math.max(0, start - around), start),
    match: text.slice(start, end),
    after: text.slice(end, end + around),
  };
}

/** The sentence about a place. */
export const sentenceOf = ({ before, match, after }: Place): string =>
  `${before.split(/[.!?]\s/).at(-1)}${match}${after.split(/[.!?](?:\s|$)/)[0]}`;
