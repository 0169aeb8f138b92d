import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { hostileFolder } from "./rows.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
const executablePath = [process.env.CHROMIUM_PATH ?? "", ...places].find((path) => path !== "" && existsSync(path));
if (!executablePath)
  console.warn(`SKIPPED: the report was not opened in a browser; none at ${places.join(", ")}. Set CHROMIUM_PATH.`);

describe.skipIf(!executablePath)("the report in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  test("runs nothing of hostile rows, fits 360 to 1280 pixels, and reads in light and dark", async () => {
    const out = join(temporaryFolder(), "report.html");
    await openAssay().report(hostileFolder(), { out, samples: 40 });
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ colorScheme });
      const said: string[] = [];
      const asked: string[] = [];
      page.on("console", (entry) => said.push(entry.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`file://${out}`);
      expect(await page.title()).toContain("assay report");
      expect(said).toEqual([]);
      expect(asked).toEqual([`file://${out}`]);
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const size = await page.evaluate("document.documentElement.scrollWidth");
        expect(size, `at ${width}`).toBeLessThanOrEqual(width);
      }
      expect(await page.evaluate(contrasts), colorScheme).toEqual([]);
      await page.close();
    }
  });
});

/** Runs in the page: words whose contrast against the ground behind them is below 4.5 to 1. */
const contrasts = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((v, i) => v * a + below[i] * (1 - a));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own.length === 4 && own[3] === 0 ? ground(element.parentElement) : over(own, ground(element.parentElement));
  };
  const low = [];
  for (const element of document.querySelectorAll("h1,h2,h3,h4,p,dt,dd,li,a,summary,th,td,caption,pre,svg text")) {
    const style = getComputedStyle(element);
    const ink = parse(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(element.localName + "." + element.className + " " + ratio.toFixed(2));
  }
  return [...new Set(low)];
})()`;
