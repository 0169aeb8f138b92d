import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ticksPerSecond = 100;

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A folder for the time of the callback. */
export async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "assay-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    return await use(folder);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** Seconds that this process and those of its descendants that have ended and were waited for spent on a core. */
function ownCpu() {
  const { user, system } = process.cpuUsage();
  const fields = read("/proc/self/stat")?.split(") ").at(-1).split(" ");
  return {
    self: (user + system) / 1e6,
    children: fields ? (Number(fields[13]) + Number(fields[14])) / ticksPerSecond : null,
  };
}

/** Seconds that all processes of the machine have spent on its cores; null where there is no /proc. */
function machineCpu() {
  const [, ...fields] = read("/proc/stat")?.split("\n")[0].trim().split(/\s+/).map(Number) ?? [];
  if (fields.length < 8) return null;
  const [user, nice, system, , , interrupt, softInterrupt, steal] = fields;
  return (user + nice + system + interrupt + softInterrupt + steal) / ticksPerSecond;
}

/**
 * Starts watching the clock and the cores. The function given back says how many seconds passed, what of a core this
 * process used, and after it has closed its children what they used, and what everything on the machine used.
 */
export function stopwatch() {
  const began = { at: performance.now(), own: ownCpu(), machine: machineCpu() };
  return () => {
    const own = ownCpu();
    const seconds = (performance.now() - began.at) / 1000;
    const self = own.self - began.own.self;
    const children = own.children === null ? null : own.children - began.own.children;
    const machine = machineCpu();
    return { seconds, self, children, machine: machine === null ? null : machine - began.machine };
  };
}

/**
 * A process that dies before it could wait for its children leaves their time in nobody's account, as a killed sandbox
 * does. Watches the descendants of a process from outside; the function given back ends that and says how many seconds
 * were lost in this way. Short-lived processes are waited for, and left out.
 */
export function watchOrphans(root) {
  const shortLived = 0.5;
  let known = new Map();
  let lost = 0;
  const look = () => {
    const now = descendants(root);
    for (const [pid, { parent, seconds }] of known) {
      const alone = parent !== root && !now.has(parent);
      if (!now.has(pid) && alone && seconds > shortLived) lost += seconds;
    }
    known = now;
  };
  const timer = setInterval(look, 250);
  return () => {
    clearInterval(timer);
    look();
    return lost;
  };
}

/** Processes below one, with the seconds that each and those it waited for have used. */
function descendants(root) {
  const all = new Map();
  for (const name of list("/proc")) {
    const fields = /^\d+$/.test(name) ? read(`/proc/${name}/stat`)?.split(") ").at(-1).split(" ") : undefined;
    if (fields)
      all.set(Number(name), {
        parent: Number(fields[1]),
        seconds: sum(fields.slice(11, 15).map(Number)) / ticksPerSecond,
      });
  }
  const below = (pid) => {
    for (let at = all.get(pid)?.parent; at; at = all.get(at)?.parent) if (at === root) return true;
    return false;
  };
  return new Map([...all].filter(([pid]) => below(pid)));
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
