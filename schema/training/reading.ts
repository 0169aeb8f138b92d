/** One turn as a file has it, in the words of the chat wire. */
export interface ReadTurn {
  role: string;
  content: string;
  thinking?: string;
  [further: string]: unknown;
}

/** An answer and its reasoning, which may stand under `thinking` or between `<think>` tags. */
export interface Reasoned {
  thinking: string | undefined;
  answer: string;
}

function reasonedOf({ content, thinking }: ReadTurn): Reasoned {
  if (thinking !== undefined) return { thinking, answer: content };
  const parts = /^<think>([\s\S]*?)<\/think>([\s\S]*)$/.exec(content);
  if (!parts) return { thinking: undefined, answer: content };
  return { thinking: parts[1]!.trim(), answer: parts[2]!.trimStart() };
}

/**
 * A record of a file in TRL's columns, as a training type takes a row from it. It notes which columns are read and what
 * is assumed where the file is silent, so that the type that fits a file best can be told.
 */
export interface TrlRecord {
  /** Text of a column: a string, or the content of its only turn, which must be of that role. */
  text(name: string, role: "user" | "assistant"): string | undefined;
  /** A column's only turn with its reasoning. */
  reasoned(name: string): Reasoned | undefined;
  /** What is asked and answered in a column that holds one user turn and one assistant turn. */
  exchange(name: string): { prompt: string; answer: string; reasoned: Reasoned } | undefined;
  /** The turns of a column that holds a conversation. */
  turns(name: string): ReadTurn[] | undefined;
  /** Any further column; undefined when it is absent. */
  value(name: string): unknown;
  /** The column's value, or what is assumed when it is absent or null. */
  valueOr<Value>(name: string, assumed: Value): unknown;
}

export interface TrlReading {
  record: TrlRecord;
  /** Columns that were not read. */
  unread(): string[];
  /** Columns that the record has not, and for which something was assumed. */
  assumed(): string[];
}

/** Reads a record's columns; conversations must hold turns with text. */
export function readTrl(columns: Readonly<Record<string, unknown>>): TrlReading {
  const read = new Set<string>();
  const assumed = new Set<string>();
  const value = (name: string): unknown => {
    read.add(name);
    return Object.hasOwn(columns, name) ? columns[name] : undefined;
  };
  const turns = (name: string): ReadTurn[] | undefined => {
    const held = value(name);
    return Array.isArray(held) && held.length > 0 ? (held as ReadTurn[]) : undefined;
  };
  const only = (name: string, role: string): ReadTurn | undefined => {
    const held = value(name);
    if (typeof held === "string") return { role, content: held };
    const [turn, ...more] = turns(name) ?? [];
    return turn?.role === role && more.length === 0 ? turn : undefined;
  };
  const record: TrlRecord = {
    value,
    turns,
    text: (name, role) => only(name, role)?.content,
    reasoned(name) {
      const turn = only(name, "assistant");
      return turn && reasonedOf(turn);
    },
    exchange(name) {
      const [asked, answered, ...more] = turns(name) ?? [];
      if (asked?.role !== "user" || answered?.role !== "assistant" || more.length > 0) return undefined;
      return { prompt: asked.content, answer: answered.content, reasoned: reasonedOf(answered) };
    },
    valueOr(name, otherwise) {
      const held = value(name);
      if (held !== undefined && held !== null) return held;
      assumed.add(name);
      return otherwise;
    },
  };
  return {
    record,
    unread: () => Object.keys(columns).filter((name) => !read.has(name)),
    assumed: () => [...assumed],
  };
}
