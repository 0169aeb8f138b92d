import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { readMarkdown } from "../extract/markdown.ts";
import { getJson } from "../http/json.ts";

const host = "api.github.com";
const site = "https://github.com";
const json = { accept: "application/vnd.github+json, application/json" };

const Repository = z.object({
  full_name: z.string(),
  description: z.string().nullable().default(null),
  html_url: z.string(),
  default_branch: z.string(),
  owner: z.object({ login: z.string() }),
  fork: z.boolean().default(false),
  disabled: z.boolean().default(false),
});
const Commits = z.array(
  z.object({ sha: z.string(), commit: z.object({ committer: z.object({ date: z.string() }).nullable() }) }),
);
const License = z.object({
  html_url: z.string().nullable().default(null),
  content: z.string().optional(),
  license: z.object({ spdx_id: z.string().nullable() }).nullable(),
});

async function load(id: string, context: SourceContext) {
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(id) || id.includes("..")) {
    throw new AssayError("source/not-found", `"${id}" is no repository of GitHub (owner/name).`);
  }
  const base = `${context.baseUrl(host)}/repos/${id}`;
  const { value: repository } = await getJson(context, base, Repository, "GitHub", json);
  if (repository.disabled) throw new AssayError("source/not-found", `The repository ${id} is disabled.`);
  const newest = `${base}/commits?${new URLSearchParams({ sha: repository.default_branch, per_page: "1" })}`;
  const commit = (await getJson(context, newest, Commits, "GitHub", json)).value[0];
  if (!commit) throw new AssayError("source/not-found", `The repository ${id} is empty.`);
  return { base, repository, commit };
}

/** READMEs of public repositories at one commit, under the licence of that commit. Ids are `owner/name`. */
export const github = defineSource({
  name: "github",
  title: "GitHub",
  homepage: site,
  terms: "Each repository has a licence of its own; forks and repositories without a licence are left out.",
  priority: 1,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  // 10 searches a minute without a token (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
  limits: { group: "github", minGapMs: 1_000, concurrency: 1 },
  auth: { variable: "GITHUB_TOKEN", required: false, headers: (key) => ({ authorization: `Bearer ${key}` }) },
  domains: ["computer science", "programming", "software"],
  probe: { id: "nodejs/node", query: "javascript runtime" },

  async search({ query, limit }, context) {
    const search = new URLSearchParams({
      q: `${query.slice(0, 200)} in:name,description,readme`,
      per_page: String(limit),
    });
    const shape = z.object({ items: z.array(Repository).default([]) });
    const url = `${context.baseUrl(host)}/search/repositories?${search}`;
    const { value } = await getJson(context, url, shape, "GitHub", json);
    return value.items
      .filter(({ fork }) => !fork)
      .map(({ full_name, html_url, description }) => ({
        id: full_name,
        title: full_name,
        url: html_url,
        snippet: description ?? "",
      }));
  },

  async fetch(id, context) {
    const { base, repository, commit } = await load(id, context);
    const response = await context.get(`${base}/readme?ref=${commit.sha}`, {
      accept: "application/vnd.github.raw+json, text/plain, application/vnd.github.raw",
    });
    const text = readMarkdown(response.text);
    if (text === "") throw new AssayError("source/not-found", `The README of ${id} has no text.`);
    return {
      id,
      url: `${repository.html_url}/tree/${commit.sha}`,
      title: repository.full_name,
      authors: [repository.owner.login],
      published: commit.commit.committer?.date.slice(0, 10) ?? null,
      revision: commit.sha,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  /** GitHub's own reading of the LICENSE file at the commit, and the file itself; the two must agree. */
  async licence(id, _document, context) {
    const { base, commit } = await load(id, context);
    try {
      const { value, response } = await getJson(context, `${base}/license?ref=${commit.sha}`, License, "GitHub", json);
      const url = value.html_url ?? response.url;
      const claims: LicenceClaim[] = [];
      if (value.license?.spdx_id)
        claims.push({ where: "api-field", raw: value.license.spdx_id, url, weight: "strong" });
      const file = Buffer.from(value.content ?? "", "base64")
        .toString("utf8")
        .trim();
      if (file !== "") claims.push({ where: "licence-file", raw: file.slice(0, 19_000), url, weight: "strong" });
      return claims;
    } catch (error) {
      if (isAssayError(error) && error.code === "source/not-found") return [];
      throw error;
    }
  },

  attribution: (document, verdict) => attribute(document, verdict),
});
