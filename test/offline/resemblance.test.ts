import { expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { createResemblance } from "../../src/offline/resemblance.ts";

const all = Object.values(families);
const resembled = createResemblance(all);

test("nearly every problem is given back to its own family", () => {
  const right = { own: 0, other: 0, none: 0 };
  const wrong: string[] = [];
  for (const family of all) {
    for (const difficulty of difficulties) {
      for (let seed = 0; seed < 4; seed++) {
        const { prompt } = work(family, difficulty, seed);
        const found = resembled(prompt);
        if (found === family) right.own += 1;
        else {
          if (found) right.other += 1;
          else right.none += 1;
          wrong.push(`${family.name} -> ${found?.name}: ${prompt}`);
        }
      }
    }
  }
  const total = right.own + right.other + right.none;
  expect(right.own / total, JSON.stringify(right) + wrong.slice(0, 20).join("\n")).toBeGreaterThan(0.95);
});

test.each([
  ["When 5.0 g of hydrogen gas burns in excess oxygen, how many grams of water are formed?", "chemistry"],
  ["A 25.0 mL sample of 0.100 M HCl is titrated with 0.120 M NaOH. What volume of base is needed?", "chemistry"],
  ["What is the pH of a buffer that is 0.2 M acetic acid and 0.3 M sodium acetate?", "chemistry"],
  ["Find the mean and standard deviation of 3, 5, 8, 9.", "statistics"],
])("in other people's words too: %s", (text, domain) => {
  expect(resembled(text)?.domain).toBe(domain);
});

test("a text of another matter resembles none, nor does one without words", () => {
  for (const text of [
    "Who wrote the charter of the city, and which guilds opposed the bishop in the second council?",
    "Translate the following sentence into French and explain the subjunctive.",
    "12 + 30 = ?",
    "",
  ]) {
    expect(resembled(text), text).toBeUndefined();
  }
});
