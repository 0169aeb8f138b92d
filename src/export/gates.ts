import { AssayError } from "../../schema/error.ts";
import type { ExportGate, ExportRow } from "../../schema/export.ts";
import type { LicencePolicy } from "../../schema/licence.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { ExportOptions } from "../api.ts";
import {
  type ContaminationOptions,
  contaminationGate,
  type DuplicateMethod,
  duplicateGate,
  duplicateMethods,
  type Finder,
  type Keep,
  type Reference,
} from "../dedup/index.ts";
import { licenceGate } from "../licences/index.ts";

/** What gates are made from. */
export interface GateSettings {
  licencePolicy: LicencePolicy;
  /** The training types of the rows, each once. */
  types: readonly AnyTrainingType[];
  /** How duplicates are found; without it they are not looked for. */
  dedup?: DuplicateMethod;
  /** Makes a finder of semantic duplicates, one for each type. */
  semantic?: (() => Finder) | undefined;
  /** Which of several duplicates stays. */
  keep?: Keep | undefined;
  /** What rows must not repeat; needs `dedup` or `semantic`. */
  against: readonly Reference[];
  /** Benchmark files whose text rows must not share. */
  decontaminate: readonly string[];
  contamination?: Pick<ContaminationOptions, "words" | "numbers"> | undefined;
  /** Makes the gate against prompts that mean the same as a benchmark's items, one for each type. */
  meaning?: ((type: AnyTrainingType) => ExportGate) | undefined;
}

/** The gates of an export in the order in which they are asked: licence, duplicates, contamination, then by meaning. */
export function openGates(settings: GateSettings): ExportGate[] {
  const {
    licencePolicy,
    types,
    dedup: method,
    semantic,
    keep,
    against,
    decontaminate: files,
    contamination,
    meaning,
  } = settings;
  const gates = [licenceGate(licencePolicy)];
  if (method || semantic) {
    const further = (): Finder[] => (semantic ? [semantic()] : []);
    gates.push(byType(types, (type) => duplicateGate({ type, method, keep, further: further(), against })));
  }
  if (files.length > 0) gates.push(byType(types, (type) => contaminationGate({ ...contamination, type, files })));
  if (meaning) gates.push(byType(types, meaning));
  return gates;
}

/** Settings that do nothing without one of some others. */
const needs = {
  keep: ["dedup", "semantic", "across"],
  semanticThreshold: ["semantic"],
  decontaminateWords: ["decontaminate"],
  decontaminateNumbers: ["decontaminate"],
} as const satisfies Partial<Record<keyof ExportOptions, readonly (keyof ExportOptions)[]>>;

/** Refuses a setting whose work nobody asked for: the rows would look as if it had been done. */
export function assertUsed(options: ExportOptions): void {
  const flag = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const given = (name: keyof ExportOptions): boolean => options[name] !== undefined && options[name] !== "none";
  for (const [name, others] of Object.entries(needs) as [keyof ExportOptions, readonly (keyof ExportOptions)[]][]) {
    if (!given(name) || others.some(given)) continue;
    throw new AssayError("export/unused", `${flag(name)} does nothing without ${others.map(flag).join(" or ")}.`, {
      hint: `Add ${flag(others[0]!)}, or leave ${flag(name)} out.`,
    });
  }
}

/** Reads the name of a way to find duplicates. */
export function readDedup(text: string | undefined): DuplicateMethod | undefined {
  const method = duplicateMethods.find((one) => one === text);
  if (text === undefined || text === "none" || method) return method;
  throw new AssayError("export/dedup", `"${text}" is no way to find duplicates.`, {
    hint: `Choose ${duplicateMethods.join(", ")} or none.`,
  });
}

/** A gate of its own for every type: types may share prompts, and each says what its prompt is. */
function byType(types: readonly AnyTrainingType[], make: (type: AnyTrainingType) => ExportGate): ExportGate {
  const gates = new Map(types.map((type) => [type.name, make(type)]));
  const all = [...gates.values()];
  if (all.length === 1) return all[0]!;
  const of = ({ sample }: ExportRow): ExportGate => gates.get(sample.type)!;
  return {
    name: all[0]!.name,
    look: (row) => of(row).look?.(row),
    async settle() {
      for (const gate of all) await gate.settle?.();
    },
    refuses: (row) => of(row).refuses(row),
    findings: () => Object.fromEntries([...gates].map(([type, gate]) => [type, gate.findings()])),
  };
}
