// Where the built library is. ASSAY_DIST is for development only: another folder with the same layout.
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const dist = new URL(
  process.env.ASSAY_DIST ? `${pathToFileURL(process.env.ASSAY_DIST)}/` : "../dist/",
  import.meta.url,
);

/** URL of a built module, named from the repository's root: `src/index.js`. */
export function builtUrl(path) {
  const url = new URL(path, dist);
  if (!existsSync(url)) throw new Error(`${fileURLToPath(url)} does not exist. Build first: npm run build`);
  return url;
}

export const builtPath = (path) => fileURLToPath(builtUrl(path));
