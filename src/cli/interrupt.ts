import { exit } from "./faults.ts";

/** Ctrl-C and SIGTERM of a run: the first is told to `gently`, the second ends the process at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** As if Ctrl-C had been pressed; a prompt swallows the key. */
  press(): void;
  dispose(): void;
}

export function catchInterrupts(gently: () => void): Interruption {
  const controller = new AbortController();
  const press = (): void => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
    gently();
  };
  process.on("SIGINT", press);
  process.on("SIGTERM", press);
  return {
    signal: controller.signal,
    press,
    dispose() {
      process.off("SIGINT", press);
      process.off("SIGTERM", press);
    },
  };
}

/** Runs work that Ctrl-C ends; what it leaves behind is whole or can be done again. */
export async function abortable(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const interruption = catchInterrupts(() => {});
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) return exit.interrupted;
    throw error;
  } finally {
    interruption.dispose();
  }
}
