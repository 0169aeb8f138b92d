/**
 * The most frequent of many texts in constant memory (the Misra-Gries summary, 1982): exact while there are at most
 * `capacity` different ones. Beyond, a text that makes up more than 1 / capacity of all is never lost, and its count is
 * too low by that share at most.
 */
export function createFrequentTexts(capacity: number) {
  const counts = new Map<string, number>();
  let exact = true;
  return {
    add(text: string): void {
      const count = counts.get(text);
      if (count !== undefined) counts.set(text, count + 1);
      else if (counts.size < capacity) counts.set(text, 1);
      else {
        exact = false;
        for (const [other, times] of counts) {
          if (times === 1) counts.delete(other);
          else counts.set(other, times - 1);
        }
      }
    },
    /** Most frequent first; equal ones in the order of their letters. */
    top: (limit: number): { text: string; count: number }[] =>
      [...counts]
        .map(([text, count]) => ({ text, count }))
        .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
        .slice(0, limit),
    exact: (): boolean => exact,
  };
}
