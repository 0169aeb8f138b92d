import type { Columns } from "./turns.ts";
import { parsed } from "./turns.ts";

/** What a file says of a row's origin, as our exports write it. Claims of the file, kept as such. */
export interface ClaimedOrigin {
  id?: string;
  contentHash?: string;
  topic?: string;
  subTopic?: string;
  difficulty?: string;
  qualityScore?: number;
  licence?: string;
  /** Documents and everything else, unchanged. */
  further: Record<string, unknown>;
}

/** Characters of an origin that are kept as JSON. */
const longestOrigin = 64 * 1024;
/** Fields of a provenance column that are the row's own. */
const own = ["id", "topic", "sub_topic", "difficulty", "quality_score", "licence", "content_hash"];

/** Reads a record's `provenance` column, an object or JSON text; undefined when it has none. */
export function claimedOrigin(record: Columns): ClaimedOrigin | undefined {
  const value = parsed(record.provenance);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const held = value as Record<string, unknown>;
  const text = (name: string): string | undefined => {
    const found = held[name];
    return typeof found === "string" && found !== "" && found.length <= 1_000 ? found : undefined;
  };
  const further = Object.fromEntries(Object.entries(held).filter(([name]) => !own.includes(name)));
  const quality = held.quality_score;
  return {
    id: match(text("id"), /^[0-9a-f]{24}$/),
    contentHash: match(text("content_hash"), /^[0-9a-f]{64}$/),
    topic: text("topic"),
    subTopic: text("sub_topic"),
    difficulty: text("difficulty"),
    qualityScore: typeof quality === "number" && quality >= 0 && quality <= 1 ? quality : undefined,
    licence: text("licence"),
    further: JSON.stringify(further).length <= longestOrigin ? further : {},
  };
}

const match = (text: string | undefined, pattern: RegExp): string | undefined =>
  text !== undefined && pattern.test(text) ? text : undefined;
