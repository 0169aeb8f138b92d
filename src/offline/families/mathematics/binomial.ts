export const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** The number of ways to choose `k` of `n` things, exact as long as it is below 2^53. */
export function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
