import type { Exporter } from "../../schema/export.ts";
import { trl } from "./trl.ts";

/** Every export format. A new one is its file and a line here. */
export const exporters = { trl } satisfies Record<string, Exporter>;
