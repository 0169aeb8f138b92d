/** Columns that hold a whole conversation, and how a turn names its role and text. */
const conversations = ["messages", "conversations", "contents"] as const;

const promptColumns = ["prompt", "question", "instruction"] as const;

/** What the model is to learn to write; the first that is there counts. */
const responseColumns = [
  "completion",
  "response",
  "chosen",
  "response_a",
  "preferred_output",
  "solution",
  "reasoning",
  "output",
  "answer",
  "ground_truth",
] as const;

const asking = new Set(["user", "human"]);
const answering = new Set(["assistant", "gpt", "model"]);

interface Turn {
  role: string;
  text: string;
}

/**
 * Prompt and response of a row as it leaves the house, in TRL's columns or those of the usual other formats. Of a
 * conversation the prompt is what the user says and the response what the assistant says. Both may be empty.
 */
export function rowText(columns: Readonly<Record<string, unknown>>): { prompt: string; response: string } {
  const input = columns.input;
  if (isRecord(input) && Array.isArray(input.messages)) return rowText({ ...columns, ...input, input: undefined });
  const conversation = conversations.map((name) => turnsOf(columns[name])).find((turns) => turns !== null) ?? null;
  const promptColumn = promptColumns.find((name) => isText(columns[name]));
  const responseColumn = responseColumns.find((name) => isText(columns[name]));
  const asked = promptColumn ? said(columns[promptColumn], asking) : "";
  const answered = responseColumn ? said(columns[responseColumn], answering) : "";
  const further = typeof input === "string" && input !== "" ? `\n${input}` : "";
  return {
    prompt: asked !== "" ? asked + further : sayings(conversation ?? turnsOf(columns.chosen) ?? [], asking),
    response: answered !== "" ? answered : sayings(conversation ?? [], answering),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean =>
  (typeof value === "string" && value !== "") || turnsOf(value) !== null || turnsOf([value]) !== null;

/** A string as it is; of turns those of the roles, or all when none has such a role. */
function said(value: unknown, roles: ReadonlySet<string>): string {
  if (typeof value === "string") return value;
  const turns = turnsOf(value) ?? turnsOf([value]) ?? [];
  return sayings(turns, roles) || turns.map((turn) => turn.text).join("\n");
}

const sayings = (turns: readonly Turn[], roles: ReadonlySet<string>): string =>
  turns
    .filter((turn) => roles.has(turn.role))
    .map((turn) => turn.text)
    .join("\n");

/** The turns of a conversation in one of the usual shapes; null when it is none. */
function turnsOf(value: unknown): Turn[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const turns = value.map((turn: unknown): Turn | null => {
    if (!isRecord(turn)) return null;
    const role = turn.role ?? turn.from;
    if (typeof role !== "string") return null;
    const text = textOf(turn.content ?? turn.value ?? turn.parts);
    return { role, text };
  });
  return turns.every((turn) => turn !== null) ? turns : null;
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (isRecord(part) && typeof part.text === "string" ? part.text : "")).join("");
}
