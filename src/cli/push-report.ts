import type { PushProgress, PushResult, ReportResult } from "../index.ts";
import { bytes, count, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { wrap } from "./text.ts";

const right = "right" as const;
const filesShown = 40;

/** What a push sent, or would send. */
export function pushLines(result: PushResult, options: TableOptions): string[] {
  const { files, dryRun, commit } = result;
  const moving = files.filter((file) => file.action !== "keep");
  const up = moving.filter((file) => file.action !== "remove");
  const size = bytes(up.reduce((sum, file) => sum + file.bytes, 0));
  const shown = moving.slice(0, filesShown);
  const said = dryRun
    ? `Nothing was sent. ${plural(up.length, "file")} of ${size} would go up.`
    : commit === null
      ? "Nothing had to be sent: the Hub has every file already."
      : `${plural(up.length, "file")} of ${size} went up in commit ${commit.slice(0, 12)}.`;
  const withheld = Object.entries(result.withheld).filter(([, rows]) => rows > 0);
  return [
    ...pairs(
      [
        [
          "repository",
          `${result.repository}, ${result.private ? "private" : "public"}${result.created ? (dryRun ? ", to be made" : ", new") : ""}`,
        ],
        ["branch", result.branch],
        ["address", result.url],
        ["lock file", result.locked ? "every file but the card is what was exported" : "there is none"],
      ],
      options,
    ),
    "",
    ...(shown.length === 0
      ? []
      : [
          ...table(
            [
              { title: "file", least: 16 },
              { title: "is to", align: "left" as const },
              { title: "size", align: right },
              { title: "sha256", least: 12 },
            ],
            shown.map((file) => [file.path, file.action, bytes(file.bytes), file.sha256?.slice(0, 12) ?? ""]),
            options,
          ),
          ...(moving.length > shown.length ? [`and ${plural(moving.length - shown.length, "further file")}`] : []),
          "",
        ]),
    ...withheld.flatMap(([reason, rows]) => wrap(`${count(rows)} held back: ${reason}`, options.width)),
    ...result.notes.flatMap((note) => wrap(note, options.width)),
    ...wrap(said, options.width),
  ];
}

/** Says a phase when it begins, and the bytes at each tenth. */
export function createPushTeller(say: (line: string) => void): (progress: PushProgress) => void {
  const words = {
    checking: "Checking the files",
    exporting: "Exporting the run",
    asking: "Asking the Hub what is there",
    uploading: "Uploading",
    done: "",
  } as const;
  let told = "";
  return ({ phase, sent, total }) => {
    const tenth = total === 0 ? 0 : Math.floor((10 * sent) / total);
    const line = phase === "uploading" ? `Uploading: ${tenth * 10}% of ${bytes(total)}` : words[phase];
    if (line === "" || line === told) return;
    told = line;
    say(line);
  };
}

/** What a report wrote. */
export function reportLines(result: ReportResult, options: TableOptions): string[] {
  return [
    ...pairs(
      [
        ["dataset", result.dataset],
        ["rows", count(result.rows)],
      ],
      options,
    ),
    "",
    ...table(
      [
        { title: "file", least: 12 },
        { title: "size", align: right },
        { title: "sha256", least: 16 },
      ],
      result.files.map((file) => [file.path, bytes(file.bytes), `${file.sha256.slice(0, 16)}…`]),
      options,
    ),
  ];
}
