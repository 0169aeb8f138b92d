import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The compiled command line; `npm test` builds it first. */
const main = resolve(process.env.CLI_UNDER_TEST ?? "dist/src/cli/main.js");

export interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** The environment of a child: the path only, so that nothing of the machine's settings is seen. */
const bare = { PATH: process.env.PATH ?? "", HOME: tmpdir() };

/** A folder to work in, with commands that run there. */
export function createPlace() {
  const folder = mkdtempSync(join(tmpdir(), "assay-cli-"));
  const start = (
    args: readonly string[],
    environment: Record<string, string> = {},
  ): { child: ChildProcessWithoutNullStreams; ended: Promise<Ended> } => {
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...bare, ...environment } });
    let out = "";
    let error = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      error += text;
    });
    child.stdin.end();
    const ended = new Promise<Ended>((done) => child.on("close", (code) => done({ code, out, error })));
    return { child, ended };
  };
  return {
    folder,
    start,
    run: (args: readonly string[], environment?: Record<string, string>) => start(args, environment).ended,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Place = ReturnType<typeof createPlace>;

/** Resolves when the child has said the words. */
export function said(child: ChildProcessWithoutNullStreams, words: string): Promise<void> {
  return new Promise((done) => {
    let heard = "";
    child.stdout.on("data", (text: string) => {
      heard += text;
      if (heard.includes(words)) done();
    });
    child.on("close", () => done());
  });
}
