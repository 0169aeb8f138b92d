import { type Emulation, holds, json, made } from "./emulation.ts";

const post = (id: number, title: string, licence: string, more: Record<string, unknown> = {}) => ({
  question_id: id,
  title,
  body: `<p>${made(title, "Why does the acid whiffle turn &amp; not stop?")}</p>`,
  link: `https://chemistry.stackexchange.com/questions/${id}/whiffle`,
  owner: { display_name: "Ann", link: "https://chemistry.stackexchange.com/users/1" },
  content_license: licence,
  score: 3,
  creation_date: 1_700_000_000,
  ...more,
});
const questions = [
  post(1, "Why does a whiffle turn?", "CC BY-SA 4.0"),
  post(2, "An older whiffle", "CC BY-SA 3.0"),
  post(3, "A closed whiffle", "CC BY-SA 4.0", { closed_date: 1_700_000_100 }),
  post(4, "An unanswered whiffle", "CC BY-SA 4.0"),
];
const answerTo = (id: number) =>
  id === 4
    ? []
    : [
        { ...post(id, "", "CC BY-SA 4.0"), answer_id: 100 + id, score: -1, body: "<p>No.</p>" },
        {
          ...post(id, "", "CC BY-SA 4.0"),
          answer_id: 200 + id,
          is_accepted: true,
          owner: { display_name: "Bo" },
          body: `<p>${made("The answer", "It turns because of the law that the tests made up.")}</p><pre><code>W = 3 v^2</code></pre>`,
        },
      ];

export const stackexchange: Emulation = {
  hosts: {
    "api.stackexchange.com": (url, response) => {
      const wrap = (items: unknown[]) =>
        json(response, { items, has_more: false, quota_max: 300, quota_remaining: 200 });
      if (url.searchParams.get("q") === "throttled") {
        return json(response, { error_id: 502, error_message: "too many requests", error_name: "throttle_violation" });
      }
      if (url.pathname.endsWith("/search/advanced")) {
        const found = questions.filter(({ title, body }) => holds(`${title} ${body}`, url.searchParams.get("q") ?? ""));
        return wrap(found.slice(0, Number(url.searchParams.get("pagesize"))));
      }
      const [, id, answers] = /\/questions\/(\d+)(\/answers)?$/.exec(url.pathname) ?? [];
      const question = questions.find(
        ({ question_id }) => String(question_id) === id && url.searchParams.get("site") === "chemistry",
      );
      wrap(question ? (answers ? answerTo(question.question_id) : [question]) : []);
    },
  },
  facts: {
    query: "chemistry: acid whiffle turn",
    id: "chemistry:1",
    absentQuery: "chemistry: zzyzx qwfpgj",
    absentId: "chemistry:99",
    spdx: "CC-BY-SA-4.0",
    urlPrefix: "https://chemistry.stackexchange.com/a/201",
  },
};
