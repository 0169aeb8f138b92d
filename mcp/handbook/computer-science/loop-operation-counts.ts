import type { HandbookEntry } from "../entry.ts";
import { algorithmDictionary, pythonFunctions } from "../references.ts";

export const loopOperationCounts: HandbookEntry = {
  id: "computer-science/loop-operation-counts",
  title: "Operation counts of loops",
  domain: "computer science",
  keywords: ["algorithm analysis", "nested loops", "time complexity", "big o", "running time"],
  paragraphs: [
    "The running time of an algorithm is estimated by counting how often its basic operations are executed as a " +
      "function of the size of the input. For loops this means counting passes. The exact count depends on the limits " +
      "of the loops; its order of growth, written O(n), O(n^2) or O(n log n), keeps only the fastest growing part.",
    "A loop for i in range(a, b) in Python runs over a, a + 1, ..., b - 1: the end is excluded, so there are b - a " +
      "passes. With the step s, range(a, b, s) has (b - a)/s passes, rounded up. A loop whose condition fails at once " +
      "has no pass.",
    "If the inner of two nested loops does not depend on the variable of the outer, the numbers of passes are " +
      "multiplied. If it does depend on it, the inner passes must be summed over all values of the outer variable. " +
      "Loops that follow one another are added. The count is exact, not only an order of growth, as long as every " +
      "start, end and step is taken into account.",
    "A triangular loop, in which j runs from i up to m - 1, has m - i inner passes. Summed over i from a to n - 1 " +
      "this is an arithmetic series: the number of outer passes times the mean of the first and last inner count, (n " +
      "- a)((m - a) + (m - n + 1))/2. It grows like n^2/2 when m is near n.",
    "A variable that is multiplied by a constant factor in each pass reaches a limit n after about log(n) passes. " +
      "If the inner loop has i passes and i doubles every time, the total is a geometric series and stays below twice " +
      "the limit, so the whole is O(n) although there are two nested loops.",
    "Worked example: for i in range(2, 5) with the inner loop for j in range(i, 6) runs over i = 2, 3, 4 with 4, 3 " +
      "and 2 inner passes, together 9. Common mistakes are to include the end of a range, to ignore its start or " +
      "step, to add the passes of nested loops, and to treat an inner loop as constant although its limits change.",
  ],
  references: [algorithmDictionary, pythonFunctions],
};
