import type { Config } from "../config/index.ts";
import { secretVariables, variable } from "../config/variables.ts";
import type { Context } from "./command.ts";
import { wrap } from "./text.ts";

const offline = "offline/expert";

/** The first lines of a run: which models work, and what they are. */
export function introductionLines(config: Config, environment: Context["environment"], width: number): string[] {
  const key = secretVariables.find((name) => variable(environment, name) !== undefined);
  const own = [config.tierComplex, config.tierStandard, config.tierFast];
  const standard = config.model ?? (key ? undefined : offline);
  const named = [...new Set(own.map((model) => model ?? standard))];
  const allOffline = named.every((model) => model !== undefined && (model === offline || model === "expert"));
  if (allOffline) {
    const how = key
      ? `${key} is set; leave --model out to use Gemini.`
      : `For Gemini, set ${secretVariables[0]} (keys: https://aistudio.google.com/apikey).`;
    return [`${offline}: procedural problem families, no language model`, ...wrap(how, width)];
  }
  const models = named.map((model) => model ?? `Gemini by tier (${key} is set)`);
  return wrap(
    `${models.join(", ")}${models.includes(offline) ? `; ${offline} is procedural, no language model` : ""}`,
    width,
  );
}

/** Says them, before anything takes time. */
export function introduce({ config, environment, report }: Context): void {
  const [first = "", ...others] = introductionLines(config, environment, report.width());
  report.lines(report.paint("bold", first), ...others.map((line) => report.paint("dim", line)));
}
