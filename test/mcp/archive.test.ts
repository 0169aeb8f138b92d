import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inside, unpack } from "../../mcp/extract/archive.ts";
import { isAssayError } from "../../schema/error.ts";
import { pdf } from "../support/pdf.ts";
import { type TarEntry, tar } from "../support/tar.ts";

const url = "https://export.arxiv.org/e-print/2402.00001v1";
const limits = { unpacked: 100_000, entries: 20, entry: 50_000 };

async function names(entries: readonly TarEntry[]): Promise<string[]> {
  const unpacked = await unpack(gzipSync(tar(entries)), url);
  return unpacked.kind === "files" ? [...unpacked.files.keys()] : [unpacked.kind];
}

describe("a packed paper", () => {
  test("is a tar of files, packed or not, a single file, or a PDF, whatever it is called", async () => {
    const archive = tar([
      { name: "./main.tex", content: "one" },
      { name: "parts", content: "", type: "5" },
      { name: "parts//two.tex", content: "two" },
    ]);
    for (const bytes of [gzipSync(archive), archive]) {
      const unpacked = await unpack(bytes, url);
      if (unpacked.kind !== "files") throw new Error(unpacked.kind);
      expect([...unpacked.files].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([
        ["main.tex", "one"],
        ["parts/two.tex", "two"],
      ]);
    }
    expect(await unpack(gzipSync("\\documentclass{x}"), url)).toMatchObject({ kind: "files" });
    expect((await unpack(pdf(["A page."]), url)).kind).toBe("pdf");
    expect((await unpack(gzipSync(pdf(["A page."])), url)).kind).toBe("pdf");
  });

  test("keeps no names that lead out of it, and no links or devices", async () => {
    const bad = ["../evil.tex", "/etc/evil.tex", "a/../../evil.tex", "C:\\evil.tex", "..", "."];
    expect(
      await names([
        ...bad.map((name) => ({ name, content: "evil" })),
        ...["1", "2", "3", "6", "7"].map((type) => ({ name: `link${type}`, content: "", type })),
        { name: "a/../good.tex", content: "good" },
      ]),
    ).toEqual(["good.tex"]);
  });

  test("has long names in the ways of GNU and pax", async () => {
    const long = `${"folder/".repeat(20)}chapter.tex`;
    const pax = `${String(long.length + 10)} path=${long}\n`;
    expect(
      await names([
        { name: "././@LongLink", content: `${long}\0`, type: "L" },
        { name: "cut", content: "x" },
        { name: "header", content: pax, type: "x" },
        { name: "cut", content: "y" },
        { name: "plain", content: "z" },
      ]),
    ).toEqual([long, "plain"]);
  });

  test.each([
    ["a bomb", () => gzipSync(Buffer.alloc(200_000, 32)), /unpacks to more than 100000 bytes/],
    ["a bomb without gzip", () => Buffer.alloc(200_000, 32), /unpacks to more than 100000 bytes/],
    [
      "too many entries",
      () => gzipSync(tar(Array.from({ length: 30 }, (_, at) => ({ name: `${at}.tex`, content: "" })))),
      /more than 20 entries/,
    ],
    ["an entry larger than it may be", () => tar([{ name: "a", content: Buffer.alloc(60_000) }]), /60000 bytes/],
    ["an entry that lies", () => tar([{ name: "a", content: "x", says: 40_000 }]), /goes past the end/],
    ["a cut archive", () => tar([{ name: "a", content: Buffer.alloc(3_000) }]).subarray(0, 1_500), /goes past the end/],
    [
      "rubbish between entries",
      () => Buffer.concat([tar([{ name: "a", content: "x" }]).subarray(0, 1_024), Buffer.alloc(512, 7)]),
      /no header of a tar/,
    ],
    ["damaged gzip", () => gzipSync("some text").subarray(0, 15), /gzip is damaged/],
    ["PostScript", () => Buffer.from("%!PS-Adobe-3.0"), /neither a tar/],
    ["bytes", () => Buffer.from([0, 1, 2, 3]), /neither a tar/],
    ["nothing", () => Buffer.alloc(0), /neither a tar/],
  ])("%s is told in one line", async (_what, bytes, message) => {
    const error = await unpack(bytes(), url, limits).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "source/upstream", retryable: false, message: expect.stringMatching(message) });
  });

  test("never breaks on other bytes, and never gives more than its limit", async () => {
    const whole = tar([
      { name: "main.tex", content: "some text" },
      { name: "other.tex", content: "more text" },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(whole.length),
        fc.boolean(),
        async (changes, length, packed) => {
          const bytes = Buffer.from(whole.subarray(0, length));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          const outcome = await unpack(packed ? gzipSync(bytes) : bytes, url, limits).catch((error: unknown) => error);
          if (isAssayError(outcome)) return;
          const unpacked = outcome as Awaited<ReturnType<typeof unpack>>;
          const sizes = unpacked.kind === "files" ? [...unpacked.files.values()] : [unpacked.bytes];
          expect(sizes.reduce((sum, content) => sum + content.length, 0)).toBeLessThanOrEqual(limits.unpacked);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a path within the archive never climbs out of it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("..", ".", "", "a", "b\\c", "d.tex"), { maxLength: 8 }), (parts) => {
        const found = inside(parts.join("/"));
        if (found !== undefined) expect(found).toMatch(/^(?:a|d\.tex)(?:\/(?:a|d\.tex))*$/);
      }),
    );
  });
});
