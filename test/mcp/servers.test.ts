import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMcpServers } from "../../mcp/servers.ts";

describe("mcpServers files", () => {
  const environment = { TOKEN: "hunter2" };
  const variable = (name: string): string => ["$", "{", name, "}"].join("");

  test("both spellings and all forms are read, unknown fields kept, variables expanded", () => {
    const servers = {
      a: { command: "node", args: ["x.js", variable("TOKEN")], env: { KEY: variable("env:TOKEN") }, extra: 1 },
      b: {
        type: "streamable-http",
        url: "https://b.example.org/mcp",
        headers: { authorization: `Bearer ${variable("TOKEN")}` },
      },
      c: { type: "builtin", source: "arxiv" },
      d: { command: variable("SHELL_NAME:-bash") },
    };
    const read = parseMcpServers({ mcpServers: servers }, environment);
    expect(parseMcpServers({ servers, inputs: [] }, environment)).toEqual(read);
    expect(read.a).toMatchObject({ args: ["x.js", "hunter2"], env: { KEY: "hunter2" }, extra: 1 });
    expect(read.b).toMatchObject({ headers: { authorization: "Bearer hunter2" } });
    expect(read.c).toMatchObject({ type: "builtin", source: "arxiv" });
    expect(read.d).toMatchObject({ command: "bash", args: [] });
  });

  test("what is wrong is named, and no expanded value is told", () => {
    const refusal = (file: unknown): string => {
      try {
        parseMcpServers(file, environment);
      } catch (error) {
        expect(error).toMatchObject({ code: "config/servers" });
        return (error as Error).message;
      }
      return "accepted";
    };
    expect(refusal({})).toMatch(/mcpServers/);
    expect(refusal({ mcpServers: { a: { command: "x", args: [variable("MISSING")] } } })).toMatch(/"a".*MISSING/);
    expect(refusal({ mcpServers: { a: { url: variable("TOKEN") } } })).not.toMatch(/hunter2|accepted/);
    expect(refusal({ mcpServers: { a: { url: "file:///etc/passwd" } } })).not.toBe("accepted");
  });

  test("a default also stands in for an empty variable, and a missing one is named with the way to set it", () => {
    const read = (text: string, given: Record<string, string> = {}) =>
      parseMcpServers({ servers: { a: { command: text } } }, given).a;
    expect(read(variable("A:-x"))).toMatchObject({ command: "x" });
    expect(read(variable("A:-x"), { A: "" })).toMatchObject({ command: "x" });
    expect(read(variable("env:A:-x"), { A: "y" })).toMatchObject({ command: "y" });
    expect(() => read(variable("A"))).toThrow(expect.objectContaining({ hint: expect.stringContaining("export A=") }));
  });

  test("what only VS Code can ask for is refused by name, unless the entry is switched off", () => {
    const entry = { command: "x", env: { KEY: variable("input:api-key") } };
    expect(() => parseMcpServers({ servers: { a: entry } }, {})).toThrow(/"a" needs "input:api-key"/);
    expect(parseMcpServers({ servers: { a: { ...entry, disabled: true } } }, {}).a).toMatchObject({ disabled: true });
  });

  test.each([
    ["half of it", { search: { tool: "s" } }, /"search" and "fetch"/],
    ["a misspelt field", { search: { tool: "s", querry: "q" }, fetch: { tool: "f" } }, /assay\.search.*querry/],
    [
      "a list without a tool in use",
      { search: { tool: "s" }, fetch: { tool: "f" }, tools: ["s"] },
      /assay\.tools.*"f"/,
    ],
  ])("a mapping with %s is refused", (_what, assay, message) => {
    expect(() => parseMcpServers({ mcpServers: { a: { command: "x", assay } } }, environment)).toThrow(message);
  });

  test.each(["a__b", "", "a\nb"])("%j is no name of a server", (name) => {
    expect(() => parseMcpServers({ mcpServers: { [name]: { command: "x" } } }, {})).toThrow(/cannot stand before/);
  });

  test("whatever text surrounds it, a secret that was filled in stands in no error", () => {
    const text = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, text, fc.constantFrom("url", "type", "args", "assay"), (before, after, key) => {
        const entry = { url: "x:y", [key]: `${before}${variable("TOKEN")}${after}` };
        try {
          parseMcpServers({ mcpServers: { a: entry } }, environment);
        } catch (error) {
          expect(JSON.stringify([(error as Error).message, error])).not.toContain("hunter2");
        }
      }),
    );
  });
});
