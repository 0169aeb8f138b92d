import { contentId } from "../../schema/canonical.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { readTrl } from "../../schema/training/reading.ts";
import type { Columns } from "./turns.ts";

/** A record as a row of a type. */
export interface Fit {
  row: Record<string, unknown>;
  contentHash: string;
  /** Columns of which the record says nothing and for which something was assumed. */
  assumed: string[];
  /** Columns of the record that the row has no place for. */
  unread: string[];
}

/** Characters of a reason. */
const longestReason = 300;

/**
 * A record as a row of the type, by the type's own reading of TRL's columns or, where the record has them, by its own
 * columns. Of several readings the one whose content hash the record names is the row; else the one that assumes least and
 * leaves least unread. A reason when none is valid.
 */
export function fitTo(
  type: AnyTrainingType,
  columns: Columns,
  raw: Columns,
  named: string | undefined,
): Fit | { reason: string } {
  const fits: Fit[] = [];
  let reason: string | undefined;
  const consider = (candidate: Record<string, unknown>, assumed: string[], unread: string[]): void => {
    const parsed = type.row.safeParse(candidate);
    if (!parsed.success) {
      reason ??= parsed.error.issues
        .slice(0, 3)
        .map(({ path, message }) => `${path.join(".") || "row"}: ${message}`)
        .join("; ")
        .slice(0, longestReason);
      return;
    }
    const row = parsed.data as Record<string, unknown>;
    fits.push({ row, contentHash: contentId({ type: type.name, row }, 64), assumed, unread });
  };
  if (type.imports) {
    const reading = readTrl(columns);
    const candidates = type.imports.trl(reading.record);
    const unread = reading.unread().filter((name) => name !== "provenance");
    for (const candidate of candidates) consider(candidate, reading.assumed(), unread);
  }
  const own = Object.keys(type.columns);
  if (own.some((name) => Object.hasOwn(raw, name))) {
    const unread = Object.keys(raw).filter((name) => !own.includes(name) && name !== "provenance");
    consider(Object.fromEntries(own.map((name) => [name, raw[name]])), [], unread);
  }
  const [best] = fits.sort(
    (a, b) =>
      Number(b.contentHash === named) - Number(a.contentHash === named) ||
      a.assumed.length - b.assumed.length ||
      a.unread.length - b.unread.length,
  );
  return best ?? { reason: `no ${type.name} row: ${reason ?? "its columns are not there"}` };
}
