import { runJob } from "./job.mjs";
import { megabytes, row } from "./report.mjs";

const count = (number) => Math.round(number).toLocaleString("en");

/** Duplicates and decontamination over made-up documents of 180 words, each against the plain way of doing it. */
export const dedup = {
  title: "Duplicates and decontamination",
  async measure({ rows = 100_000, profile }) {
    const near = await runJob("dedup", { what: "near", rows }, profile);
    const scan = await runJob("dedup", { what: "grams", rows: Math.min(rows, 20_000), items: 50_000 }, profile);
    const rate = near.signed / near.signSeconds;
    return {
      rows: [
        row("documents signed a second, one thread", count(rate), "≥ 30,000", rate >= 30_000),
        row(
          "the same by 128 permutations over strings",
          `${count(near.plainRate)} (ratio ${(rate / near.plainRate).toFixed(1)})`,
        ),
        row(
          `${count(near.rows)} rows deduplicated, making them not counted`,
          `${near.seconds.toFixed(2)} s (${near.used.toFixed(2)} s of processor over all threads)`,
          rows >= 100_000 ? "< 8 s" : "",
          rows >= 100_000 ? near.seconds < 8 : null,
        ),
        row("planted near-duplicates found", `${count(near.found)} of ${count(near.planted)}`),
        row("others taken for duplicates", count(near.wrong), "0", near.wrong === 0),
        row("RSS at the end", megabytes(near.rss), "< 400 MB", near.rss < 400e6),
        row("13-gram index", `${count(scan.grams)} runs in ${scan.indexSeconds.toFixed(2)} s`),
        row("documents scanned a second", count(scan.rate)),
        row(
          "the same with a Set of strings",
          `${count(scan.plainRate)} (ratio ${(scan.rate / scan.plainRate).toFixed(1)})`,
        ),
        row("planted contaminations found", `${scan.found} of ${scan.planted}`),
        row("RSS with 50,000 items", megabytes(scan.rss)),
      ],
      notes: [
        "Rates and the index are told in seconds of a core, for they use one; the 100,000 rows in seconds that passed.",
        "Documents are 180 made-up words; one in twenty is the one before with two words changed.",
      ],
    };
  },
};
