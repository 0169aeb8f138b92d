import { promptOf, responseOf } from "../columns.ts";
import { defineOperator } from "../operator.ts";

/** Both sides of a chemical equation: species joined by plus signs around an arrow. */
const species = "(?:\\d+\\s)?(?:[A-Z][a-z]?\\d*|\\([A-Za-z\\d]+\\)\\d*)+(?:\\^?\\d*[+-])?(?:\\((?:aq|s|l|g)\\))?";
const equation = new RegExp(`${species}(?:\\s\\+\\s${species})*\\s(?:->|<=>|→|⇌)\\s${species}(?:\\s\\+\\s${species})*`);

export const unbalancedEquation = defineOperator({
  name: "unbalanced-equation",
  description: "a chemical equation with another coefficient",
  decidable: "deterministic",
  apply(subject, random) {
    for (const place of [responseOf(subject), promptOf(subject)]) {
      const found = place && equation.exec(place.text);
      // The smallest equations to meddle with have two species on one side; others scale as a whole.
      if (!found || !/\s\+\s/.test(found[0])) continue;
      const parts = found[0].split(/(\s\+\s|\s(?:->|<=>|→|⇌)\s)/);
      const index = 2 * random.integer(0, (parts.length - 1) / 2);
      const [, coefficient = "1", formula = ""] = /^(?:(\d+)\s)?(.+)$/.exec(parts[index] ?? "") ?? [];
      parts[index] = `${Number(coefficient) + random.integer(1, 3)} ${formula}`;
      return place.write(
        place.text.slice(0, found.index) + parts.join("") + place.text.slice(found.index + found[0].length),
      );
    }
    return null;
  },
});
