import { z } from "zod";
import { defineTool } from "../schema/tool.ts";
import { balanceEquation as balance } from "./chemistry/balance.ts";

export const balanceEquation = defineTool({
  name: "balance-equation",
  description: "Balances a chemical equation exactly, charges included, with the smallest whole coefficients.",
  input: z.object({
    equation: z.string().min(1).max(600).meta({
      description: "both sides with an arrow, charges behind ^: MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O",
    }),
  }),
  async execute({ equation }) {
    const result = balance(equation);
    return typeof result === "string" ? { content: result, isError: true } : { content: result.equation };
  },
});
