import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs a process that commits, kills it after some acknowledgements, and gives all it had printed. */
export function commitUntilKilled(location: string, run: string, enough: number, engine = ""): Promise<number[]> {
  const script = fileURLToPath(new URL("./commit-until-killed.mjs", import.meta.url));
  return new Promise((resolve, reject) => {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const child = spawn(process.execPath, [script, location, run, engine], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      complaint += part;
    });
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      printed += part;
      if (printed.split("\n").length > enough) child.kill("SIGKILL");
    });
    child.once("close", (_code, signal) => {
      if (signal === "SIGKILL") resolve(printed.split("\n").slice(0, -1).map(Number));
      else reject(new Error(`the child ended by itself: ${complaint}`));
    });
  });
}
