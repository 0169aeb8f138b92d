import { expect, test } from "vitest";
import { formats } from "../../src/cli/formats.ts";
import { exporters } from "../../src/export/index.ts";

test("the help lists every format with its own sentence", () => {
  const own = Object.entries(exporters).map(([key, { name, description }]) => {
    expect(name).toBe(key);
    return [name, description];
  });
  expect(Object.entries(formats)).toEqual(own);
});
