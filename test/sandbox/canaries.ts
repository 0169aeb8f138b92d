import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Canaries {
  /** Of this process; the environment variable is ASSAY_CANARY. */
  envSecret: string;
  /** What stands in `file`. */
  fileSecret: string;
  file: string;
  folder: string;
  /** A path that nothing may ever exist at. */
  marker: string;
  /** Of a listener on the loopback interface. */
  port: number;
  /** What has happened that must not, in words. */
  sung(output: string): string[];
  close(): void;
}

/** What an escape could reach: a secret in the environment and in a file, a listener, a file to leave behind. */
export async function setCanaries(): Promise<Canaries> {
  const folder = mkdtempSync(join(tmpdir(), "assay-canaries-"));
  chmodSync(folder, 0o777);
  const [envSecret, fileSecret, netSecret] = [1, 2, 3].map(() => randomBytes(12).toString("hex")) as [
    string,
    string,
    string,
  ];
  const file = join(folder, "canary");
  const marker = join(folder, "marker");
  writeFileSync(file, fileSecret, { mode: 0o644 });
  process.env.ASSAY_CANARY = envSecret;
  let connections = 0;
  const listener = createServer((socket) => {
    connections++;
    socket.on("error", () => {});
    socket.end(`HTTP/1.1 200 OK\r\n\r\n${netSecret}`);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  return {
    envSecret,
    fileSecret,
    file,
    folder,
    marker,
    port: typeof address === "object" && address ? address.port : 0,
    sung(output) {
      const songs = [
        output.includes(envSecret) && "the environment was read",
        output.includes(fileSecret) && "a file of the host was read",
        (output.includes(netSecret) || connections > 0) && "a port of the host was reached",
        existsSync(marker) && "a file was left on the host",
        readdirSync(folder).some((name) => name !== "canary" && name !== "marker") && "the folder was written to",
        readFileSync(file, "utf8") !== fileSecret && "a file of the host was changed",
      ].filter((song) => song !== false);
      connections = 0;
      rmSync(marker, { force: true });
      return songs;
    },
    close() {
      delete process.env.ASSAY_CANARY;
      listener.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fills in FILE, MARKER, FOLDER, PORT and PARENT (this process's id). */
export function aimed(program: string, canaries: Canaries): string {
  const aims: Record<string, string> = {
    FILE: canaries.file,
    MARKER: canaries.marker,
    FOLDER: canaries.folder,
    PORT: String(canaries.port),
    PARENT: String(process.pid),
  };
  return program.replace(/\b(FILE|MARKER|FOLDER|PORT|PARENT)\b/g, (name) => aims[name] ?? name);
}
