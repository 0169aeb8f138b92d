/** A work from which an entry's facts come; the entry's sentences are our own. */
export interface Reference {
  title: string;
  publisher: string;
  year: number;
  url: string;
}

/**
 * One self-written entry of the offline handbook, dedicated to the public domain under CC0-1.0. Every paragraph is one
 * citable passage, so each should stand by itself: a definition, a formula with its symbols, a rule, a worked example.
 */
export interface HandbookEntry {
  /** `domain/topic-in-dashes`, equal to the file's path below handbook/. */
  id: string;
  title: string;
  domain: string;
  /** Lower-case words by which search finds it, besides those of the title and the text. */
  keywords: readonly string[];
  /** Four to seven paragraphs of 40 to 110 words, plain text; formulas in ASCII or Unicode, no markup. */
  paragraphs: readonly string[];
  references: readonly Reference[];
}
