import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { readFragment } from "../extract/fragment.ts";
import { getJson } from "../http/json.ts";

const host = "api.stackexchange.com";

const Owner = z.object({ display_name: z.string().optional(), link: z.string().optional() }).default({});
const Post = z.object({
  question_id: z.number(),
  answer_id: z.number().optional(),
  title: z.string().default(""),
  body: z.string().default(""),
  link: z.string().optional(),
  owner: Owner,
  content_license: z.string().optional(),
  is_accepted: z.boolean().optional(),
  score: z.number().default(0),
  creation_date: z.number(),
  last_edit_date: z.number().optional(),
  closed_date: z.number().optional(),
});
type Post = z.infer<typeof Post>;
const Wrapper = z.object({
  items: z.array(Post).default([]),
  backoff: z.number().optional(),
  quota_remaining: z.number().optional(),
  error_id: z.number().optional(),
  error_message: z.string().optional(),
});

/** Sites by the words that lead to them; what fits none goes to Stack Overflow. */
const sites: readonly (readonly [site: string, words: RegExp])[] = [
  ["chemistry", /chemi|molec|reaction|acid|titrat|buffer|stoichio|enthalp|orbital|mole\b/i],
  ["physics", /physic|force|momentum|quantum|optic|relativ|thermodynamic|circuit|velocity/i],
  ["math", /math|theorem|integral|algebra|proof|matrix|derivative|geometry|prime|combinator/i],
  ["stats", /statistic|regression|variance|probabilit|hypothesis|bayes|confidence interval/i],
  ["cs", /complexity|automata|graph algorithm|np-|turing|data structure/i],
  ["biology", /biolog|gene|cell|protein|enzyme|evolution|species/i],
  ["history", /histor|century|empire|war\b|treaty|ancient/i],
  ["law", /\blaw|legal|contract|court|statute|copyright/i],
  ["economics", /econom|inflation|market|monetary|gdp/i],
];

async function ask(path: string, parameters: Record<string, string>, context: SourceContext) {
  const search = new URLSearchParams({ ...parameters, filter: "withbody" });
  const url = `${context.baseUrl(host)}/2.3/${path}?${search}`;
  const { value, response } = await getJson(context, url, Wrapper, "Stack Exchange");
  if (value.backoff !== undefined) context.slowDown(value.backoff * 1_000);
  if (value.error_id !== undefined) {
    const limited = value.error_id === 502;
    throw new AssayError(
      limited ? "source/rate-limited" : "source/upstream",
      `Stack Exchange refused: ${value.error_message}.`,
      {
        retryable: limited,
      },
    );
  }
  return { items: value.items, accessed: response.headers["assay-fetched-at"], url: response.url };
}

/** `chemistry:12345`. */
function readId(id: string): { site: string; number: string } {
  const [, site, number] = /^([a-z.]{2,40}):(\d{1,12})$/.exec(id) ?? [];
  if (site === undefined || number === undefined) {
    throw new AssayError("source/not-found", `"${id}" is no question of Stack Exchange (site:number).`);
  }
  return { site, number };
}

/** The question and its answer: the accepted one, else the best with a positive score. */
async function load(id: string, context: SourceContext) {
  const { site, number } = readId(id);
  const { items, accessed, url } = await ask(`questions/${number}`, { site }, context);
  const question = items[0];
  if (!question || question.closed_date !== undefined) {
    throw new AssayError("source/not-found", `There is no open question ${id}.`);
  }
  const answers = await ask(
    `questions/${number}/answers`,
    { site, sort: "votes", order: "desc", pagesize: "5" },
    context,
  );
  const answer = answers.items.find((one) => one.is_accepted) ?? answers.items.find(({ score }) => score > 0);
  if (!answer) throw new AssayError("source/not-found", `The question ${id} has no answer of worth.`);
  const linkOf = ({ answer_id, question_id }: Post): string => {
    const domain = /overflow$|^(?:serverfault|superuser|askubuntu)$/.test(site)
      ? `${site}.com`
      : `${site}.stackexchange.com`;
    return `https://${domain}/${answer_id === undefined ? `q/${question_id}` : `a/${answer_id}`}`;
  };
  return { question, answer, accessed, url, linkOf };
}

const decoded = async (title: string): Promise<string> => (await readFragment(title)).replace(/\s+/g, " ");

/** Questions with a good answer on the sites of Stack Exchange. Ids are `site:number`; a query may begin with `site:`. */
export const stackexchange = defineSource({
  name: "stackexchange",
  title: "Stack Exchange",
  homepage: "https://stackexchange.com",
  terms: "Posts under CC BY-SA in the version of their date, credited with links to post and authors.",
  priority: 2,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  // 300 requests a day without a key, and never more than 30 a second (api.stackexchange.com/docs/throttle).
  limits: { group: "stackexchange", minGapMs: 200, concurrency: 1, perDay: 300 },
  auth: { variable: "STACKEXCHANGE_KEY", required: false, query: (key) => ({ key }) },
  domains: ["computer science", "mathematics", "physics", "chemistry", "statistics"],
  licences: "share-alike",
  probe: { id: "chemistry:1", query: "chemistry: acid" },

  async search({ query, limit }, context) {
    const [, named, rest] = /^\s*([a-z.]{2,40}):\s*(.+)$/.exec(query) ?? [];
    const sought = (rest ?? query).slice(0, 200);
    const site = named ?? sites.find(([, words]) => words.test(sought))?.[0] ?? "stackoverflow";
    const parameters = {
      site,
      q: sought,
      answers: "1",
      closed: "False",
      sort: "relevance",
      order: "desc",
      pagesize: String(limit),
    };
    const { items } = await ask("search/advanced", parameters, context);
    return Promise.all(
      items.map(async (post) => ({
        id: `${site}:${post.question_id}`,
        title: await decoded(post.title),
        url: post.link ?? `https://${site}.stackexchange.com/q/${post.question_id}`,
        snippet: (await decoded(post.body)).slice(0, 300),
      })),
    );
  },

  async fetch(id, context) {
    const { question, answer, accessed, linkOf } = await load(id, context);
    const text = [await decoded(question.title), await readFragment(question.body), await readFragment(answer.body)]
      .filter((part) => part !== "")
      .join("\n\n");
    const edited = Math.max(answer.last_edit_date ?? answer.creation_date, question.last_edit_date ?? 0);
    return {
      id,
      url: linkOf(answer),
      title: await decoded(question.title),
      authors: [question, answer]
        .flatMap(({ owner }) => owner.display_name ?? [])
        .filter((name, at, all) => all.indexOf(name) === at),
      published: new Date(edited * 1_000).toISOString().slice(0, 10),
      revision: String(edited),
      language: "en",
      text,
      layer: "html",
      sha256: sha256(text),
      accessed: accessed ?? context.now().toISOString(),
    };
  },

  /** Each post has its own version of the licence; the strictest of the two counts. */
  async licence(id, _document, context) {
    const { question, answer, url } = await load(id, context);
    return [question, answer].flatMap(({ content_license }) =>
      content_license ? [{ where: "api-field", raw: content_license, url, weight: "strong" as const }] : [],
    );
  },

  attribution({ title, authors, url }, { spdx, url: licence }) {
    return `"${title}", by ${authors.join(" and ")} on Stack Exchange, ${url}, ${licence ? `${spdx} (${licence})` : spdx}; passages quoted unchanged`;
  },
});
