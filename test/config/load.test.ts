import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AssayError, checkConfig, configFields, type Field, loadConfig } from "../../src/config/index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const failure = async (promise: Promise<unknown>): Promise<AssayError> =>
  promise.then(
    () => expect.fail("expected an AssayError"),
    (error: AssayError) => error,
  );

/** A value that is not the default, as text and as it must arrive. */
function example({ schema }: Field): { text: string; value: unknown } {
  if (schema.enum) {
    const value = schema.enum.find((choice) => choice !== schema.default)!;
    return { text: value, value };
  }
  switch (schema.type) {
    case "boolean":
      return { text: schema.default === true ? "off" : "on", value: schema.default !== true };
    case "integer":
      return { text: String((schema.minimum ?? 0) + 1), value: (schema.minimum ?? 0) + 1 };
    case "number": {
      const value = schema.maximum === 1 ? 0.25 : 2.5;
      return { text: String(value), value };
    }
    case "array":
      return { text: "one, two", value: ["one", "two"] };
    default:
      return { text: "something", value: "something" };
  }
}

const textual = configFields().filter((field) => field.flag !== null);

describe("every setting", () => {
  test.each(textual)("$key arrives by its variable", async (field) => {
    const { text, value } = example(field);
    const config = await loadConfig({ environment: { [field.variable!]: text } });
    expect(config[field.key]).toEqual(value);
  });

  test.each(textual)("$key arrives by its flag", async (field) => {
    const { text, value } = example(field);
    const config = await loadConfig({ flags: { [field.flag!]: text } });
    expect(config[field.key]).toEqual(value);
  });

  test.each(textual)("$key arrives by a file", async (field) => {
    const { value } = example(field);
    write("assay.config.json", JSON.stringify({ [field.key]: value }));
    const config = await loadConfig({ folder });
    expect(config[field.key]).toEqual(value);
  });
});

describe("precedence", () => {
  test("defaults stand when nothing is said", async () => {
    const config = await loadConfig();
    expect(config).toMatchObject({
      db: "assay.db",
      seed: 0,
      concurrency: 16,
      cache: true,
      licencePolicy: "permissive",
    });
    expect(config.count).toBeUndefined();
  });

  test("a flag wins over a variable, a variable over a file, a file over the default", async () => {
    write("assay.config.yaml", "concurrency: 2\nretries: 2\nseed: 2\n");
    const config = await loadConfig({
      folder,
      environment: { ASSAY_RETRIES: "3", ASSAY_SEED: "3" },
      flags: { "--seed": "4" },
    });
    expect(config).toMatchObject({ timeout: 120, concurrency: 2, retries: 3, seed: 4 });
  });

  test.each([
    [{ DATABASE_URL: "postgres://host/one" }, {}, "postgres://host/one"],
    [{ DATABASE_URL: "postgres://host/one", ASSAY_DB: "two.db" }, {}, "two.db"],
    [{ DATABASE_URL: "postgres://host/one" }, { "--db": "three.db" }, "three.db"],
    [{ DATABASE_URL: "" }, {}, "file.db"],
  ])("the database is chosen by %j and %j", async (environment, flags, db) => {
    write("assay.config.yml", "db: file.db");
    expect((await loadConfig({ folder, environment, flags })).db).toBe(db);
  });

  test("an empty variable counts as not set", async () => {
    expect((await loadConfig({ environment: { ASSAY_COUNT: "", ASSAY_SEED: " " } })).seed).toBe(0);
  });

  test("--config names another file, and so does ASSAY_CONFIG", async () => {
    const path = write("other.yaml", "seed: 7");
    write("assay.config.yaml", "seed: 8");
    expect((await loadConfig({ folder, file: path })).seed).toBe(7);
    expect((await loadConfig({ folder, environment: { ASSAY_CONFIG: path } })).seed).toBe(7);
  });

  test("MCP servers and lists come from a file", async () => {
    write("assay.config.yaml", "mcpServers:\n  wiki:\n    command: wiki-server\nsources: [handbook]\n");
    const config = await loadConfig({ folder });
    expect(config.mcpServers).toEqual({ wiki: { command: "wiki-server" } });
    expect(config.sources).toEqual(["handbook"]);
  });
});

describe("booleans and numbers as text", () => {
  test.each(["true", "1", "yes", "on", "TRUE"])("%s is true", async (text) => {
    expect((await loadConfig({ environment: { ASSAY_CACHE: text } })).cache).toBe(true);
  });

  test.each(["false", "0", "no", "off"])("%s is false", async (text) => {
    expect((await loadConfig({ environment: { ASSAY_CACHE: text } })).cache).toBe(false);
  });

  test.each([
    ["2.50", 2.5],
    [".5", 0.5],
    ["1e2", 100],
    [" 3 ", 3],
  ])("%s is the number %d", async (text, value) => {
    expect((await loadConfig({ flags: { "--budget": text } })).budget).toBe(value);
  });
});

describe("what does not fit", () => {
  test.each([
    ["--count", "ten", '--count expects a whole number from 1 to 10000000; "ten" came. For instance --count 10'],
    ["--count", "1.5", "--count expects a whole number from 1 to 10000000; 1.5 came."],
    ["--count", "0x10", '--count expects a whole number from 1 to 10000000; "0x10" came.'],
    ["--count", "", "--count expects a whole number from 1 to 10000000; nothing came."],
    ["--seed", "-1", "--seed expects a whole number from 0 to 4294967295; -1 came."],
    ["--budget", "5 USD", '--budget expects a number of at least 0; "5 USD" came.'],
    ["--budget", "Infinity", "--budget expects a number of at least 0"],
    ["--approve-at", "80", "--approve-at expects a number from 0 to 1; 80 came."],
    ["--cache", "maybe", "--cache expects true or false"],
    ["--difficulty", "hrad", 'one of easy, medium, hard, mixed; "hrad" came. Did you mean hard?'],
    ["--domain", "", "--domain expects text that is not empty; nothing came."],
  ])("%s %s", async (flag, text, message) => {
    const error = await failure(loadConfig({ flags: { [flag]: text } }));
    expect(error.code).toBe("config/bad-value");
    expect(error.line).toContain(message);
    expect(error.line).not.toContain("\n");
  });

  test("a variable is named, with how to write it", async () => {
    const error = await failure(loadConfig({ environment: { ASSAY_COUNT: "many" } }));
    expect(error.line).toContain('ASSAY_COUNT expects a whole number from 1 to 10000000; "many" came.');
    expect(error.line).toContain("ASSAY_COUNT=10");
  });

  test.each([
    ["count: ten", 'assay.config.yaml:1: count expects a whole number from 1 to 10000000; "ten" came.'],
    ["# first\n\nseed: 1\ncache: nope", "assay.config.yaml:4: cache expects true or false"],
    ["sources: handbook", 'expects names separated by commas; "handbook" came.'],
    ["sources: [1]", "expects names separated by commas; [1] came."],
    ["count: '5'", '"5" came'],
    ["models:\n  - driver: 7", "assay.config.yaml:1: models does not fit at models.0.driver: "],
    ["models: one", 'models expects a list; "one" came.'],
  ])("a file's %j is named with its line", async (text, message) => {
    write("assay.config.yaml", text);
    const error = await failure(loadConfig({ folder }));
    expect(error.code).toBe("config/bad-value");
    expect(error.line).toContain(message);
  });
});

describe("what nobody knows", () => {
  test.each([
    ["--cuont", "Did you mean --count?"],
    ["--tier-complx", "Did you mean --tier-complex?"],
    ["--license-policy", "Did you mean --licence-policy?"],
    ["--concur", "Did you mean --concurrency?"],
    ["--api-key", "Secrets are read from the environment only"],
    ["--zebra", '"assay help" shows the flags.'],
  ])("the flag %s", async (flag, hint) => {
    const error = await failure(loadConfig({ flags: { [flag]: "1" } }));
    expect(error.code).toBe("config/unknown-flag");
    expect(error.line).toContain(flag);
    expect(error.hint).toContain(hint);
  });

  test.each([
    ["ASSAY_CUONT", "Did you mean ASSAY_COUNT?"],
    ["ASSAY_DATABASE_FILE_NAME", "Unset it"],
    ["ASSAY_MCP_SERVERS", "Unset it"],
  ])("the variable %s", async (name, hint) => {
    const error = await failure(loadConfig({ environment: { [name]: "1" } }));
    expect(error.code).toBe("config/unknown-variable");
    expect(error.hint).toContain(hint);
  });

  test.each([
    ["tier-complex: x", "Did you mean tierComplex?"],
    ["licensePolicy: any", "Did you mean licencePolicy?"],
    ["geminiApiKey: secret", "Secrets are read from the environment only"],
  ])("a file's %j", async (text, hint) => {
    write("assay.config.yaml", text);
    const error = await failure(loadConfig({ folder }));
    expect(error.code).toBe("config/unknown-key");
    expect(error.line).toContain("assay.config.yaml:1");
    expect(error.hint).toContain(hint);
    expect(error.line).not.toContain("secret ");
  });

  test("a program's key", () => {
    expect(() => checkConfig({ cuont: 3 })).toThrowError(/cuont is no setting/);
    expect(checkConfig({ count: 3, domain: undefined }).count).toBe(3);
  });

  test("variables of others are left alone", async () => {
    await expect(loadConfig({ environment: { ASSAYER: "1", HOME: "/", ASSAY_DEBUG: "1" } })).resolves.toBeDefined();
  });
});

describe("files that cannot be used", () => {
  test("two files", async () => {
    write("assay.config.json", "{}");
    write("assay.config.yaml", "");
    expect((await failure(loadConfig({ folder }))).code).toBe("config/several-files");
  });

  test("a named file that is not there", async () => {
    const error = await failure(loadConfig({ folder, file: "absent.yaml" }));
    expect(error.line).toMatch(/absent\.yaml does not exist/);
  });

  test.each([
    ["assay.config.json", '{ "count": 1,, }', /assay\.config\.json:1:\d+ is not valid/],
    ["assay.config.yaml", "count: 1\n  seed: 2", /assay\.config\.yaml:\d+:\d+ is not valid/],
    ["assay.config.yaml", "- count", /expects settings by name/],
    ["assay.config.yaml", "count: 1\ncount: 2", /is not valid/],
  ])("%s with %j", async (name, text, message) => {
    write(name, text);
    const error = await failure(loadConfig({ folder }));
    expect(error.code).toBe("config/file");
    expect(error.line).toMatch(message);
    expect(error.line).not.toContain("\n");
  });

  test("an empty file says nothing", async () => {
    write("assay.config.yaml", "# nothing yet\n");
    expect((await loadConfig({ folder })).seed).toBe(0);
  });
});
