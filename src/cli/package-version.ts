import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The version in the package's own package.json, the nearest one above this file. */
export function packageVersion(): string {
  for (let folder = new URL("./", import.meta.url); ; folder = new URL("../", folder)) {
    const path = fileURLToPath(new URL("package.json", folder));
    if (existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
    if (new URL("../", folder).href === folder.href) return "unknown";
  }
}
