import type { z } from "zod";
import type { agents } from "../../agents/index.ts";
import { contentId } from "../../schema/canonical.ts";
import { difficulties } from "../../schema/problem.ts";
import type { Cell, Spec } from "../../schema/request.ts";

type Division = z.infer<typeof agents.planning.output>["subTopics"];

/**
 * Quotas by largest remainder over sub-topic × difficulty: they sum to the count exactly, and every cell is within one
 * row of its share. Cells without a row are left out.
 */
export function makeCells(spec: Spec, subTopics: Division): Cell[] {
  const total = subTopics.reduce((sum, topic) => sum + topic.weight, 0);
  const shares = subTopics.flatMap((topic) =>
    difficulties
      .filter((difficulty) => spec.difficulty[difficulty] > 0)
      .map((difficulty) => ({
        subTopic: topic.name,
        difficulty,
        exact: (spec.count * topic.weight * spec.difficulty[difficulty]) / total,
      })),
  );
  const floors = shares.map((share) => Math.floor(share.exact));
  let left = spec.count - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share.exact - Math.floor(share.exact) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (let turn = 0; left > 0; turn++, left--) floors[byRemainder[turn % byRemainder.length]!.index]! += 1;
  return shares
    .map((share, index) => ({
      id: contentId({ subTopic: share.subTopic, difficulty: share.difficulty }, 10),
      topic: spec.domain,
      subTopic: share.subTopic,
      difficulty: share.difficulty,
      quota: floors[index]!,
    }))
    .filter((cell) => cell.quota > 0);
}
