import { z } from "zod";
import { asData } from "../schema/agent.ts";
import { sha256 } from "../schema/canonical.ts";
import { defineTool } from "../schema/tool.ts";
import { sourceFailure } from "./source-failure.ts";

const longest = 12_000;

export const fetchPage = defineTool({
  name: "fetch-page",
  description: "Reads one document that a search found; long ones in excerpts.",
  input: z.object({
    source: z.string().min(1).meta({ description: "name of the source that found it" }),
    id: z.string().min(1).max(500).meta({ description: "the hit's id" }),
    start: z.number().int().min(0).default(0).meta({ description: "offset of the excerpt, in characters" }),
  }),
  async execute({ source, id, start }, { research, signal }) {
    const known = research.sources().map(({ name }) => name);
    if (!known.includes(source)) {
      return { content: `There is no source "${source}". Sources: ${known.join(", ")}.`, isError: true };
    }
    try {
      const { document, licence, attribution } = await research.fetch(source, id, signal);
      const { length } = document.text;
      if (start >= length) return { content: `The document has ${length} characters only.`, isError: true };
      const excerpt = document.text.slice(start, start + longest);
      const end = start + excerpt.length;
      const text = [
        `title: ${document.title}`,
        `url: ${document.url}`,
        `licence: ${licence.spdx} (${licence.standing})`,
        `attribution: ${attribution}`,
        "",
        excerpt,
      ].join("\n");
      const more = end < length ? ` Read on with start ${end}.` : "";
      return {
        content: `${asData("document", text, sha256(text).slice(0, 12))}\nCharacters ${start} to ${end} of ${length}.${more}`,
      };
    } catch (error) {
      return sourceFailure(error);
    }
  },
});
