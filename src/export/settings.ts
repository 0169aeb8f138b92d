import { AssayError } from "../../schema/error.ts";
import {
  type Exporter,
  type ExportSettings,
  exportContainers,
  exportForms,
  exportThinking,
} from "../../schema/export.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { exporters } from "./index.ts";

/** What a caller may say of the files' form; what is left out is the format's default. */
export type SettingsInput = Partial<Record<keyof ExportSettings, string>>;

const known: Record<string, Exporter> = exporters;

/** The exporter of a name. */
export function exporterOf(format: string): Exporter {
  if (Object.hasOwn(known, format)) return known[format]!;
  throw new AssayError("export/format", `"${format}" is not an export format.`, {
    hint: `Formats: ${Object.keys(known).join(", ")}.`,
  });
}

/** Formats that have a place for a training type. */
export function formatsFor(type: AnyTrainingType): string[] {
  return Object.values(known)
    .filter(({ takes }) => type.form in takes)
    .map(({ name }) => name);
}

/** Refuses a training type that the format has no place for, with the reason and the formats that have one. */
export function assertTakes(exporter: Exporter, type: AnyTrainingType): void {
  if (type.form in exporter.takes) return;
  throw new AssayError(
    "export/type",
    `${exporter.name} cannot hold ${type.name} rows (${type.form}), because ${exporter.otherwise}.`,
    { hint: `Formats that can: ${formatsFor(type).join(", ")}.` },
  );
}

/** Completes the settings with the format's defaults and refuses what it cannot do. */
export function settingsOf(exporter: Exporter, input: SettingsInput): ExportSettings {
  const form = choose(exporter, "form", input.form, exportForms, exporter.forms) ?? "conversational";
  const container = choose(exporter, "container", input.container, exportContainers, exporter.containers) ?? "jsonl";
  const thinking = choose(exporter, "thinking", input.thinking, exportThinking, exportThinking) ?? "inline";
  if (form === "standard" && thinking !== "inline" && thinking !== "drop") {
    throw new AssayError("export/thinking", `The standard form has no key for reasoning; "${thinking}" came.`, {
      hint: "Choose inline or drop.",
    });
  }
  return { form, container, thinking };
}

function choose<Choice extends string>(
  { name }: Exporter,
  what: keyof ExportSettings,
  wanted: string | undefined,
  all: readonly Choice[],
  offered: readonly Choice[],
): Choice | undefined {
  if (wanted === undefined) return what === "thinking" ? undefined : offered[0];
  const found = offered.find((choice) => choice === wanted);
  if (found !== undefined) return found;
  const choices = offered.length === 0 ? "it has none to choose" : `choose ${offered.join(" or ")}`;
  const problem = all.includes(wanted as Choice) ? `${name} has no ${what} ${wanted}` : `"${wanted}" is no ${what}`;
  throw new AssayError(`export/${what}`, `${problem}; ${choices}.`);
}
