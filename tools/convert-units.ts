import { z } from "zod";
import { convertUnits as convert, parseQuantity, parseUnit } from "../schema/quantity.ts";
import { defineTool } from "../schema/tool.ts";

export const convertUnits = defineTool({
  name: "convert-units",
  description: "Converts a quantity into another unit of the same kind.",
  input: z.object({
    quantity: z.string().min(1).max(200).meta({ description: "number and unit: 340 mmol, 25 °C, 8.314 J/(mol K)" }),
    to: z.string().max(100).meta({ description: "the wanted unit: mol, K, cal/(mol K)" }),
  }),
  async execute({ quantity, to }) {
    const source = parseQuantity(quantity);
    if (source === null || !Number.isFinite(source.value)) {
      return { content: `"${quantity}" is no number with a unit.`, isError: true };
    }
    const unknown = [source.unit, to].find((unit) => parseUnit(unit) === null);
    if (unknown !== undefined) return { content: `"${unknown}" is no unit known here.`, isError: true };
    const value = convert(source.value, source.unit, to);
    if (value === null) return { content: `${source.unit} and ${to} measure different things.`, isError: true };
    return { content: `${quantity} = ${Number(value.toPrecision(12))} ${to}`.trim() };
  },
});
