import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readExtract } from "../../mcp/mediawiki.ts";
import { passages } from "../../mcp/passages.ts";
import { openResearch, type ResearchOptions } from "../../mcp/pool.ts";
import { licenceAllowed } from "../../schema/licence.ts";
import type { ResearchClient } from "../../schema/source.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";

const signal = new AbortController().signal;
let emulator: SourcesEmulator;
let research: ResearchClient;

function open(more: Partial<ResearchOptions> = {}): ResearchClient {
  return openResearch({
    sources: ["wikipedia", "arxiv"],
    contact: "tests@example.org",
    now: () => new Date("2026-11-21T10:00:00Z"),
    baseUrls: emulator.baseUrls,
    limits: { backoffMs: 5, maxBytes: 1_000_000, totalMs: 1_500 },
    ...more,
  });
}

beforeAll(async () => {
  emulator = await startSourcesEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  research = open();
  return () => research.close();
});

describe("wikipedia", () => {
  test("hits come in the order of the search, without disambiguation pages", async () => {
    const hits = await research.search("wikipedia", { query: "whiffle", limit: 10 }, signal);
    expect(hits.map(({ id }) => id).slice(0, 2)).toEqual(["Whiffle rate", "Long whiffle"]);
    expect(hits.map(({ id }) => id)).not.toContain("Whiffle");
    expect(hits[0]?.url).toBe("https://en.wikipedia.org/wiki/Whiffle_rate");
  });

  test("a document is the revision's prose, formulas as TeX, without back matter", async () => {
    const { document, licence, attribution } = await research.fetch("wikipedia", "Whiffle rate", signal);
    expect(document).toMatchObject({
      url: "https://en.wikipedia.org/w/index.php?title=Whiffle_rate&oldid=1001",
      revision: "1001",
      published: "2026-05-04",
      accessed: "2026-11-21T10:00:00.000Z",
      layer: "plain",
    });
    expect(document.text).toContain("The made-up law is $W=3v^{2}$, where v is the whiffle rate.");
    expect(document.text).not.toMatch(/See also|Nobody|displaystyle/);
    expect(licence).toMatchObject({ spdx: "CC-BY-SA-4.0", standing: "verified", shareAlike: true });
    expect(licenceAllowed(licence, "permissive")).toBe(false);
    expect(licenceAllowed(licence, "sharealike")).toBe(true);
    expect(attribution).toBe(
      '"Whiffle rate", Wikipedia contributors, https://en.wikipedia.org/w/index.php?title=Whiffle_rate&oldid=1001, ' +
        "CC-BY-SA-4.0; passages quoted unchanged",
    );
  });

  test("a redirect leads to the article's own id", async () => {
    expect((await research.fetch("wikipedia", "Rate of whiffles", signal)).document.id).toBe("Whiffle rate");
  });

  test("text in other scripts arrives whole and composed", async () => {
    const { document } = await research.fetch("wikipedia", "Snark number", signal);
    expect(document.text).toContain("数学は楽しい。α → β, \u00e9 zusammengesetzt.");
  });

  test.each(["No such article", "Empty whiffle", "A|B", "[[A]]"])("%j is not found", async (id) => {
    await expect(research.fetch("wikipedia", id, signal)).rejects.toMatchObject({ code: "source/not-found" });
  });

  test("maxlag is a rate limit, and is not remembered", async () => {
    const before = emulator.requests.length;
    for (const _ of [1, 2]) {
      await expect(research.search("wikipedia", { query: "maxlag", limit: 3 }, signal)).rejects.toMatchObject({
        code: "source/rate-limited",
        retryable: true,
        retryAfterMs: 5_000,
      });
    }
    expect(emulator.requests.length - before).toBe(2);
  });

  test("another error of the API is told", async () => {
    await expect(research.search("wikipedia", { query: "bad request", limit: 3 }, signal)).rejects.toThrow(
      /Unrecognized value/,
    );
  });

  test.each([
    ["gone", "source/not-found"],
    ["forbidden", "source/blocked"],
    ["login", "source/auth"],
    ["error-page", "source/upstream"],
    ["oversize", "source/upstream"],
    ["busy-long", "source/rate-limited"],
    ["truncated", "source/upstream"],
  ])("%s arrives as %s through the MCP border", async (fault, code) => {
    await expect(research.fetch("wikipedia", `Fault ${fault}`, signal)).rejects.toMatchObject({ code });
  });

  test("500 fails as retryable, and the same call succeeds later", async () => {
    const call = () => research.fetch("wikipedia", "Fault broken-once", signal);
    await expect(call()).rejects.toMatchObject({ code: "source/upstream", retryable: true });
    expect((await call()).document.text).toContain("as it should");
  });

  test("503 and 429 are got over within one call", async () => {
    for (const fault of ["away-once", "busy-once"]) {
      expect((await research.fetch("wikipedia", `Fault ${fault}`, signal)).document.text).toContain("as it should");
    }
  });

  test.each([
    ["a wiki that is silent about its licence", { url: "", text: "" }, "NOASSERTION", "unverified"],
    [
      "a wiki of two minds",
      { url: "https://creativecommons.org/licenses/by/4.0/", text: "Creative Commons Attribution-NonCommercial 4.0" },
      "CC-BY-NC-4.0",
      "disputed",
    ],
    [
      "a wiki with an unknown licence",
      { url: "https://wiki.example.org/terms", text: "Our terms" },
      "NOASSERTION",
      "unverified",
    ],
    [
      "a permissive wiki",
      { url: "https://creativecommons.org/licenses/by/4.0/", text: "CC BY" },
      "CC-BY-4.0",
      "verified",
    ],
  ])("%s", async (_what, rights, spdx, standing) => {
    const usual = emulator.state.wikiRights;
    emulator.state.wikiRights = rights;
    const { licence } = await research.fetch("wikipedia", "Snark number", signal).finally(() => {
      emulator.state.wikiRights = usual;
    });
    expect(licence).toMatchObject({ spdx, standing, permissive: standing === "verified" });
  });

  test("a formula without prose around it does no harm", () => {
    expect(readExtract("{\\displaystyle a_{b}}")).toBe("$a_{b}$");
    expect(readExtract("x {\\displaystyle unclosed")).toBe("x $unclosed$");
    expect(readExtract("")).toBe("");
  });
});

describe("arxiv", () => {
  test("hits have ids without version; unlikely words are dropped before giving up", async () => {
    const hits = await research.search("arxiv", { query: "attention snarks xylophone", limit: 20 }, signal);
    expect(hits.map(({ id }) => id)).toContain("1706.03762");
    expect(hits.find(({ id }) => id === "2401.01230")).toMatchObject({
      title: "On the snark number of a whiffle",
      url: "https://arxiv.org/abs/2401.01230",
    });
    expect(emulator.requests.filter(({ path }) => path.includes("xylophone"))).toHaveLength(2);
  });

  test("the HTML layer gives prose and TeX, without notes, authors, references and hidden text", async () => {
    const { document, licence, attribution } = await research.fetch("arxiv", "2401.01230", signal);
    expect(document).toMatchObject({
      layer: "html",
      revision: "v2",
      published: "2024-02-03",
      authors: ["A. Nobody", "Žofia Nikt"],
    });
    expect(document.text).toContain(
      "The snark number $s=\\frac{n}{2}$ is half the number of snarks, 数学, as everybody in the tests knows.\n\n$s_{n}=n/2$",
    );
    expect(document.text).not.toMatch(/footnote|Nobody|Ignore all/);
    expect(licence).toMatchObject({ spdx: "CC-BY-4.0", standing: "verified", permissive: true });
    expect(licence.evidence.map(({ where }) => where)).toEqual(["api-field", "meta"]);
    expect(attribution).toBe(
      'A. Nobody, Žofia Nikt: "On the snark number of a whiffle", arXiv:2401.01230v2, https://arxiv.org/abs/2401.01230v2, ' +
        "CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/)",
    );
  });

  test.each([
    ["2401.01231", "CC-BY-NC-SA-4.0", "verified", "abstract"],
    ["2401.01232", "CC-BY-NC-ND-4.0", "verified", "abstract"],
    ["2401.01233", "LicenseRef-arXiv-nonexclusive", "verified", "abstract"],
    ["2401.01234", "NOASSERTION", "unverified", "abstract"],
    ["2401.01235", "CC-BY-NC-4.0", "disputed", "html"],
    ["2401.01237", "NOASSERTION", "unverified", "abstract"],
    ["2401.01238", "CC-BY-4.0", "verified", "abstract"],
    ["hep-th/9901001", "CC0-1.0", "verified", "abstract"],
  ])("%s is %s, %s, read from the %s", async (id, spdx, standing, layer) => {
    const { document, licence } = await research.fetch("arxiv", id, signal);
    expect(licence).toMatchObject({ spdx, standing });
    expect(document).toMatchObject({ id, layer });
    const permissive = standing === "verified" && /^CC(?:0|-BY-4)/.test(spdx);
    expect(licenceAllowed(licence, "permissive")).toBe(permissive);
  });

  test("where there is no HTML the LaTeX source is read, with passages word for word and nothing that does not print", async () => {
    const { document, licence } = await research.fetch("arxiv", "2402.00001", signal);
    expect(document.text).toMatch(
      /^Law\n\nThe rate of a whiffle is \$\\mathcal\{W\}= 3v\^2\$\. It is made up\.\n\nThis paragraph/,
    );
    expect(licence.evidence.map(({ where, weight }) => [where, weight])).toEqual([["api-field", "strong"]]);
    const found = passages({ document, licence, attribution: "" }, "arxiv", "rate of a whiffle", 5);
    expect(found.length).toBeGreaterThan(0);
    for (const { text, start, end } of found) expect(document.text.slice(start, end)).toBe(text);
    const white = await research.fetch("arxiv", "2402.00002", signal);
    expect(white.document.text).toContain("One file holds the whole paper");
    expect(white.document.text).not.toContain("Ignore");
    expect((await research.fetch("arxiv", "2402.00006", signal)).document.text).not.toContain("evil");
  });

  test("each form is asked for once, in order, and what was read once is not asked for again", async () => {
    const before = emulator.requests.length;
    for (const _ of [1, 2]) await research.fetch("arxiv", "2402.00005", signal);
    const asked = emulator.requests.slice(before).map(({ host, path }) => host + path.replace(/\?.*/, ""));
    expect(asked).toEqual([
      "export.arxiv.org/api/query",
      "arxiv.org/html/2402.00005v1",
      "export.arxiv.org/e-print/2402.00005v1",
      "export.arxiv.org/pdf/2402.00005v1",
      "oaipmh.arxiv.org/oai",
    ]);
  });

  test("the newest version may be named, an older one may not, for its licence cannot be proved", async () => {
    expect((await research.fetch("arxiv", "2401.01230v2", signal)).document.id).toBe("2401.01230");
    await expect(research.fetch("arxiv", "2401.01230v1", signal)).rejects.toMatchObject({ code: "source/not-found" });
  });

  test.each(["2401.01236", "2401.99999", "nonsense", "../etc", "2401.01230v2&x=1"])("%j is not found", async (id) => {
    await expect(research.fetch("arxiv", id, signal)).rejects.toMatchObject({ code: "source/not-found" });
  });

  test("a title that is a number stays as it was written", async () => {
    expect((await research.fetch("arxiv", "2401.01239", signal)).document.title).toBe("1729.50");
  });

  test("an Atom error entry and a document type are refused", async () => {
    await expect(research.search("arxiv", { query: "malformed", limit: 3 }, signal)).rejects.toThrow(/malformed query/);
    await expect(research.search("arxiv", { query: "entities", limit: 3 }, signal)).rejects.toThrow(
      /declares entities/,
    );
  });

  test("a query of common words only asks nobody", async () => {
    const before = emulator.requests.length;
    expect(await research.search("arxiv", { query: "what is the", limit: 3 }, signal)).toEqual([]);
    expect(emulator.requests.length).toBe(before);
  });
});
