import { describe, expect, test } from "vitest";
import { readPage } from "../../mcp/extract/html.ts";
import { judgeLicence } from "../../mcp/licence/judge.ts";

const url = "https://site.example.org/post";
const by = "https://creativecommons.org/licenses/by/4.0/";
const own = `<a rel="license" href="${by}">CC BY</a>`;
const ld = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

const verdict = async (markup: string) => {
  const html = `<!doctype html><html><head><title>A post</title></head><body><main><article><h1>A post</h1><p>${"Rivers carry sand to the sea. ".repeat(20)}</p></article></main>${markup}</body></html>`;
  return judgeLicence((await readPage(html, { url })).claims);
};
const item = (type: string, inner: string, more = ""): string =>
  `<div itemscope itemtype="https://schema.org/${type}" ${more}>${inner}</div>`;
const licence = `<link itemprop="license" href="${by}">`;

describe("the licence of something else is not the page's", () => {
  test.each([
    item("Article", item("ImageObject", licence, 'itemprop="image"')),
    item("Article", item("ImageObject", licence)),
    item("Article", item("Dataset", licence)),
    item("Article", item("Dataset", licence, 'itemprop="isBasedOn"')),
    item("ImageObject", licence),
    `<figure><img src="a.png"><figcaption>A river, ${own}</figcaption></figure>`,
    `<figure>${own}</figure>`,
    `<a rel="license nofollow" href="${by}">CC BY</a>`,
    `<a rel="ugc license" href="${by}">CC BY</a>`,
    `<div class="comment-body"><p>${own}</p></div>`,
    `<ol id="comments"><li>${own}</li></ol>`,
    `<div about="https://other.example.org/photo"><span property="dct:license" content="${by}"></span></div>`,
    ld({ "@type": "Article", isBasedOn: { "@type": "CreativeWork", license: by } }),
    ld({ "@type": "Article", image: { "@type": "ImageObject", license: by } }),
    ld({ "@type": "Article", associatedMedia: { "@type": "CreativeWork", license: by } }),
    ld({ "@type": "Article", citation: { "@type": "CreativeWork", url, license: by } }),
    ld([{ "@type": "Article" }, { "@type": "Article", url: "https://site.example.org/another", license: by }]),
    ld({ "@type": "Dataset", url: "https://data.example.org/set", license: by }),
    ld({ "@type": "Dataset", name: "What the article is about", license: by }),
  ])("%s", async (markup) => {
    expect(await verdict(markup)).toMatchObject({ permissive: false, standing: "unverified" });
  });
});

describe("the page's own licence", () => {
  test.each([
    own,
    `<figure>${own}</figure>${own}`,
    item("Article", licence),
    item("WebPage", item("BlogPosting", licence)),
    item("WebPage", item("Article", licence, 'itemprop="mainEntity"')),
    ld({ "@type": "Article", license: by }),
    ld({ "@type": "Article", url, license: by }),
    ld({ "@type": "Dataset", url, license: by }),
    ld({ "@type": "WebPage", url, mainEntity: { "@type": "Article", url, license: by } }),
    ld({ "@graph": [{ "@type": "WebPage", "@id": `${url}#main`, license: by }] }),
  ])("%s is verified", async (markup) => {
    expect(await verdict(markup)).toMatchObject({ permissive: true, standing: "verified" });
  });

  test.each([
    "<p>You may not use this content to train AI models.</p>",
    "<p>Use of this content for training artificial intelligence is prohibited.</p>",
    "<p>This text may not be used to train language models.</p>",
    "<footer>© 2024 Site Ltd. All rights reserved.</footer>",
    '<div class="site-footer">© 2024 Site GmbH. Alle Rechte vorbehalten.</div>',
  ])("%s disputes it", async (markup) => {
    expect(await verdict(`${own}${markup}`)).toMatchObject({ permissive: false, standing: "disputed" });
  });
});
