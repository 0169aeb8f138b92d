import { type Emulation, holds, json, made, text } from "./emulation.ts";

const datasets = [
  { id: "tests/whiffles", license: "cc-by-4.0" },
  { id: "rajpurkar/squad", license: "cc-by-4.0" },
  { id: "tests/several", license: ["mit", "cc-by-nc-4.0"] },
  { id: "tests/other", license: "other" },
  { id: "tests/tagged", license: undefined, tags: ["license:cc0-1.0"] },
  { id: "tests/gated", license: "mit", gated: "manual" },
].map(({ id, license, tags = [], gated = false }, index) => ({
  id,
  sha: String(index).repeat(40),
  author: id.split("/")[0],
  lastModified: "2026-03-04T05:06:07.000Z",
  gated,
  disabled: false,
  description: made(id, "Whiffles for question answering."),
  tags,
  cardData: license === undefined ? null : { license, ...(license === "other" ? { license_name: "tests-own" } : {}) },
}));

export const huggingface: Emulation = {
  hosts: {
    "huggingface.co": (url, response) => {
      if (url.pathname === "/api/datasets") {
        const query = url.searchParams.get("search") ?? "";
        const found = datasets.filter(({ id, description }) => holds(`${id} ${description}`, query));
        return json(response, found.slice(0, Number(url.searchParams.get("limit"))));
      }
      const listed = /^\/api\/datasets\/(.+)$/.exec(url.pathname)?.[1];
      const dataset = datasets.find(
        ({ id, sha }) => id === listed || url.pathname === `/datasets/${id}/resolve/${sha}/README.md`,
      );
      if (!dataset) return text(response, "application/json", '{"error":"Repository not found"}', 404);
      if (listed) return json(response, dataset);
      text(
        response,
        "text/plain; charset=utf-8",
        `---\nlicense: ${String(dataset.cardData?.license)}\n---\n# ${dataset.id}\n\n${dataset.description}\n\n## Uses\n\n${made("Its use", "To train nothing at all.")}\n`,
      );
    },
  },
  facts: {
    query: "whiffles",
    id: "tests/whiffles",
    absentQuery: "zzyzx qwfpgj",
    absentId: "tests/absent",
    spdx: "CC-BY-4.0",
    urlPrefix: "https://huggingface.co/datasets/tests/whiffles/blob/",
  },
};
