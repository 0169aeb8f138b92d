/** A share with its 95 % confidence interval, each from 0 to 1; null without observations. */
export interface Proportion {
  hits: number;
  of: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;
const rounded = (value: number): number => Number(value.toFixed(6));

/** A share with the score interval of Wilson (1927), which holds its level also near 0 and 1 and for few observations. */
export function wilson(hits: number, of: number): Proportion {
  if (of === 0) return { hits, of, value: null, low: null, high: null };
  const share = hits / of;
  const centre = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return {
    hits,
    of,
    value: rounded(share),
    // The ends are exact where nothing, or everything, was a hit.
    low: hits === 0 ? 0 : rounded(Math.max(0, (centre - spread) / scale)),
    high: hits === of ? 1 : rounded(Math.min(1, (centre + spread) / scale)),
  };
}

/** Agreement of two raters beyond chance. */
export interface Kappa {
  pairs: number;
  /** Share of pairs that agree. */
  agreement: number;
  /** From -1 to 1; null where chance alone would make all agree, so that there is nothing to measure. */
  kappa: number | null;
  low: number | null;
  high: number | null;
}

/** Cohen's kappa (1960) of paired ratings, with the 95 % interval from its large-sample standard error. */
export function cohensKappa(pairs: readonly (readonly [first: string, second: string])[]): Kappa {
  const n = pairs.length;
  if (n === 0) return { pairs: 0, agreement: 0, kappa: null, low: null, high: null };
  const observed = pairs.filter(([first, second]) => first === second).length / n;
  const share = (rating: string, rater: 0 | 1): number => pairs.filter((pair) => pair[rater] === rating).length / n;
  const ratings = [...new Set(pairs.flat())];
  const expected = ratings.reduce((sum, rating) => sum + share(rating, 0) * share(rating, 1), 0);
  const base = { pairs: n, agreement: rounded(observed) };
  if (expected >= 1 - 1e-12) return { ...base, kappa: null, low: null, high: null };
  const kappa = (observed - expected) / (1 - expected);
  const error = Math.sqrt((observed * (1 - observed)) / (n * (1 - expected) ** 2));
  return {
    ...base,
    kappa: rounded(kappa),
    low: rounded(Math.max(-1, kappa - z * error)),
    high: rounded(Math.min(1, kappa + z * error)),
  };
}
