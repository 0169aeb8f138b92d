import { describe, expect, test } from "vitest";
import { readFragment } from "../../mcp/extract/fragment.ts";
import { readPage } from "../../mcp/extract/html.ts";
import { readLatexml } from "../../mcp/extract/latexml.ts";
import { type Case, hidden, visible } from "./hidden-cases.ts";

const url = "https://pages.example.org/whiffles";
const filler = "This paragraph was written for the tests of assay, has several clauses, and says nothing of the world.";

/** A page whose own prose is grey, so that it is seen on any ground. */
const page = (markup: string, body = "", head = ""): string =>
  `<!doctype html><html lang="en"><head><title>Whiffles</title>${head}</head><body ${body}><article><h1>Whiffles</h1>` +
  `<p style="color:#777">${filler}</p>${markup}<p style="color:#777">${filler.replace("This", "Another")}</p></article></body></html>`;
const whole = ([what, markup, body = ""]: Case) => [what, markup, body] as const;
const read = async (html: string): Promise<string> => (await readPage(html, { url })).text;

describe("what a reader of a page does not see", () => {
  test.each(hidden.map(whole))("is not read: %s", async (_what, markup, body) => {
    const text = await read(page(markup, body));
    expect(text).toContain(filler);
    expect(text).not.toMatch(/SECRET|ORDER/);
  });

  test("is not read where a sheet stands after it, in the head, or in a part of the page", async () => {
    const secret = '<p class="x">SECRET ORDER</p>';
    const sheet = "<style>.x{display:none}</style>";
    for (const html of [page(secret + sheet), page(secret, "", sheet), page(`${secret}<div>${sheet}</div>`)]) {
      expect(await read(html)).not.toContain("SECRET");
    }
  });

  test("is not read where names of elements and attributes are in capitals", async () => {
    const html = page(
      '<P STYLE="display:none">SECRET</P><P CLASS="x">SECRET</P><FONT COLOR="#FFFFFF">SECRET</FONT><STYLE>.x{opacity:0}</STYLE>',
    );
    const text = await read(html);
    expect(text).toContain(filler);
    expect(text).not.toContain("SECRET");
  });

  test("is not read where the page is of the kind that forgives missing units", async () => {
    const old = page(
      '<p style="width:1;height:1;overflow:hidden">SECRET</p><p class="X" style="color:ffffff">SECRET</p>',
    );
    expect(await read(old.replace("<!doctype html>", ""))).not.toContain("SECRET");
  });
});

describe("what a reader of a page sees", () => {
  test.each(visible.map(whole))("is read: %s", async (_what, markup, body) => {
    const text = await read(page(markup, body));
    expect(text).toContain(filler);
    expect(text).toContain("PLAIN WORDS");
  });

  test("is all of a page that its scripts show", async () => {
    const text = `<p>${filler}</p>`;
    for (const [body, css] of [
      ['style="opacity:0"', ""],
      ["", "body{visibility:hidden!important}"],
      ["", "html{display:none}"],
    ] as const) {
      const html = page(text, body, `<style>${css}</style>`);
      expect(await read(html), css).toBe("");
      expect(await read(html.replace("<body", "<script>show()</script><body")), css).toContain(filler);
    }
  });

  test("is not all of a page of which something is shown", async () => {
    const head = "<script>show()</script><style>body{visibility:hidden} .y{visibility:visible}</style>";
    const text = await read(page('<p>SECRET ORDER</p><p class="y">PLAIN WORDS</p>', "", head));
    expect(text).toContain("PLAIN WORDS");
    expect(text).not.toContain("SECRET");
  });

  test("is a page whose ink or ground is set elsewhere", async () => {
    const elsewhere = '<link rel="stylesheet" href="/site.css">';
    for (const css of ["body{background:#111}", "body{color:#fafafa}"]) {
      const html = (head: string) => page("<p>PLAIN WORDS</p>", "", `${head}<style>${css}</style>`);
      expect(await read(html(elsewhere)), css).toContain("PLAIN WORDS");
      expect(await read(html("")), css).not.toContain("PLAIN WORDS");
    }
    const own = page('<p style="color:#111">SECRET</p>', "", `${elsewhere}<style>body{background:#111}</style>`);
    expect(await read(own)).not.toContain("SECRET");
  });
});

describe("formulas", () => {
  const drawn = (math: string, beside: string) =>
    page(`<p>The law is <span><span style="display:none"><math>${math}</math></span>${beside}</span>, they say.</p>`);
  const tex = (text: string): string => `<mi>W</mi><annotation encoding="application/x-tex">${text}</annotation>`;

  test("that are drawn beside their hidden markup are read", async () => {
    for (const beside of ['<img src="w.svg" alt="">', '<span aria-hidden="true">W</span>']) {
      expect(await read(drawn(tex("W=3v^{2}"), beside))).toContain("The law is $W=3v^{2}$, they say.");
    }
  });

  test("that are hidden and drawn nowhere, or are words, are not", async () => {
    expect(await read(drawn(tex("W=3v^{2}"), "<b>so</b>"))).toContain("The law is so, they say.");
    const words = `<mtext>SECRET ORDER</mtext><annotation encoding="application/x-tex">\\text{SECRET ORDER}</annotation>`;
    expect(await read(drawn(words, '<img src="w.svg">'))).not.toContain("SECRET");
  });

  test.each([
    ["W=3v^{2}", "W = 3 v 2", "$W=3v^{2}$"],
    ["\\operatorname{rank} A \\text{ for all } A", "rank A for all A", "$\\operatorname{rank} A \\text{ for all } A$"],
    [
      "\\begin{aligned}\\color{blue}x\\label{eq:main}\\end{aligned}",
      "x",
      "$\\begin{aligned}\\color{blue}x\\label{eq:main}\\end{aligned}$",
    ],
    ["\\text{SECRET ORDER}", "x", "$x$"],
    ["x \\phantom{SECRET ORDER}", "x", "$x$"],
    ["SECRET ORDER", "", "$$"],
  ])("in TeX with words that are not shown are read as they are shown: %s", async (alttext, shown, expected) => {
    expect(await read(page(`<p>So <math alttext="${alttext}"><mi>${shown}</mi></math>.</p>`))).toContain(
      `So ${expected}.`,
    );
    const paper = `<article class="ltx_document"><p>So <math alttext="${alttext}"><mi>${shown}</mi></math>.</p></article>`;
    expect(await readLatexml(paper)).toBe(`So ${expected}.`);
  });
});

describe("other markup", () => {
  const styles = ["display:none", "color:#fff", "font-size:0", "position:absolute;left:-999em", "opacity:0!important"];

  test.each(styles)("of LaTeXML has its hidden text left out: %s", async (style) => {
    const paper = `<article class="ltx_document"><p>Plain <span style="${style}">SECRET</span> words.</p></article>`;
    expect(await readLatexml(paper)).toBe("Plain words.");
  });

  test("of LaTeXML has its colours read", async () => {
    const paper = (style: string) =>
      `<article class="ltx_document"><p>Plain <span style="${style}">x</span> words.</p></article>`;
    expect(await readLatexml(paper("--ltx-fg-color:#FFFFFF;"))).toBe("Plain words.");
    expect(await readLatexml(paper("--ltx-bg-color:#000000;--ltx-fg-color:#FFFFFF;"))).toBe("Plain x words.");
    expect(await readLatexml(paper("--ltx-fg-color:#FF0000;"))).toBe("Plain x words.");
    expect(
      await readLatexml('<article class="ltx_document"><p>Plain <i class="ltx_phantom">x</i>words.</p></article>'),
    ).toBe("Plain words.");
  });

  test.each(styles)("of fields has its hidden text left out: %s", async (style) => {
    expect(await readFragment(`<p>Plain <i style="${style}">SECRET</i>words.</p><p hidden>SECRET</p>`)).toBe(
      "Plain words.",
    );
  });

  test("of fields keeps titles, and what is small", async () => {
    expect(await readFragment('<title>On</title><p style="font-size:9px">Plain<sub>2</sub> words.</p>')).toBe(
      "On\n\nPlain2 words.",
    );
  });
});
