/**
 * 12 SFT rows on chemistry from Gemini's three tiers.
 *
 *   GEMINI_API_KEY=... npx ts-node examples/gemini-sft.ts [folder]
 *
 * Without a key the program starts the wire emulator of the tests and talks to it through the same SDK, so that every
 * line of it can be tried for nothing; the emulated model is competent in chemistry only, and no Gemini.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError, workProblem } from "assay";
import { families } from "assay/families";

async function environment(): Promise<{ variables: Record<string, string | undefined>; close: () => Promise<void> }> {
  if (process.env.GEMINI_API_KEY || process.env.GOOGLE_API_KEY)
    return { variables: process.env, close: async () => {} };
  const { startGeminiEmulator } = await import("../test/emulators/gemini/index.mjs");
  const { createTutor } = await import("../test/emulators/gemini/tutor.mjs");
  const emulator = await startGeminiEmulator({ reply: createTutor({ families, workProblem }) });
  console.log("No GEMINI_API_KEY: talking to the wire emulator instead.");
  const variables = { GEMINI_API_KEY: "emulated", GOOGLE_GEMINI_BASE_URL: emulator.url };
  return { variables, close: () => emulator.close() };
}

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "gemini-sft";
  mkdirSync(folder, { recursive: true });
  const { variables, close } = await environment();
  const assay = createAssay({ db: join(folder, "assay.db"), budget: 1 }, { environment: variables });

  const request = "Generate 12 SFT examples for chemistry";
  const quote = await assay.quote(request);
  console.log(`Quote: ${quote.calls} calls, about ${quote.expectedUsd?.toFixed(3)} USD; the budget is 1 USD.`);
  const run = assay.generate(request);
  process.once("SIGINT", () => run.stop());
  for await (const event of run) {
    if (event.type === "sample")
      console.log(`${event.verdict.padEnd(14)} ${event.qualityScore.toFixed(2)}  row ${event.id}`);
  }
  const summary = await run;
  console.log(
    `${summary.approved} of ${summary.requested} approved, ${summary.spend_usd.toFixed(4)} USD, ${summary.status}`,
  );
  if (summary.status !== "done") throw new Error(summary.reason);
  const { files } = await assay.export(summary.run, { out: folder });
  console.log(`${files[0]?.rows} rows in ${files[0]?.path}`);
  await assay.close();
  await close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
