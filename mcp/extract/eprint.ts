import { unpack } from "./archive.ts";
import { readLatex } from "./latex.ts";
import { readPdf } from "./pdf.ts";

/** The text of a paper's source as its archive sends it, with the layer that it is; empty where it holds no paper. */
export async function readEprint(bytes: Uint8Array, url: string): Promise<{ text: string; layer: "latex" | "pdf" }> {
  const source = await unpack(bytes, url);
  return source.kind === "pdf"
    ? { text: await readPdf(source.bytes, url), layer: "pdf" }
    : { text: readLatex(source.files), layer: "latex" };
}
