import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives all test processes and what they start one folder for temporary files, which goes when the run ends: a process
 * that was killed cannot clean up after itself. Others may look in, so that an escaped program would find the canaries.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "assay-tests-"));
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return remove;
}
