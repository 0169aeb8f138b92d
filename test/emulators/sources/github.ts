import { type Emulation, holds, json, made, text } from "./emulation.ts";

const mit =
  'MIT License\n\nCopyright (c) 2024 Ann Nobody\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction.';
const repositories = [
  { name: "nodejs/node", spdx: "MIT", file: mit },
  { name: "tests/whiffle", spdx: "MIT", file: mit },
  { name: "tests/unknown", spdx: "NOASSERTION", file: "You may look at this whiffle and do nothing with it." },
  { name: "tests/silent", spdx: null, file: null },
  { name: "tests/conflict", spdx: "MIT", file: "Creative Commons Attribution-NonCommercial 4.0 International" },
].map((one, index) => ({ ...one, sha: String(index).repeat(40) }));

const describe = ({ name }: { name: string }) => ({
  full_name: name,
  description: made(name, "A javascript runtime of whiffles."),
  html_url: `https://github.com/${name}`,
  default_branch: "main",
  owner: { login: name.split("/")[0] },
  fork: false,
  disabled: false,
});
const readme = (name: string): string =>
  `# ${name}\n\n[![badge](https://a.org/b.svg)](https://a.org)\n\n${made("The README", "It tells how a **whiffle** is [started](docs/start.md).")}\n\n\`\`\`js\nstart();\n\`\`\`\n\n- ${made("A point of it", "It stands in a list.")}\n`;

export const github: Emulation = {
  hosts: {
    "api.github.com": (url, response) => {
      if (url.pathname === "/search/repositories") {
        const query = (url.searchParams.get("q") ?? "").replace(/ in:.*$/, "");
        const items = repositories
          .filter((one) => holds(`${one.name} ${describe(one).description}`, query))
          .map(describe);
        return json(response, {
          total_count: items.length,
          items: items.slice(0, Number(url.searchParams.get("per_page"))),
        });
      }
      const [, name, rest] = /^\/repos\/([^/]+\/[^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
      const repository = repositories.find((one) => one.name === name);
      if (!repository) return text(response, "application/json", '{"message":"Not Found"}', 404);
      if (rest === "") return json(response, describe(repository));
      if (rest === "commits")
        return json(response, [{ sha: repository.sha, commit: { committer: { date: "2026-02-03T04:05:06Z" } } }]);
      if (rest === "readme")
        return text(response, "application/vnd.github.raw+json; charset=utf-8", readme(repository.name));
      if (rest === "license" && repository.file !== null) {
        return json(response, {
          html_url: `https://github.com/${name}/blob/main/LICENSE`,
          content: Buffer.from(repository.file).toString("base64"),
          encoding: "base64",
          license: { spdx_id: repository.spdx },
        });
      }
      text(response, "application/json", '{"message":"Not Found"}', 404);
    },
  },
  facts: {
    query: "whiffle",
    id: "tests/whiffle",
    absentQuery: "zzyzx qwfpgj",
    absentId: "tests/absent",
    spdx: "MIT",
    urlPrefix: "https://github.com/tests/whiffle/tree/",
  },
};
