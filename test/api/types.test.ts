import { describe, expectTypeOf, test } from "vitest";
import {
  type Assay,
  createAssay,
  type ExportResult,
  type RowOf,
  type RunEvent,
  type RunHandle,
  type RunSummary,
  type Sample,
  type TrainingTypeName,
} from "../../src/index.ts";

describe("the public types", () => {
  test("createAssay takes a partial configuration and gives an Assay", () => {
    expectTypeOf(createAssay).parameter(0).toExtend<{ db?: string; seed?: number; budget?: number } | undefined>();
    expectTypeOf(createAssay).returns.toEqualTypeOf<Assay>();
  });
  test("a run handle iterates to events and awaits to a summary", () => {
    expectTypeOf<Assay["generate"]>().returns.toEqualTypeOf<RunHandle>();
    expectTypeOf<Awaited<RunHandle>>().toEqualTypeOf<RunSummary>();
    expectTypeOf<RunHandle>().toExtend<AsyncIterable<RunEvent>>();
  });
  test("rows are typed by the training type's name", () => {
    expectTypeOf<TrainingTypeName>().toEqualTypeOf<
      "sft" | "dpo" | "ppo" | "grpo" | "rlhf" | "kto" | "orpo" | "chat" | "qa"
    >();
    expectTypeOf<RowOf<"sft">>().toEqualTypeOf<{ prompt: string; completion: string }>();
    expectTypeOf<RowOf<"grpo">["is_correct"]>().toEqualTypeOf<boolean>();
  });
  test("samples stream and exports report their files", () => {
    expectTypeOf<ReturnType<Assay["samples"]>>().toEqualTypeOf<AsyncIterable<Sample>>();
    expectTypeOf<Awaited<ReturnType<Assay["export"]>>>().toEqualTypeOf<ExportResult>();
  });
});
