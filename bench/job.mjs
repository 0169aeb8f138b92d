import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { watchOrphans } from "./measure.mjs";

/**
 * Runs `jobs/<name>.mjs` in a process of its own, so that memory and processor time are those of one run alone, and
 * gives what the job reported. With `profile`, the process leaves a .cpuprofile in that folder.
 */
export function runJob(name, input, profile) {
  if (profile) mkdirSync(profile, { recursive: true });
  const child = fork(fileURLToPath(new URL(`jobs/${name}.mjs`, import.meta.url)), [JSON.stringify(input)], {
    execArgv: profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [],
    env: { ...process.env, GEMINI_API_KEY: "", GOOGLE_API_KEY: "" },
  });
  const orphans = watchOrphans(child.pid);
  const kill = () => child.kill("SIGKILL");
  // Before the folder is removed.
  process.prependListener("exit", kill);
  return new Promise((resolve, reject) => {
    let report;
    child.on("message", (message) => {
      report = message;
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("exit", kill);
      const lost = orphans();
      if (report?.whole) report.whole = account(report.whole, lost);
      if (report && code === 0) resolve(report);
      else reject(new Error(`the job ${name} ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Puts the time of killed sandboxes where it belongs, and says which share of the machine others had. */
function account({ seconds, self, children, machine }, lost) {
  const known = children !== null && machine !== null;
  const executor = (children ?? 0) + lost;
  const others = known ? Math.max(0, machine - self - executor) / seconds / cpus().length : null;
  return { seconds, self, executor, othersShare: others };
}
