import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";

/** What to tell a user whose machine has no working bubblewrap. */
export const BUBBLEWRAP_HINT =
  "Install bubblewrap and python3 (`apt-get install bubblewrap python3`) and allow unprivileged user namespaces.";

/** The uid and gid of everything inside; `nobody` by convention. */
export const SANDBOX_ID = 65_534;

/** Only fixed system paths: PATH may lead to a shim, which the read-only view of /usr would not carry. */
export function findBubblewrap(): string | undefined {
  return ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"].find((path) => existsSync(path));
}

/** A Python inside /usr, resolved through its links; undefined if there is none. */
export function findPython(): string | undefined {
  for (const path of ["/usr/bin/python3", "/usr/local/bin/python3"]) {
    if (existsSync(path) && realpathSync(path).startsWith("/usr/")) return path;
  }
  return undefined;
}

/** Whether the launcher must first become nobody: as true root, RLIMIT_NPROC is ignored (reference/sandbox.md 4). */
export function dropsRoot(): boolean {
  return process.getuid?.() === 0;
}

export interface JailOptions {
  bubblewrap: string;
  /** Read-only host paths besides /usr. */
  bind?: readonly string[];
  /** Bytes of each writable tmpfs; none is mounted when left out. */
  writableBytes?: number;
  env?: Record<string, string>;
  /** The number of the fd that carries the system-call filter. */
  seccompFd?: number;
  /** The number of the fd to which bubblewrap writes the program's process id. */
  infoFd?: number;
  /** The program becomes process 1, which its own descendants cannot signal. */
  asFirstProcess?: boolean;
  /** Set where bubblewrap is too old for --disable-userns; the system-call filter then refuses new namespaces alone. */
  allowUserNamespaces?: boolean;
}

/**
 * Command line of a jail: own user, pid, net, ipc, uts and cgroup namespaces, no network, no capability, no environment,
 * read-only /usr, and a read-only root besides the sized tmpfs folders /tmp, /box and /dev/shm. Append the program.
 */
export function jail(options: JailOptions): string[] {
  const writable = (path: string) =>
    options.writableBytes ? ["--size", String(options.writableBytes), "--tmpfs", path] : [];
  return [
    options.bubblewrap,
    "--unshare-all",
    "--unshare-user",
    ...(options.allowUserNamespaces ? [] : ["--disable-userns"]),
    "--die-with-parent",
    "--new-session",
    ...(options.asFirstProcess ? ["--as-pid-1"] : []),
    ...["--uid", String(SANDBOX_ID), "--gid", String(SANDBOX_ID), "--hostname", "sandbox"],
    ...["--ro-bind", "/usr", "/usr"],
    ...["/bin", "/sbin", "/lib", "/lib32", "/lib64"].flatMap(systemFolder),
    // Debian's numpy finds its linear algebra through these links.
    ...[
      "--ro-bind-try",
      "/etc/alternatives",
      "/etc/alternatives",
      "--ro-bind-try",
      "/etc/ld.so.cache",
      "/etc/ld.so.cache",
    ],
    ...(options.bind ?? []).flatMap((path) => ["--ro-bind", path, path]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...writable("/dev/shm"),
    ...["--remount-ro", "/dev"],
    ...writable("/tmp"),
    ...writable("/box"),
    ...["--remount-ro", "/", "--chdir", options.writableBytes ? "/box" : "/", "--clearenv"],
    ...Object.entries(options.env ?? {}).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--cap-drop", "ALL"],
    ...(options.infoFd === undefined ? [] : ["--info-fd", String(options.infoFd)]),
    ...(options.seccompFd === undefined ? [] : ["--seccomp", String(options.seccompFd)]),
    "--",
  ];
}

function systemFolder(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path];
}
