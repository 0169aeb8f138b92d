import type { Dossier } from "../index.ts";
import { count, day, duration, money, plural } from "./format.ts";
import { attemptLines, measuredLines, priceText } from "./history.ts";
import { noPaint } from "./paint.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { printable, wrap } from "./text.ts";

/** Everything about one row, from the row to the calls that made it. */
export function dossierLines(dossier: Dossier, options: TableOptions): string[] {
  const { paint = noPaint, width } = options;
  const section = (title: string, lines: readonly string[]): string[] => [
    "",
    paint("bold", `${title} ${"─".repeat(Math.max(0, Math.min(width, 80) - title.length - 1))}`),
    ...lines,
  ];
  const { evidence, receipts, calls, history, factEvidence, measured } = dossier;
  const passages = (list: Dossier["evidence"]): string[] => joined(list.map((each) => evidenceLines(each, options)));
  return [
    ...headLines(dossier, options),
    ...section("Question", questionLines(dossier, options)),
    ...section("Row", rowLines(dossier, options)),
    ...history.flatMap((attempt) =>
      section(`Attempt ${attempt.attempt} of ${history.length}`, attemptLines(attempt, options)),
    ),
    ...(measured ? section("Measured difficulty", measuredLines(measured, options)) : []),
    ...section(`${plural(evidence.length, "passage")} of evidence`, passages(evidence)),
    ...(factEvidence.length > 0
      ? section(`${plural(factEvidence.length, "passage")} of the fact-check`, passages(factEvidence))
      : []),
    ...section(
      plural(receipts.length, "execution receipt"),
      joined(receipts.map((each) => receiptLines(each, options))),
    ),
    ...section(`${plural(calls.length, "model call")}, ${priceText(calls)}`, callLines(calls, options)),
  ];
}

const joined = (blocks: readonly string[][]): string[] =>
  blocks.length === 0 ? ["none"] : blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));

function headLines({ sample, run, reason }: Dossier, options: TableOptions): string[] {
  return pairs(
    [
      ["sample", sample.id],
      ["type", sample.type],
      ["verdict", `${sample.reviewStatus}, quality ${sample.qualityScore}${reason ? `: ${reason}` : ""}`],
      ["licence", sample.licence],
      ["place", `row ${sample.index} of run ${run.id}`],
      ["content hash", sample.contentHash],
      ["made", `${day(sample.createdAt)} UTC`],
      ...Object.entries(sample.provenance).map(([key, value]): [string, string] => [key, inline(value)]),
    ],
    options,
  );
}

/** Any JSON value in words: lists by commas, objects one entry a line. */
function inline(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return value.map(inline).join(", ");
  const flat = (entry: unknown): string => inline(entry).replaceAll("\n", ", ");
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${flat(entry)}`)
    .join("\n");
}

function questionLines({ question, sample }: Dossier, options: TableOptions): string[] {
  const { width } = options;
  const context = question.synthesizedContext;
  const statements = context
    ? Object.entries(context).flatMap(([kind, list]) => list.map(({ text }): [string, string] => [kind, text]))
    : [];
  return [
    ...wrap(question.text, width),
    "",
    ...pairs(
      [
        ["topic", `${question.topic}, ${question.subTopic}, ${sample.difficulty}`],
        ["id", question.id],
        ...(question.origin ? [["origin", question.origin] as const] : []),
      ],
      options,
    ),
    ...(statements.length > 0 ? ["", "Context made from the evidence", ...pairs(statements, options)] : []),
  ];
}

function rowLines({ sample }: Dossier, options: TableOptions): string[] {
  const { paint = noPaint, width } = options;
  return Object.entries(sample.row).flatMap(([name, value], index) => {
    const text = printable(typeof value === "string" ? value : JSON.stringify(value, null, 2));
    const short = !text.includes("\n") && name.length + 2 + text.length <= width;
    const before = index === 0 || short ? [] : [""];
    if (short) return [`${paint("dim", `${name}:`)} ${text}`];
    return [...before, paint("dim", `${name}:`), ...wrap(text, width, 2)];
  });
}

function evidenceLines(evidence: Dossier["evidence"][number], options: TableOptions): string[] {
  const { licence } = evidence;
  const terms = [
    licence.standing,
    licence.permissive ? "permissive" : "not permissive",
    ...(licence.attributionRequired ? ["attribution"] : []),
    ...(licence.shareAlike ? ["share alike"] : []),
    ...(licence.commercialUse ? [] : ["non-commercial"]),
  ];
  return [
    ...pairs(
      [
        ["title", evidence.title],
        ...(evidence.authors.length > 0 ? [["authors", evidence.authors.join(", ")] as const] : []),
        ["source", `${evidence.source}, ${evidence.documentId}`],
        ["address", evidence.url],
        [
          "dates",
          `${evidence.published ? `published ${evidence.published.slice(0, 10)}, ` : ""}read ${evidence.accessed.slice(0, 10)}`,
        ],
        ["licence", `${licence.spdx} (${terms.join(", ")})${licence.url ? ` ${licence.url}` : ""}`],
        ...licence.evidence.map(({ where, raw, url }) => ["", `by ${where}: "${raw}" at ${url}`] as const),
        ["attribution", evidence.attribution],
        [
          "place",
          `characters ${count(evidence.start)} to ${count(evidence.end)}, sha256 ${evidence.sha256.slice(0, 16)}…`,
        ],
        ...(evidence.layer === "pdf" ? [["fidelity", "lower: the text was taken from a PDF"] as const] : []),
        ["id", evidence.id],
      ],
      options,
    ),
    ...wrap(evidence.text, options.width, 2),
  ];
}

function receiptLines(receipt: Dossier["receipts"][number], options: TableOptions): string[] {
  const { width } = options;
  const { limits } = receipt;
  return [
    ...pairs(
      [
        [
          receipt.purpose,
          `${receipt.status}, exit code ${receipt.exitCode ?? "none"}, ${duration(receipt.durationMs)}`,
        ],
        ["ran on", `${receipt.interpreter}, ${receipt.executor}, sandbox tier ${receipt.tier}, seed ${receipt.seed}`],
        ["limits", `${duration(limits.timeoutMs)}, ${limits.memoryMb} MB, ${limits.processes} processes`],
        ["at", `stage ${receipt.stage}, attempt ${receipt.attempt}`],
        ["code sha256", receipt.codeSha256],
        ["out sha256", receipt.stdoutSha256],
      ],
      options,
    ),
    "code",
    ...wrap(receipt.code.trimEnd(), width, 2),
    "output",
    ...(receipt.stdout.trim() === "" ? ["  (nothing)"] : wrap(receipt.stdout.trimEnd(), width, 2)),
  ];
}

function callLines(calls: Dossier["calls"], options: TableOptions): string[] {
  if (calls.length === 0) return ["none"];
  const right = "right" as const;
  return table(
    [
      { title: "agent", least: 10 },
      { title: "model", least: 10 },
      { title: "stage", least: 8 },
      { title: "state", least: 6 },
      { title: "in", align: right },
      { title: "out", align: right },
      { title: "USD", align: right },
    ],
    calls.map((call) => [
      call.agent,
      call.modelId,
      `${call.stage} ${call.attempt}`,
      call.cached ? `${call.state}, reused` : (call.error ?? call.state),
      count(call.inputTokens),
      count(call.outputTokens),
      money(call.usd),
    ]),
    options,
  );
}
