import { AssayError, isAssayError } from "../../schema/error.ts";
import type { PrepareOptions } from "../api.ts";

/** What calls without a quote's token may spend together, in USD: some dozens of plans on the largest models. */
const withoutTokenUsd = 1;

/** Money for the calls that have to be made before there is a price to consent to. */
export interface Allowance {
  readonly usd: number;
  /** Makes a call within what is left; calls wait for one another, so that two never count on the same money. */
  spend<T>(call: (limits: Pick<PrepareOptions, "budget" | "onSpend">) => Promise<T>): Promise<T>;
  /** A person has consented to a price and thereby seen what this server spends: the allowance is whole again. */
  renew(): void;
}

/** An allowance of a dollar, or of the budget of the configuration where that is smaller. */
export function createAllowance(budget: number | undefined): Allowance {
  const usd = Math.min(withoutTokenUsd, budget ?? Number.POSITIVE_INFINITY);
  let left = usd;
  let last: Promise<unknown> = Promise.resolve();
  return {
    usd,
    spend(call) {
      const turn = last.then(() =>
        call({
          budget: left,
          onSpend: (spent) => {
            left = Math.max(0, left - spent);
          },
        }),
      );
      last = turn.catch(() => undefined);
      return turn.catch((error: unknown) => {
        if (!isAssayError(error) || error.code !== "run/budget") throw error;
        throw new AssayError(
          "run/budget",
          `Calls without a token of quote may spend $${usd} together; that is used up.`,
          {
            hint: "Call generate with a token of quote, which renews it, or have assay mcp started again.",
          },
        );
      });
    },
    renew() {
      left = usd;
    },
  };
}
