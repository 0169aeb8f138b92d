/**
 * A small process that starts the sandboxes. Starting one forks the caller, which costs 1 ms here and 10 ms in a main
 * process of 350 MB, on its only thread. Speaks over Node's IPC channel and ends with its parent; the jails end with it
 * (--die-with-parent). It runs no foreign code and is given no environment.
 *
 * In: `{ id, command, input, filter?, identity?, deadlineMs, maxBytes }` or `{ id, cancel: true }`.
 * Out: `{ id, output, errors, exitCode, overdue, failure? }`.
 */
import { spawn } from "node:child_process";

const running = new Map();

process.on("disconnect", () => process.exit(0));
// A terminal's Ctrl-C reaches the whole process group. When work ends is for the parent to say: without this, programs
// under way would be lost, and their rows with them.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("message", (message) => {
  if (message.cancel) running.get(message.id)?.();
  else start(message);
});

function start({ id, command, input, filter, identity, deadlineMs, maxBytes }) {
  const report = { output: Buffer.alloc(0), errors: "", exitCode: null, overdue: false };
  const parts = [];
  let size = 0;
  let settled = false;
  const child = spawn(command[0], command.slice(1), {
    cwd: "/",
    env: {},
    detached: true,
    stdio: ["pipe", "pipe", "pipe", filter ? "pipe" : "ignore"],
    ...(identity === undefined ? {} : { uid: identity, gid: identity }),
  });
  const kill = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
  };
  const timer = setTimeout(() => {
    report.overdue = true;
    kill();
  }, deadlineMs);
  const settle = (failure) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    running.delete(id);
    report.output = Buffer.concat(parts);
    if (process.connected) process.send({ id, ...report, failure });
  };
  running.set(id, kill);
  child.on("error", (error) => settle(error.message));
  child.on("close", (code) => {
    report.exitCode = code;
    settle(undefined);
  });
  // A sandbox that dies early closes its end; the exit code tells that already.
  for (const stream of child.stdio) stream?.on("error", () => {});
  child.stdout?.on("data", (part) => {
    size += part.length;
    if (size > maxBytes) kill();
    else parts.push(part);
  });
  child.stderr?.on("data", (part) => {
    if (report.errors.length < 2_000) report.errors += part.toString("utf8");
  });
  child.stdin?.end(input);
  if (filter) child.stdio[3]?.end(filter);
}
