/** The little of the DOM that is used here; TypeScript's own description would bring the browser's globals with it. */
export interface PageElement {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
  replaceWith(element: PageElement): void;
}

export interface PageDocument {
  documentElement: PageElement | null;
  body: PageElement;
  createElement(name: string): PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
