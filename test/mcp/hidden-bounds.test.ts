import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPage } from "../../mcp/extract/html.ts";

const url = "https://pages.example.org/whiffles";
const filler = "This paragraph was written for the tests of assay, has several clauses, and says nothing of the world.";
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join("");
const page = (css: string, body: string): string =>
  `<!doctype html><html><head><style>${css}</style></head><body><article>${body}</article></body></html>`;
const paragraphs = (count: number, attributes: (index: number) => string = () => ""): string =>
  times(count, (index) => `<p ${attributes(index)}>Some words.</p>`);

describe("a page with large style sheets of its own", () => {
  test("is read", async () => {
    const css = times(
      4_500,
      (i) => `.c${i} > .d${i} a, .e${i}:hover{color:#${100 + (i % 900)};padding:${i % 30}px;display:block}\n`,
    );
    expect(css.length).toBeGreaterThan(300_000);
    const body = `<p>${filler}</p>${paragraphs(10_000, (i) => `class="c${i % 4_500} e${i % 300} d${i}"`)}<p class="x">SECRET</p>`;
    const { text } = await readPage(page(`${css}.x{display:none}`, body), { url });
    expect(text).toContain(filler);
    expect(text).not.toContain("SECRET");
  });

  test("and a style of its own on each of ten thousand elements is read", async () => {
    const body = paragraphs(10_000, (i) => `style="margin-left:${i % 90}px;color:rgb(${i % 100},${i % 77},3)"`);
    const { text } = await readPage(page("", `${body}<p style="display:none">SECRET</p>`), { url });
    expect(text.split("\n\n")).toHaveLength(10_000);
  });
});

describe("what would take too long is refused", () => {
  const many = paragraphs(20_000);
  test.each([
    [
      "selectors that any element may match",
      () =>
        page(
          times(5_000, (i) => `:not(.a${i}){color:red}`),
          many,
        ),
    ],
    [
      "rules for all elements",
      () =>
        page(
          times(900, () => "*{color:red}"),
          many,
        ),
    ],
    [
      "later neighbours",
      () =>
        page(
          times(50, (i) => `.q${i} ~ p{color:red}`),
          many,
        ),
    ],
    ["places among a type", () => page("p:nth-last-of-type(3n){color:red}", many)],
    [
      "places among some",
      () =>
        page(
          "p:nth-child(2n of .x){color:red}",
          paragraphs(20_000, () => "class=x"),
        ),
    ],
    [
      "what elements hold",
      () =>
        page(
          times(500, (i) => `:has(.n${i}){color:red}`),
          many,
        ),
    ],
    [
      "names of attributes",
      () =>
        page(
          times(10_000, (i) => `[a${i}]{color:red}`),
          many,
        ),
    ],
    [
      "parts of attributes",
      () =>
        page(
          times(10_000, (i) => `[title*=a${i}]{color:red}`),
          `<p title="${"a".repeat(1e6)}">x</p>`,
        ),
    ],
    [
      "layers",
      () =>
        page(
          times(30_000, (i) => `@layer l${i}{p{color:red}}`),
          paragraphs(1_000),
        ),
    ],
    [
      "rules",
      () =>
        page(
          times(100_001, (i) => `.a${i}{color:red}`),
          many,
        ),
    ],
    ["selectors of one rule", () => page(`${times(5_000, (i) => `.a${i},`)}p{color:red}`, many)],
    ["style sheets", () => page("a{b:c;}".repeat(360_000), many)],
    [
      "variables that double",
      () => page(`p{${times(60, (i) => `--a${i}:var(--a${i + 1})var(--a${i + 1});`)}--a60:y;color:var(--a0)}`, many),
    ],
    [
      "variables in a row",
      () => page(`p{${times(300, (i) => `--a${i}:var(--a${i + 1});`)}--a300:red;color:var(--a0)}`, many),
    ],
    ["a long value", () => page(`p{transform:${"scale(1) ".repeat(3_000)}}`, many)],
    [
      "style attributes",
      () =>
        page(
          "",
          paragraphs(20_000, (i) => `style="${"color:red;".repeat(25)}--x${i}:1"`),
        ),
    ],
    [
      "attributes",
      () =>
        page(
          "",
          paragraphs(20_000, () => "a b=c d='e' f"),
        ),
    ],
    ["text", () => page("", `<p>${"words ".repeat(600_000)}</p>`)],
    ["depth throughout", () => page("", `${"<div>".repeat(150)}<p>x</p>${"</div>".repeat(150)}`.repeat(60))],
  ])(
    "%s",
    async (_what, html) => {
      await expect(readPage(html(), { url })).rejects.toMatchObject({
        code: "source/upstream",
        message: /more .* than|too/,
      });
    },
    20_000,
  );
});

describe("style sheets of any text", () => {
  test.each([
    "a:{}",
    "a{",
    "a:b{",
    "(",
    "a:(",
    "{",
    "}",
    "@a{",
    "@a",
    "/*",
    "'",
    "a:{",
    "--a:{}",
    "\\",
    "a[",
    "x{y:!important}",
    "@media(",
    "@layer{",
    "&{",
    ":is(",
    ":not(",
    "a,",
    "@supports not(",
    "a{b:url(",
    "url(",
    "a{color:rgb(",
    "<!--",
    "a{--b:var(",
    "@property --a{",
  ])(
    "end soon: %j",
    async (part) => {
      const css = part.repeat(Math.floor(500_000 / part.length)).replace(/<\/style/gi, "");
      const html = `<!doctype html><html><head></head><body><p>${filler}</p><style>${css}</style></body></html>`;
      const read = await readPage(html, { url }).catch((problem: unknown) => problem);
      expect(read).toEqual(
        expect.objectContaining("code" in (read as object) ? { code: "source/upstream" } : { text: filler }),
      );
    },
    20_000,
  );

  test("never break the reader", async () => {
    const part = fc.constantFrom(
      ..."p .x #y * [hidden] :not( :is( :has( ) :nth-child(2n) ::before > + ~ , { } ; : & @media @layer @supports @scope @container @keyframes".split(
        " ",
      ),
      ..."(min-width:1px) print color display opacity font inset --a var(--a) var( calc( 1px + 2em / 0 none white #fff url( ' \" \\ /* */ !important".split(
        " ",
      ),
      ..."transform translate( scale(0) matrix( clip-path polygon( inset(50%) linear-gradient( background transparent currentcolor animation to".split(
        " ",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 60 }), fc.array(part, { maxLength: 20 }), async (sheet, style) => {
        const css = sheet.join(" ");
        const html = `<html><body><style>${css}</style><p class="x" style="${style.join(" ").replaceAll('"', "'")}">Words.</p></body></html>`;
        expect(typeof (await readPage(html, { url })).text).toBe("string");
      }),
      { numRuns: 400 },
    );
  });
});
