import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { charts } from "../../src/report/charts.ts";
import { escapeText, shorten } from "../../src/report/markup.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { hostileFolder } from "./rows.ts";

const allowedTags =
  "html head meta title style body header h1 h2 h3 h4 p dl div dt dd nav ul li a main section figure figcaption svg desc g rect text details summary table caption thead tbody tr th td bdi article code pre footer".split(
    " ",
  );

describe("text of unknown origin", () => {
  test("can neither open a tag nor end an attribute, and nothing hides in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>"'\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b]/);
        expect(() => encodeURIComponent(escaped)).not.toThrow();
      }),
    );
  });

  test("has its five special characters replaced", () => {
    expect(escapeText("<a href=\"x\" title='y'>&amp;")).toBe("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
  });

  test("is shortened between characters", () => {
    expect(shorten("ab🧪cd", 4)).toBe("ab…");
    expect(shorten("ab🧪cd", 6)).toBe("ab🧪cd");
  });
});

describe("the page", () => {
  test("holds hostile rows as text: no tag, attribute or address of theirs", async () => {
    const out = join(temporaryFolder(), "report.html");
    await openAssay().report(hostileFolder(), { out, samples: 40 });
    const html = readFileSync(out, "utf8");
    const { document } = parseHTML(html);
    const elements = [...document.querySelectorAll("*")];
    expect(
      [...new Set(elements.map((element) => element.localName))].filter((tag) => !allowedTags.includes(tag)),
    ).toEqual([]);
    const attributes = elements.flatMap((element) => [...element.attributes].map((attribute) => attribute.name));
    expect(attributes.filter((name) => /^on|^src|^style$/i.test(name))).toEqual([]);
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(links.every((href) => /^#[a-z]+$/.test(href ?? ""))).toBe(true);
    expect(html).toContain("&lt;/script&gt;&lt;script&gt;");
    expect(html).toContain("[U+202E]evil");
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  test("forbids scripts and everything from elsewhere, and its own style by hash alone", async () => {
    const out = join(temporaryFolder(), "report.html");
    await openAssay().report(hostileFolder(), { out });
    const html = readFileSync(out, "utf8");
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    const digest = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test("has the same bytes each time, and the same but for the name wherever the rows lie in another order", async () => {
    const assay = openAssay();
    const { run } = await assay.generate("4 SFT examples for chemistry");
    const folder = temporaryFolder();
    const [a, b] = [join(folder, "a.html"), join(folder, "b.html")];
    const first = await assay.report(run, { out: a, svg: join(folder, "a") });
    const second = await assay.report(run, { out: b, svg: join(folder, "b") });
    expect(second.files.map((file) => file.sha256)).toEqual(first.files.map((file) => file.sha256));
    const html = readFileSync(a, "utf8");
    expect(html).toContain("4 SFT examples for chemistry");
    expect(html).toContain("An approved row");
    expect(readdirSync(folder).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  test("gives every chart a name, a sentence and a table with the same numbers", async () => {
    const out = join(temporaryFolder(), "report.html");
    await openAssay().report(hostileFolder(), { out });
    const { document } = parseHTML(readFileSync(out, "utf8"));
    const figures = [...document.querySelectorAll("figure")];
    expect(figures.length).toBeGreaterThan(8);
    for (const figure of figures) {
      const svg = figure.querySelector("svg")!;
      for (const id of svg.getAttribute("aria-labelledby")!.split(" ")) {
        expect(figure.querySelector(`[id="${id}"]`)!.textContent).not.toBe("");
      }
      const bars = svg.querySelectorAll("g").length;
      expect(figure.querySelectorAll("tbody tr")).toHaveLength(bars);
    }
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("single charts are well-formed SVG that stands alone", async () => {
    const folder = temporaryFolder();
    const { files } = await openAssay().report(hostileFolder(), {
      out: join(folder, "r.html"),
      svg: join(folder, "svg"),
    });
    const drawn = files.filter((file) => file.path.endsWith(".svg"));
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn.length).toBeLessThanOrEqual(Object.keys(charts).length);
    for (const { path } of drawn) expect(XMLValidator.validate(readFileSync(path, "utf8")), path).toBe(true);
  });

  test("of no row says so; where it cannot be written the error says where", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "train.jsonl"), "");
    const assay = openAssay();
    const out = join(folder, "report.html");
    await assay.report(folder, { out });
    expect(readFileSync(out, "utf8")).toContain("There is no row to describe.");
    await expect(assay.report(folder, { out: join(out, "below.html") })).rejects.toMatchObject({
      code: "export/unwritable",
    });
  });
});
