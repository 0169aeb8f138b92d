/** What happened in one stretch of a run's time. */
export interface TimelineStep {
  /** ISO time of its beginning. */
  from: string;
  rows: number;
  approved: number;
  /** Spent on the rows that were finished in it. */
  usd: number;
}

const steps = 48;

/** Rows and spend over the time of a run, in equal steps, in constant memory. */
export function createTimeline(from: string, to: string) {
  const start = Date.parse(from);
  const width = Math.max(1, Date.parse(to) - start) / steps;
  const timeline = Array.from({ length: steps }, (_, index) => ({
    from: new Date(start + index * width).toISOString(),
    rows: 0,
    approved: 0,
    microUsd: 0,
  }));
  return {
    add(at: string, approved: boolean, usd: number) {
      const place = Math.floor((Date.parse(at) - start) / width);
      const step = timeline[Math.min(steps - 1, Math.max(0, Number.isNaN(place) ? 0 : place))]!;
      step.rows += 1;
      if (approved) step.approved += 1;
      step.microUsd += Math.round(usd * 1e6);
    },
    list: (): TimelineStep[] => timeline.map(({ microUsd, ...step }) => ({ ...step, usd: microUsd / 1e6 })),
  };
}
