import type { RunEvent } from "../index.ts";
import { createLive } from "./live.ts";
import { noticeLine, observe, type ProgressState, panel, plainLine } from "./progress.ts";
import { planLine, specLines } from "./spec.ts";
import type { Output } from "./terminal.ts";
import { wrap } from "./text.ts";

/** What shows a run to a person while it works. */
export interface View {
  show(event: RunEvent): void;
  say(...lines: readonly string[]): void;
  end(): void;
}

const plainEvery = 3_000;
/** Ticks without news after which a plain line is printed all the same. */
const patience = 10;

/** A live display on a terminal; elsewhere a plain line every few seconds. */
export function createView(output: Output, state: ProgressState): View {
  const layout = () => ({ width: output.width(), paint: output.paint });
  const live = output.live
    ? createLive(output, (width) => (state.progress ? panel(state.progress, width, output.paint) : []))
    : null;
  const say = (...lines: readonly string[]): void => (live ? live.print(lines) : output.lines(...lines));

  let told = "";
  let ticks = 0;
  const tell = (evenWithoutNews: boolean): void => {
    if (!state.progress) return;
    const line = plainLine(state.progress, output.width());
    ticks++;
    if (line === told && !(evenWithoutNews && ticks > patience)) return;
    told = line;
    ticks = 0;
    output.lines(line);
  };
  const timer = live ? undefined : setInterval(() => tell(true), plainEvery);
  timer?.unref();

  return {
    say,
    show(event) {
      const opened = observe(state, event);
      if (event.type === "run-start") {
        const title = `Run ${event.run}${event.resumed ? ", resumed," : ""} with ${event.models.join(", ")}`;
        say(
          ...wrap(`${title}; executes on ${event.executor}`, output.width()),
          ...specLines(event.spec, layout()),
          ...wrap(`Plan: ${planLine(event.plan)}`, output.width()),
          "",
        );
      }
      if (opened) say(noticeLine(opened, output.width(), output.paint));
      if (event.type === "progress") live?.changed();
    },
    end() {
      clearInterval(timer);
      if (live) live.end(true);
      else tell(false);
    },
  };
}
