import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "executes";
const { passed, failed, unchecked } = findings(name);

const lastLine = (text: string): string =>
  brief(
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .at(-1) ?? "",
  );

export const executes: ReviewCheck = {
  name,
  description: "The row's program runs to its end in the sandbox.",
  run({ claim, program }) {
    if (claim === null) return null;
    if (program === null) return unchecked("The program was not run.");
    const said = lastLine(program.stderr);
    switch (program.status) {
      case "ok":
        return passed(`The program ran to its end in ${program.interpreter}.`);
      case "error":
        return failed(`The program ended in an error: ${said === "" ? `exit code ${program.exitCode}` : said}`);
      case "timeout":
        return failed(`The program did not end within the time limit${said === "" ? "." : `: ${said}`}`);
      case "memory":
        return failed(`The program used more memory than allowed${said === "" ? "." : `: ${said}`}`);
      case "infra":
        return unchecked("The sandbox failed, so the program could not be run.");
    }
  },
};
