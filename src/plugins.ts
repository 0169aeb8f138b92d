import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { AssayError } from "../schema/error.ts";
import type { AssayOptions } from "./api.ts";

/** What a plugin module may export, under exactly these names. */
export type Plugin = Pick<AssayOptions, "families" | "tools" | "sources" | "drivers">;

const exportsKnown = ["families", "tools", "sources", "drivers"] as const;

/** Loads the modules named in the configuration and joins them with what the caller passed; the caller's things win. */
export async function withPlugins(plugins: readonly string[], options: AssayOptions): Promise<AssayOptions> {
  const loaded = await Promise.all(plugins.map(load));
  const joined = { ...options };
  for (const key of ["tools", "sources", "drivers"] as const) {
    Object.assign(joined, { [key]: Object.assign({}, ...loaded.map((plugin) => plugin[key] ?? {}), options[key]) });
  }
  joined.families = [...loaded.flatMap((plugin) => plugin.families ?? []), ...(options.families ?? [])];
  return joined;
}

async function load(name: string): Promise<Plugin> {
  const specifier = /^[./]/.test(name) ? pathToFileURL(resolve(name)).href : name;
  let module: Record<string, unknown>;
  try {
    module = (await import(specifier)) as Record<string, unknown>;
  } catch (error) {
    throw new AssayError(
      "config/plugins",
      `The plugin "${name}" could not be loaded (${(error as Error).message.split("\n")[0]}).`,
      {
        hint: "Give a path that starts with ./ or /, or the name of an installed package.",
        cause: error,
      },
    );
  }
  const source = (module.default ?? module) as Record<string, unknown>;
  const found = { ...source, ...module };
  if (!exportsKnown.some((key) => key in found)) {
    throw new AssayError("config/plugins", `The plugin "${name}" exports none of ${exportsKnown.join(", ")}.`, {
      hint: "Export at least one of them.",
    });
  }
  return found as Plugin;
}
