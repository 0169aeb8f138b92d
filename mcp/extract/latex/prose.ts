import { joinParagraphs } from "../../text.ts";

/** Where a reference stood, until the brackets around it are known to be empty. */
const reference = "\ue000";

/** What is read, as paragraphs. Formulas and code stay as they are; prose gets its dashes and quotation marks. */
export interface Prose {
  add(text: string): void;
  addLiteral(text: string): void;
  addReference(): void;
  endParagraph(): void;
  text(): string;
}

export function createProse(): Prose {
  const paragraphs: string[] = [];
  let done: string[] = [];
  let open: string[] = [];

  function close(): void {
    if (open.length > 0) done.push(typeset(open.join("")));
    open = [];
  }

  const prose: Prose = {
    add: (text) => void open.push(text),
    addLiteral(text) {
      close();
      done.push(text);
    },
    addReference: () => void open.push(reference),
    endParagraph() {
      close();
      paragraphs.push(withoutReferences(done.join("").replace(/\s+/g, " ")));
      done = [];
    },
    text() {
      prose.endParagraph();
      return joinParagraphs(paragraphs);
    },
  };
  return prose;
}

const typeset = (text: string): string =>
  text
    .replaceAll("---", "—")
    .replaceAll("--", "–")
    .replaceAll("``", "“")
    .replaceAll("''", "”")
    .replaceAll("`", "‘")
    .replaceAll("'", "’");

const withoutReferences = (text: string): string =>
  text
    .replace(/\ue000(?:(?:,? and |[ ,;–]{1,3})?\ue000)+/g, reference)
    .replace(/ ?[([] ?\ue000[\ue000 ,;–]{0,200}[)\]]/g, "")
    .replace(/(?:[ ,;]{0,3}\ue000){1,50}(?=[)\]])/g, "")
    .replace(/ ?\ue000/g, "")
    .replace(/ ([,.;])(?= |$)/g, "$1");
