/** One bar: values from `from` up to, not including, `to`; null where it is open. */
export interface Bar {
  from: number;
  to: number | null;
  rows: number;
}

/** What is known of a distribution. Numbers are null when there is no value at all. */
export interface Distribution {
  count: number;
  mean: number | null;
  minimum: number | null;
  p05: number | null;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p95: number | null;
  maximum: number | null;
  histogram: Bar[];
}

const quantiles = { p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

/** Bins of a distribution: where a whole number belongs, and the lowest number of a bin. */
interface Bins {
  size: number;
  place(value: number): number;
  lowest(bin: number): number;
}

/** Counts whole numbers in fixed memory, in any order. */
function createBinned(bins: Bins) {
  const counts = new Float64Array(bins.size);
  let count = 0;
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;

  /** Nearest rank: the smallest value that at least this share of the rows does not exceed, as its bin's lowest. */
  function quantile(share: number): number {
    const rank = Math.max(1, Math.ceil(share * count));
    let seen = 0;
    for (let bin = 0; bin < counts.length; bin++) {
      seen += counts[bin]!;
      if (seen >= rank) return Math.min(maximum, Math.max(minimum, bins.lowest(bin)));
    }
    return maximum;
  }

  return {
    add(value: number) {
      counts[bins.place(value)]! += 1;
      count += 1;
      sum += value;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    },
    /** Rows in each bar; a bin belongs to the bar that holds its lowest number. */
    bars(edges: readonly number[], open: boolean): Bar[] {
      const bars: Bar[] = edges
        .slice(0, -1)
        .map((from, index) => ({ from, to: open && index === edges.length - 2 ? null : edges[index + 1]!, rows: 0 }));
      let bar = 0;
      for (let bin = 0; bin < counts.length && bars.length > 0; bin++) {
        if (counts[bin] === 0) continue;
        const value = bins.lowest(bin);
        while (bar < bars.length - 1 && value >= edges[bar + 1]!) bar += 1;
        bars[bar]!.rows += counts[bin]!;
      }
      return bars;
    },
    quantile,
    count: () => count,
    summary(scale: number, digits: number) {
      const shown = (value: number): number | null => (count === 0 ? null : Number((value / scale).toFixed(digits)));
      return {
        count,
        mean: shown(sum / count),
        minimum: shown(minimum),
        ...(Object.fromEntries(
          Object.entries(quantiles).map(([name, share]) => [name, shown(count === 0 ? 0 : quantile(share))]),
        ) as Record<keyof typeof quantiles, number | null>),
        maximum: shown(maximum),
      };
    },
  };
}

/** Ten-thousandths, the precision in which quality is stored: quantiles are exact. */
const shares: Bins = { size: 10_001, place: (value) => value, lowest: (bin) => bin };

const exactUpTo = 256;
const binsPerOctave = 128;

/** Exact below 256; above it 128 bins for each doubling, so that a quantile is at most 0.8 % too low. */
const lengths: Bins = {
  size: exactUpTo + 23 * binsPerOctave,
  place(value) {
    if (value < exactUpTo) return value;
    const octave = Math.min(30, Math.floor(Math.log2(value)));
    const within = Math.min(binsPerOctave - 1, Math.floor(value / 2 ** (octave - 7)) - binsPerOctave);
    return exactUpTo + (octave - 8) * binsPerOctave + Math.max(0, within);
  },
  lowest(bin) {
    if (bin < exactUpTo) return bin;
    const octave = 8 + Math.floor((bin - exactUpTo) / binsPerOctave);
    return (binsPerOctave + ((bin - exactUpTo) % binsPerOctave)) * 2 ** (octave - 7);
  },
};

export interface Gatherer {
  add(value: number): void;
  result(): Distribution;
}

/** Numbers from 0 to 1, in twenty bars. The last bar holds 1 too. */
export function createShares(): Gatherer {
  const binned = createBinned(shares);
  const edges = Array.from({ length: 21 }, (_, index) => index * 500);
  return {
    add: (value) => binned.add(Math.round(Math.min(1, Math.max(0, value)) * 10_000)),
    result: () => ({
      ...binned.summary(10_000, 4),
      histogram: binned
        .bars(edges, false)
        .map(({ from, to, rows }) => ({ from: from / 10_000, to: to! / 10_000, rows })),
    }),
  };
}

const barsWanted = 24;

/** Lengths of texts: bars of one round width up to the 99th percentile, and an open one behind it. */
export function createLengths(): Gatherer {
  const binned = createBinned(lengths);
  return {
    add: (value) => binned.add(value),
    result() {
      const summary = binned.summary(1, 1);
      if (summary.count === 0) return { ...summary, histogram: [] };
      const top = binned.quantile(0.99) + 1;
      const width = roundWidth(top / barsWanted);
      const bars = Math.ceil(top / width);
      const edges = Array.from({ length: bars + 1 }, (_, index) => index * width);
      const open = summary.maximum! >= edges.at(-1)!;
      if (open) edges.push(Number.POSITIVE_INFINITY);
      return { ...summary, histogram: binned.bars(edges, open) };
    },
  };
}

/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below the width. */
function roundWidth(width: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, width))));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= width) ?? power * 10;
}
