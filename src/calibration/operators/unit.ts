import { convertUnits, parseUnit } from "../../../schema/quantity.ts";
import { answerOf, changeAnswer } from "../columns.ts";
import { defineOperator } from "../operator.ts";

const others = ["g", "mol", "m", "s", "J", "K", "V", "L", "mol/L", "kPa"];

export const wrongUnit = defineOperator({
  name: "wrong-unit",
  description: "a unit of another kind behind the answer",
  decidable: "deterministic",
  apply(subject, random) {
    const answer = answerOf(subject);
    const unit = answer?.quantity.unit ?? "";
    if (!answer || unit === "" || parseUnit(unit) === null) return null;
    const foreign = others.filter((other) => convertUnits(1, unit, other) === null);
    return changeAnswer(subject, answer.text, `${answer.quantity.written} ${random.pick(foreign)}`);
  },
});

const prefixed: Readonly<Record<string, readonly string[]>> = {
  g: ["kg", "mg"],
  kg: ["g"],
  mol: ["mmol"],
  J: ["kJ"],
  kJ: ["J", "MJ"],
  m: ["cm", "km"],
  cm: ["m", "mm"],
  s: ["min", "ms"],
  min: ["s", "h"],
  h: ["min"],
  "mol/L": ["mmol/L"],
  kPa: ["Pa", "bar"],
  V: ["mV"],
  A: ["mA"],
  W: ["kW"],
  L: ["mL"],
  "kJ/mol": ["J/mol"],
  "m/s": ["km/h"],
};

export const wrongPrefix = defineOperator({
  name: "wrong-prefix",
  description: "a unit of the same kind and another size",
  decidable: "deterministic",
  apply(subject, random) {
    const answer = answerOf(subject);
    const choices = prefixed[answer?.quantity.unit ?? ""];
    if (!answer || !choices) return null;
    return changeAnswer(subject, answer.text, `${answer.quantity.written} ${random.pick(choices)}`);
  },
});
