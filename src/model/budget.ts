import { AssayError } from "../../schema/error.ts";
import { createLine } from "./line.ts";

/** The run's money: what is spent, what calls in flight may still cost, and the cap over both. */
export interface Budget {
  /**
   * Sets `usd` aside. While money that is set aside may yet come back, the call waits its turn; it is refused with
   * run/budget once `spent + usd` alone is over the cap. So concurrency never stops a run early, and never breaks the cap.
   */
  reserve(usd: number, signal: AbortSignal): Promise<Reservation>;
  readonly spentUsd: number;
  readonly reservedUsd: number;
}

export interface Reservation {
  /** Gives the reserved amount back and books the real cost. Call it exactly once. */
  settle(usd: number): void;
}

/** Sums of binary fractions drift; a billionth of a dollar is not overspending. */
const tolerance = 1e-9;

export function createBudget(limitUsd: number | undefined, spentBefore: number): Budget {
  const limit = limitUsd ?? Number.POSITIVE_INFINITY;
  let spent = spentBefore;
  let reserved = 0;
  let open = 0;

  const line = createLine<number>((usd) => {
    if (spent + usd > limit + tolerance) return overBudget(limit, spent, usd);
    if (spent + reserved + usd > limit + tolerance) return "wait";
    reserved += usd;
    open++;
    return "enter";
  });

  return {
    reserve: async (usd, signal) => {
      await line.enter(usd, signal);
      return {
        settle: (cost) => {
          open--;
          reserved = open === 0 ? 0 : reserved - usd;
          spent += cost;
          line.move();
        },
      };
    },
    get spentUsd() {
      return spent;
    },
    get reservedUsd() {
      return reserved;
    },
  };
}

function overBudget(limit: number, spent: number, usd: number): AssayError {
  return new AssayError(
    "run/budget",
    `The next call may cost ${dollars(usd)}, and of the budget of ${dollars(limit)} ${dollars(spent)} is spent.`,
    { hint: "Resume with a higher --budget." },
  );
}

/** Four decimals, or more where the first digit comes later. */
function dollars(usd: number): string {
  return `$${usd === 0 || usd >= 0.001 ? usd.toFixed(4) : usd.toPrecision(2)}`;
}
