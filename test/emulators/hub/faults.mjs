/**
 * A fault for requests whose `METHOD /path` fits. `status` answers with it; `drop` closes the connection before the body
 * is read; `drop-after` carries the request out and closes the connection instead of answering; `slow` answers late.
 * @typedef {{ on: RegExp, kind: "status" | "drop" | "drop-after" | "slow", status?: number, retryAfter?: number,
 *   milliseconds?: number, times?: number, message?: string }} Fault
 */

/** @param {Fault[]} faults */
export function createFaults(faults) {
  const left = faults.map((fault) => ({ ...fault, times: fault.times ?? Number.POSITIVE_INFINITY }));
  return {
    /** @param {Fault} fault */
    add: (fault) => left.push({ ...fault, times: fault.times ?? Number.POSITIVE_INFINITY }),
    /** The fault that meets this request, which uses it up once. @param {string} request */
    meet(request) {
      const fault = left.find((candidate) => candidate.times > 0 && candidate.on.test(request));
      if (fault) fault.times -= 1;
      return fault;
    },
  };
}
