import { sha256 } from "../../schema/canonical.ts";
import { type DatasetRow, openRows } from "../dataset/index.ts";
import { nearFingerprint } from "../review/index.ts";
import type { Session } from "../session.ts";
import { describeDataset, type StatsReport } from "../statistics/describe.ts";
import { type CellCount, type NamedCount, notStated } from "../statistics/index.ts";
import { createKeys, type Keys, matchRows, type RowMatch } from "./match.ts";

/** A name with its rows on both sides. */
export interface SideBySide {
  name: string;
  a: number;
  b: number;
}

export interface CellComparison {
  sub_topic: string;
  difficulty: string;
  a: number;
  b: number;
}

export interface RowDifference {
  change: Exclude<RowMatch, "same">;
  /** Id in A; null for an added row. */
  a: string | null;
  b: string | null;
  /** Prompt, of B where it is there. */
  prompt: string;
}

/**
 * Two datasets beside each other. `same` rows have the same training columns; `rejudged` ones too, with another verdict,
 * quality or licence; `changed` ones share the id alone; `reworded` ones ask the same of the same data in nearly the same
 * words; the rest was `added` or `removed`. Every row counts once.
 */
export interface DiffReport {
  /** No difference in any row. */
  equal: boolean;
  a: StatsReport;
  b: StatsReport;
  rows: Record<RowMatch, number>;
  /** The first of the rows that differ, at most twenty of each kind. */
  differences: RowDifference[];
  cells: CellComparison[];
  verdicts: SideBySide[];
  licences: SideBySide[];
  sources: SideBySide[];
  models: SideBySide[];
}

const shown = 20;

/** Compares two runs or folders; about a hundred bytes of memory a row. */
export async function compareDatasets(
  session: Session,
  a: string,
  b: string,
  signal: AbortSignal,
): Promise<DiffReport> {
  const keysA = createKeys();
  const keysB = createKeys();
  const statsA = await describeDataset(session, a, signal, (row) => addKeys(keysA, row));
  const statsB = await describeDataset(session, b, signal, (row) => addKeys(keysB, row));
  const { counts, pairs } = matchRows(keysA, keysB, shown);
  const textsA = await readRows(session, a, new Set(pairs.flatMap((pair) => pair.a ?? [])));
  const textsB = await readRows(session, b, new Set(pairs.flatMap((pair) => pair.b ?? [])));
  const differences = pairs.map(({ change, a: inA, b: inB }) => {
    const before = inA === null ? null : textsA.get(inA)!;
    const after = inB === null ? null : textsB.get(inB)!;
    return { change, a: before?.id ?? null, b: after?.id ?? null, prompt: (after ?? before)!.prompt };
  });
  const lists = (name: "verdicts" | "licences" | "sources" | "models"): SideBySide[] =>
    sideBySide(statsA.statistics[name], statsB.statistics[name]);
  return {
    equal: Object.entries(counts).every(([match, rows]) => match === "same" || rows === 0),
    a: statsA,
    b: statsB,
    rows: counts,
    differences,
    cells: cellsBeside(statsA.statistics.cells, statsB.statistics.cells),
    verdicts: lists("verdicts"),
    licences: lists("licences"),
    sources: lists("sources"),
    models: lists("models"),
  };
}

function addKeys(keys: Keys, row: DatasetRow): void {
  const verdict = row.verdict === notStated ? "" : sha256(row.verdict);
  const judgement = sha256(`${row.quality}|${row.licence}`);
  const prompt = row.prompt === "" ? sha256(row.id) : nearFingerprint(row.prompt);
  keys.add(row.contentHash, sha256(row.id), prompt, judgement, verdict);
}

/** The rows at these places of the dataset's order. */
async function readRows(
  session: Session,
  word: string,
  places: ReadonlySet<number>,
): Promise<Map<number, { id: string; prompt: string }>> {
  const found = new Map<number, { id: string; prompt: string }>();
  if (places.size === 0) return found;
  let place = 0;
  for await (const { id, prompt } of (await openRows(session, word)).rows()) {
    if (places.has(place)) found.set(place, { id, prompt });
    if (found.size === places.size) break;
    place += 1;
  }
  return found;
}

function sideBySide(a: readonly NamedCount[], b: readonly NamedCount[]): SideBySide[] {
  const names = [...new Set([...a, ...b].map((entry) => entry.name))];
  const rows = (list: readonly NamedCount[], name: string): number =>
    list.find((entry) => entry.name === name)?.rows ?? 0;
  return names
    .map((name) => ({ name, a: rows(a, name), b: rows(b, name) }))
    .sort((x, y) => y.a + y.b - (x.a + x.b) || (x.name < y.name ? -1 : 1));
}

function cellsBeside(a: readonly CellCount[], b: readonly CellCount[]): CellComparison[] {
  const cells = new Map<string, CellComparison>();
  for (const [side, list] of [["a", a] as const, ["b", b] as const]) {
    for (const { sub_topic, difficulty, rows } of list) {
      const key = JSON.stringify([sub_topic, difficulty]);
      const cell = cells.get(key) ?? { sub_topic, difficulty, a: 0, b: 0 };
      cells.set(key, { ...cell, [side]: rows });
    }
  }
  return [...cells].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, cell]) => cell);
}
