import type { RunEvent, RunSummary } from "../index.ts";
import { bar, count, duration, money, plural, rate } from "./format.ts";
import { noPaint, type Paint } from "./paint.ts";
import { cut, displayWidth, pad } from "./text.ts";

type ProgressEvent = Extract<RunEvent, { type: "progress" }>;
type StartEvent = Extract<RunEvent, { type: "run-start" }>;

/** Things of one kind that happened, told once with their number. */
export interface Group {
  kind: "decision" | "warning" | "failed";
  /** Who decided, or the code. */
  title: string;
  message: string;
  count: number;
  /** Number by message: a later warning with the same words carries the number so far. */
  byMessage: Map<string, number>;
}

/** What a person is shown of a run; made from its events alone. */
export interface ProgressState {
  start: StartEvent | null;
  progress: ProgressEvent | null;
  groups: Map<string, Group>;
  /** An approved row to look at. */
  sample: string | null;
  summary: RunSummary | null;
}

export const emptyProgress = (): ProgressState => ({
  start: null,
  progress: null,
  groups: new Map(),
  sample: null,
  summary: null,
});

type Notice = Pick<Group, "kind" | "title" | "message" | "count">;

function noticeOf(event: RunEvent, state: ProgressState): Notice | null {
  switch (event.type) {
    case "decision": {
      const message = `${event.decision}: ${event.reason}`;
      return { kind: "decision", title: event.by, message: withCellNames(message, state), count: 1 };
    }
    case "warning":
      return { kind: "warning", title: event.code, message: event.message, count: event.count };
    case "item-failed":
      return { kind: "failed", title: event.code, message: `${event.stage}: ${event.message}`, count: 1 };
    default:
      return null;
  }
}

/** Cells are named by an id in events; people know them by sub-topic and difficulty. */
function withCellNames(text: string, { start }: ProgressState): string {
  return (start?.plan.cells ?? []).reduce(
    (named, cell) => named.replaceAll(cell.id, () => `${cell.subTopic} (${cell.difficulty})`),
    text,
  );
}

/** Decisions are alike when their reasons differ in numbers only; warnings and failures when they have the same code. */
function keyOf(event: RunEvent, notice: Notice): string {
  const reason = event.type === "decision" ? event.reason.replace(/\d+/g, "#") : "";
  return `${notice.kind} ${notice.title} ${reason}`;
}

/** Takes in one event; returns the group that it opened, null when there is nothing new to say. */
export function observe(state: ProgressState, event: RunEvent): Group | null {
  if (event.type === "run-start") state.start = event;
  if (event.type === "progress") state.progress = event;
  if (event.type === "sample" && event.verdict === "approved") state.sample ??= event.id;
  if (event.type === "run-end") state.summary = event.summary;
  const notice = noticeOf(event, state);
  if (!notice) return null;
  const key = keyOf(event, notice);
  const known = state.groups.get(key);
  const group = known ?? { ...notice, byMessage: new Map<string, number>() };
  const before = group.byMessage.get(notice.message) ?? 0;
  group.byMessage.set(notice.message, notice.kind === "warning" ? Math.max(before + 1, notice.count) : before + 1);
  group.count = [...group.byMessage.values()].reduce((sum, number) => sum + number, 0);
  state.groups.set(key, group);
  return known ? null : group;
}

/** One line for a group that was just opened. */
export function noticeLine({ kind, title, message }: Notice, width: number, paint: Paint = noPaint): string {
  const label = pad(kind, 10);
  const styled = kind === "decision" ? paint("dim", label) : paint(kind === "failed" ? "red" : "yellow", label);
  return styled + cut(`${title}: ${message}`, width - 10);
}

/** Parts joined by a separator, on as many lines as the width asks for; the indent stands before each. */
export function flow(parts: readonly string[], separator: string, indent: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    const longer = line === "" ? part : line + separator + part;
    if (line !== "" && indent + displayWidth(longer) > width) {
      lines.push(line);
      line = part;
    } else line = longer;
  }
  return [...lines, line].map((text) => " ".repeat(indent) + cut(text, width - indent));
}

/** Verdict counts in words; those that are zero and rare are left out. */
export function verdictParts(counts: Omit<ProgressEvent, "type" | "stages">): string[] {
  return [
    `${count(counts.approved)} approved`,
    `${count(counts.needs_revision)} to revise`,
    `${count(counts.rejected)} rejected`,
    ...(counts.unchecked > 0 ? [`${count(counts.unchecked)} unchecked`] : []),
    ...(counts.failed > 0 ? [`${count(counts.failed)} failed`] : []),
  ];
}

function pace(progress: ProgressEvent): string[] {
  const over = progress.etaSeconds === null || progress.approved >= progress.requested;
  const eta = over ? [] : [`ETA ${duration((progress.etaSeconds ?? 0) * 1_000)}`];
  return [rate(progress.rowsPerSecond), ...eta];
}

function spend(progress: ProgressEvent): string {
  const cap = progress.budgetUsd === null ? "" : ` of ${money(progress.budgetUsd)}`;
  return `${money(progress.spendUsd)}${cap}`;
}

const label = 11;

/** The live display: lines no wider than the width. */
export function panel(progress: ProgressEvent, width: number, paint: Paint = noPaint): string[] {
  const name = (text: string): string => paint("dim", pad(text, label));
  const share = progress.requested === 0 ? 1 : progress.approved / progress.requested;
  const reached = `${count(progress.approved)}/${count(progress.requested)}`;
  const paceText = pace(progress).join("  ");
  const beside = width - label - displayWidth(reached) - displayWidth(paceText) - 4;
  const barWidth = Math.min(40, beside >= 10 ? beside : Math.max(0, width - label - displayWidth(reached) - 2));
  const approved = `${name("approved")}${paint("green", bar(share, barWidth))}  ${reached}`;
  const lines = beside >= 10 ? [`${approved}  ${paceText}`] : [approved, name("pace") + cut(paceText, width - label)];
  lines.push(...labelled("verdicts", verdictParts(progress), width, paint));
  lines.push(...stageLines(progress, width, paint));
  const money = [spend(progress), plural(progress.inFlight, "item").replace(/$/, " under way")];
  lines.push(...labelled("spend", [...spendBar(progress), ...money], width, paint));
  return lines;
}

function spendBar(progress: ProgressEvent): string[] {
  return progress.budgetUsd ? [bar(progress.spendUsd / progress.budgetUsd, 10)] : [];
}

function labelled(title: string, parts: readonly string[], width: number, paint: Paint): string[] {
  return flow(parts, "  ", label, width).map((line, index) =>
    index === 0 ? paint("dim", pad(title, label)) + line.slice(label) : line,
  );
}

/** A small bar for each stage, in as many columns as fit. */
function stageLines(progress: ProgressEvent, width: number, paint: Paint): string[] {
  const entries = Object.entries(progress.stages);
  const whole = Math.max(1, progress.requested, ...entries.map(([, done]) => done));
  const digits = Math.max(...entries.map(([, done]) => count(done).length));
  const cell = label + 8 + 1 + digits;
  const columns = Math.max(1, Math.min(3, Math.floor((width + 2) / (cell + 2))));
  const cells = entries.map(
    ([stage, done]) =>
      `${paint("dim", pad(stage, label))}${paint("cyan", bar(done / whole, 8))} ${pad(count(done), digits, "right")}`,
  );
  const rows = Math.ceil(cells.length / columns);
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns).join("  "));
}

/** One line for where nobody watches live. */
export function plainLine(progress: ProgressEvent, width: number): string {
  const { approved, requested } = progress;
  const rest = verdictParts(progress).slice(1).join(", ");
  return cut(
    `${count(approved)}/${count(requested)} approved, ${rest}; ${[...pace(progress), spend(progress)].join(", ")}`,
    width,
  );
}
