import { describe, expect, test } from "vitest";
import { handbook } from "../../mcp/sources/handbook.ts";
import { families } from "../../src/offline/families/index.ts";

const never = new AbortController().signal;
const found = async (query: string): Promise<string[]> => {
  const hits = await handbook.search({ query, limit: 3 }, { signal: never } as never);
  return hits.map(({ id }) => id);
};

describe("the handbook", () => {
  test.each(families.map(({ domain, topic, handbook: own }) => [domain, topic, own] as const))(
    "%s, %s: finds its entry, and nothing of another domain",
    async (domain, topic, own) => {
      const hits = await found(`${domain} ${topic}`);
      expect(hits.slice(0, 2).some((id) => own.includes(id))).toBe(true);
      const folder = own[0]!.split("/")[0];
      expect(hits.filter((id) => !id.startsWith(`${folder}/`))).toEqual([]);
    },
  );

  test("looks everywhere when the domain that is named has nothing on it", async () => {
    expect((await found("history stoichiometry"))[0]).toBe("chemistry/stoichiometry");
    expect((await found("physics stoichiometry"))[0]).toBe("chemistry/stoichiometry");
  });
});
