import { createHash } from "node:crypto";

/** @typedef {{ oid: string, size: number, lfs: boolean, content: Buffer | null }} StoredFile */
/** @typedef {{ id: string, parent: string | null, title: string, files: Map<string, StoredFile> }} Commit */
/** @typedef {{ name: string, private: boolean, commits: Map<string, Commit>, branches: Map<string, string> }} Repository */

/** @param {Buffer} content */
export const gitOid = (content) => createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");

/** The Hub's repositories and large files, in memory. */
export function createRepositories() {
  /** @type {Map<string, Repository>} */
  const repositories = new Map();
  /** Large files by SHA-256; the content of very large ones is not kept. @type {Map<string, { size: number, content: Buffer | null }>} */
  const objects = new Map();
  let serial = 0;

  /**
   * @param {Repository} repository
   * @param {string} branch
   * @param {string} title
   * @param {Map<string, StoredFile>} files
   */
  function commit(repository, branch, title, files) {
    const parent = repository.branches.get(branch) ?? null;
    serial += 1;
    const id = createHash("sha1").update(`${repository.name} ${parent} ${title} ${serial}`).digest("hex");
    repository.commits.set(id, { id, parent, title, files });
    repository.branches.set(branch, id);
    return id;
  }

  return {
    objects,
    /** @param {string} name */
    get: (name) => repositories.get(name),
    /** @param {string} name @param {boolean} isPrivate */
    create(name, isPrivate) {
      /** @type {Repository} */
      const repository = { name, private: isPrivate, commits: new Map(), branches: new Map() };
      repositories.set(name, repository);
      const content = Buffer.from("*.parquet filter=lfs diff=lfs merge=lfs -text\n");
      const attributes = { oid: gitOid(content), size: content.length, lfs: false, content };
      commit(repository, "main", "initial commit", new Map([[".gitattributes", attributes]]));
      return repository;
    },
    commit,
    /** The commit a branch or commit id means. @param {Repository} repository @param {string} revision */
    at(repository, revision) {
      const name = revision === "HEAD" ? "main" : revision;
      return repository.commits.get(repository.branches.get(name) ?? name);
    },
  };
}
