import { createHash } from "node:crypto";
import { gitOid } from "./repositories.mjs";

/** @typedef {import("./repositories.mjs").Repository} Repository */
/** @typedef {{ status: number, body?: unknown, headers?: Record<string, string>, raw?: Buffer }} Reply */
/**
 * @typedef {{ url: string, path: string, query: URLSearchParams, body: AsyncIterable<Buffer>, headers: import("node:http").IncomingHttpHeaders,
 *   rights: "none" | "read" | "write", lfsAbove: number, beforeCommit: (name: string) => void }} Request
 */

const pageSize = 4;
const keptBelow = 32_000_000;

/** @param {number} status @param {string} error @param {string} [code] @returns {Reply} */
const refusal = (status, error, code) => ({ status, body: { error }, headers: code ? { "X-Error-Code": code } : {} });

/** @param {AsyncIterable<Buffer>} body */
async function read(body) {
  const pieces = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** @param {Request} request */
const json = async (request) => JSON.parse((await read(request.body)).toString("utf8"));

/**
 * The wire of the Hub as @huggingface/hub 2.17 speaks it: each route is a method, a pattern and an answer.
 * @param {ReturnType<typeof import("./repositories.mjs").createRepositories>} store
 */
export function createRoutes(store) {
  const dataset = "/api/datasets/([^/]+/[^/]+)";

  /** @param {Request} request @param {string} name @returns {Repository | Reply} */
  function open(request, name) {
    const found = store.get(name);
    if (found && (!found.private || request.rights !== "none")) return found;
    if (request.rights === "none") return refusal(401, "Invalid username or password.", "RepoNotFound");
    return refusal(404, "Repository not found", "RepoNotFound");
  }

  /** @param {Request} request @param {string} name @returns {Repository | Reply} */
  function openToWrite(request, name) {
    if (request.rights === "none") return refusal(401, "Invalid username or password.");
    const found = open(request, name);
    if ("status" in found || request.rights === "write") return found;
    return refusal(403, "Forbidden: you must use a write token to upload to a repository.");
  }

  /** @type {[string, RegExp, (request: Request, match: string[]) => Promise<Reply> | Reply][]} */
  const routes = [
    [
      "POST",
      /^\/api\/repos\/create$/,
      async (request) => {
        const { name, organization, visibility, type } = await json(request);
        if (request.rights === "none") return refusal(401, "Invalid username or password.");
        if (request.rights === "read") return refusal(403, "You don't have the rights to create a dataset here");
        const id = `${organization}/${name}`;
        if (type !== "dataset") return refusal(400, "expected a dataset");
        if (store.get(id)) return refusal(409, "You already created this dataset repo");
        store.create(id, visibility !== "public");
        return { status: 200, body: { url: `${request.url}/datasets/${id}`, name: id, id } };
      },
    ],
    [
      "GET",
      new RegExp(`^${dataset}/revision/([^/]+)$`),
      (request, [name, revision]) => {
        const found = open(request, name);
        if ("status" in found) return found;
        const commit = store.at(found, revision);
        if (!commit) return refusal(404, `Invalid rev id: ${revision}`, "RevisionNotFound");
        const facts = { private: found.private, gated: false, downloads: 0, likes: 0 };
        return {
          status: 200,
          body: { _id: "1", id: name, sha: commit.id, lastModified: "2026-11-21T00:00:00.000Z", ...facts },
        };
      },
    ],
    [
      "GET",
      new RegExp(`^${dataset}/tree/([^/]+)$`),
      (request, [name, revision]) => {
        const found = open(request, name);
        if ("status" in found) return found;
        const commit = store.at(found, revision);
        if (!commit) return refusal(404, `Invalid rev id: ${revision}`, "RevisionNotFound");
        const entries = [...commit.files].map(([path, file]) => ({
          type: "file",
          path,
          size: file.size,
          oid: file.lfs ? gitOid(Buffer.from(`oid sha256:${file.oid}`)) : file.oid,
          ...(file.lfs && { lfs: { oid: file.oid, size: file.size, pointerSize: 134 } }),
        }));
        const from = Number(request.query.get("cursor") ?? 0);
        const next = new URLSearchParams({ recursive: "true", cursor: String(from + pageSize) });
        const more = entries.length > from + pageSize;
        return {
          status: 200,
          body: entries.slice(from, from + pageSize),
          headers: more ? { Link: `<${request.url}${request.path}?${next}>; rel="next"` } : {},
        };
      },
    ],
    [
      "POST",
      new RegExp(`^${dataset}/branch/([^/]+)$`),
      async (request, [name, branch]) => {
        const found = openToWrite(request, name);
        if ("status" in found) return found;
        await read(request.body);
        if (found.branches.has(branch)) return refusal(409, "Reference already exists");
        found.branches.set(branch, /** @type {string} */ (found.branches.get("main")));
        return { status: 200, body: {} };
      },
    ],
    [
      "POST",
      new RegExp(`^${dataset}/preupload/([^/]+)$`),
      async (request, [name]) => {
        const found = openToWrite(request, name);
        if ("status" in found) return found;
        const { files } = await json(request);
        const modes = files.map((/** @type {{ path: string, size: number }} */ { path, size }) => ({
          path,
          uploadMode: path.endsWith(".parquet") || size > request.lfsAbove ? "lfs" : "regular",
          shouldIgnore: false,
        }));
        return { status: 200, body: { files: modes } };
      },
    ],
    [
      "POST",
      /^\/datasets\/([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/,
      async (request, [name]) => {
        const found = openToWrite(request, name);
        if ("status" in found) return found;
        const { objects } = await json(request);
        const answers = objects.map((/** @type {{ oid: string, size: number }} */ { oid, size }) =>
          store.objects.has(oid)
            ? { oid, size }
            : { oid, size, actions: { upload: { href: `${request.url}/lfs/${oid}?X-Signature=not-to-be-shown` } } },
        );
        return { status: 200, body: { transfer: "basic", objects: answers } };
      },
    ],
    [
      "PUT",
      /^\/lfs\/([0-9a-f]{64})$/,
      async (request, [oid]) => {
        const hash = createHash("sha256");
        /** @type {Buffer[] | null} */
        let pieces = [];
        let size = 0;
        for await (const piece of request.body) {
          hash.update(piece);
          size += piece.length;
          if (size > keptBelow) pieces = null;
          pieces?.push(piece);
        }
        if (hash.digest("hex") !== oid) return refusal(400, "The content does not have this SHA-256");
        store.objects.set(oid, { size, content: pieces && Buffer.concat(pieces) });
        return { status: 200 };
      },
    ],
    [
      "POST",
      new RegExp(`^${dataset}/commit/([^/]+)$`),
      async (request, [name, branch]) => {
        const found = openToWrite(request, name);
        if ("status" in found) return found;
        const lines = (await read(request.body))
          .toString("utf8")
          .split("\n")
          .map((line) => JSON.parse(line));
        request.beforeCommit(name);
        const head = found.branches.get(branch);
        const base = head === undefined ? undefined : found.commits.get(head);
        if (!base) return refusal(404, `Invalid rev id: ${branch}`, "RevisionNotFound");
        const files = new Map(base.files);
        let title = "";
        for (const { key, value } of lines) {
          if (key === "header") {
            title = value.summary;
            if (value.parentCommit && value.parentCommit !== head) {
              return refusal(412, "A commit has happened since. Please refresh and try again.");
            }
          } else if (key === "file") {
            const content = Buffer.from(value.content, "base64");
            files.set(value.path, { oid: gitOid(content), size: content.length, lfs: false, content });
          } else if (key === "lfsFile") {
            const object = store.objects.get(value.oid);
            if (!object || object.size !== value.size)
              return refusal(400, `LFS pointer pointed to a file that does not exist: ${value.path}`);
            files.set(value.path, { oid: value.oid, size: value.size, lfs: true, content: object.content });
          } else if (key === "deletedFile") files.delete(value.path);
          else return refusal(400, `unknown key ${key}`);
        }
        const id = store.commit(found, branch, title, files);
        return {
          status: 200,
          body: {
            success: true,
            commitOid: id,
            commitUrl: `${request.url}/datasets/${name}/commit/${id}`,
            hookOutput: "",
          },
        };
      },
    ],
    [
      "GET",
      /^\/datasets\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/,
      (request, [name, revision, path]) => {
        const found = open(request, name);
        if ("status" in found) return found;
        const file = store.at(found, revision)?.files.get(path);
        if (!file?.content) return refusal(404, "Entry not found", "EntryNotFound");
        return { status: 200, raw: file.content };
      },
    ],
  ];
  return routes;
}
