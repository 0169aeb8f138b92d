import { readdirSync } from "node:fs";
import { sha256 } from "../../schema/canonical.ts";
import type { ExecResult } from "../../schema/execution.ts";
import type { WorkedProblem } from "../../schema/problem.ts";
import type { Family } from "../../src/offline/family.ts";
import type { ReviewSubject } from "../../src/review/subject.ts";

const root = new URL("../../src/offline/families/", import.meta.url);

/** Every family that the tree holds, whatever its parameters. */
export async function allFamilies(): Promise<Family<unknown>[]> {
  const families: Family<unknown>[] = [];
  for (const domain of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(new URL(`${domain.name}/`, root)).filter((name) => name.endsWith(".ts"))) {
      const module: Record<string, unknown> = await import(new URL(`${domain.name}/${file}`, root).href);
      families.push(...Object.values(module).filter(isFamily));
    }
  }
  return families;
}

function isFamily(value: unknown): value is Family<unknown> {
  return typeof value === "object" && value !== null && "phrasings" in value && "solve" in value;
}

/** A number as Python's `:.6g` prints it; whole numbers in full, as integer programs print them. */
export function printed(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const [digits = "0", exponent = "0"] = value.toExponential(5).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(value.toPrecision(6)));
  const sign = power < 0 ? "-" : "+";
  return `${String(Number(digits))}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** The result of a program that ran to its end and printed this; its variants print other answers. */
export function ran(code: string, stdout: string, changes: Partial<ExecResult> = {}): ExecResult {
  return {
    status: "ok",
    exitCode: 0,
    stdout,
    stderr: "",
    truncated: false,
    durationMs: 12,
    executor: "system-python",
    tier: 2,
    interpreter: "CPython 3.11.2",
    codeSha256: sha256(code),
    perturbed: [
      { status: "ok", stdout: "Answer: 1.2345678\n" },
      { status: "error", stdout: "" },
    ],
    ...changes,
  };
}

const line = ({ answer }: WorkedProblem): string => `Answer: ${printed(answer.value)} ${answer.unit}`.trim();

/** The subject that a right row of this problem gives. */
export function subjectOf(problem: WorkedProblem): ReviewSubject {
  const reasoning = problem.steps.map((step, index) => `Step ${index + 1}: ${step}`).join("\n");
  return {
    question: { text: problem.prompt, subTopic: problem.topic, difficulty: problem.difficulty, language: "en" },
    text: { prompt: problem.prompt, response: reasoning },
    claim: { program: problem.program, answer: problem.answer.text, reasoning },
    program: ran(problem.program, `${line(problem)}\n`),
    derivation: { answer: problem.answer.text, result: ran(problem.check, `${line(problem)}\n`) },
    evidence: [],
    context: null,
  };
}
