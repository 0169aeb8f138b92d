CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"request" text NOT NULL,
	"seed" bigint NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"config" json NOT NULL,
	"owner" text NOT NULL,
	"created_at" text NOT NULL,
	"updated_at" text NOT NULL,
	"spend_usd" double precision NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"duration_ms" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specs" (
	"run_id" text PRIMARY KEY NOT NULL,
	"request" text NOT NULL,
	"training_type" text NOT NULL,
	"count" bigint NOT NULL,
	"domain" text NOT NULL,
	"sub_topics" json NOT NULL,
	"difficulty" json NOT NULL,
	"language" text NOT NULL,
	"constraints" json NOT NULL,
	"assumptions" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"run_id" text PRIMARY KEY NOT NULL,
	"cells" json NOT NULL,
	"research_plan" text NOT NULL,
	"execution_plan" text NOT NULL,
	"sources" json NOT NULL,
	"models" json NOT NULL,
	"quote" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"run_id" text NOT NULL,
	"id" text NOT NULL,
	"item_index" bigint NOT NULL,
	"cell" text NOT NULL,
	"topic" text NOT NULL,
	"sub_topic" text NOT NULL,
	"difficulty" text NOT NULL,
	"text" text NOT NULL,
	"origin" text,
	"status" text NOT NULL,
	"ground_truth_context" text,
	"synthesized_context" json,
	"context_sources" json NOT NULL,
	CONSTRAINT "questions_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"document_id" text NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"authors" json NOT NULL,
	"published" text,
	"accessed" text NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"start" bigint NOT NULL,
	"end" bigint NOT NULL,
	"document_sha256" text NOT NULL,
	"licence" json NOT NULL,
	"attribution" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "receipts_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text NOT NULL,
	"item" text NOT NULL,
	"stage" text NOT NULL,
	"attempt" bigint NOT NULL,
	"id" text NOT NULL,
	"purpose" text NOT NULL,
	"language" text NOT NULL,
	"code" text NOT NULL,
	"code_sha256" text NOT NULL,
	"executor" text NOT NULL,
	"tier" bigint NOT NULL,
	"interpreter" text NOT NULL,
	"limits" json NOT NULL,
	"seed" bigint NOT NULL,
	"status" text NOT NULL,
	"exit_code" bigint,
	"stdout" text NOT NULL,
	"stdout_sha256" text NOT NULL,
	"stderr_sha256" text NOT NULL,
	"duration_ms" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text NOT NULL,
	"item" text NOT NULL,
	"question_id" text NOT NULL,
	"verdict" text NOT NULL,
	"quality_score" double precision NOT NULL,
	"checks" json NOT NULL,
	"scores" json NOT NULL,
	"feedback" text NOT NULL,
	"attempt" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stage_results" (
	"run_id" text NOT NULL,
	"item" text NOT NULL,
	"stage" text NOT NULL,
	"attempt" bigint NOT NULL,
	"position" bigint NOT NULL,
	"item_index" bigint,
	"verdict" text,
	"output" json,
	CONSTRAINT "stage_results_run_id_item_stage_attempt_pk" PRIMARY KEY("run_id","item","stage","attempt")
);
--> statement-breakpoint
CREATE TABLE "llm_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"item" text NOT NULL,
	"stage" text NOT NULL,
	"attempt" bigint NOT NULL,
	"agent" text NOT NULL,
	"model_id" text NOT NULL,
	"request_hash" text NOT NULL,
	"prompt_sha256" text NOT NULL,
	"state" text NOT NULL,
	"usd" double precision NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"reply" json,
	"error" text,
	"cached" boolean NOT NULL,
	"started_at" text NOT NULL,
	"ended_at" text
);
--> statement-breakpoint
CREATE TABLE "quotas" (
	"key" text PRIMARY KEY NOT NULL,
	"rate" double precision NOT NULL,
	"burst" double precision NOT NULL,
	"arrival" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"run_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" text NOT NULL,
	"type" text NOT NULL,
	"body" json NOT NULL,
	CONSTRAINT "events_run_id_sequence_pk" PRIMARY KEY("run_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"format" text NOT NULL,
	"path" text NOT NULL,
	"rows" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_sft" (
	"id" text NOT NULL,
	"run_id" text NOT NULL,
	"question_id" text NOT NULL,
	"item_index" bigint NOT NULL,
	"system_prompt" text,
	"topic" text NOT NULL,
	"sub_topic" text NOT NULL,
	"difficulty" text NOT NULL,
	"quality_score" double precision NOT NULL,
	"review_status" text NOT NULL,
	"sources" json NOT NULL,
	"licence" text NOT NULL,
	"provenance" json NOT NULL,
	"content_hash" text NOT NULL,
	"created_at" text NOT NULL,
	"prompt" text NOT NULL,
	"completion" text NOT NULL,
	CONSTRAINT "synthetic_data_sft_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_grpo" (
	"id" text NOT NULL,
	"run_id" text NOT NULL,
	"question_id" text NOT NULL,
	"item_index" bigint NOT NULL,
	"system_prompt" text,
	"topic" text NOT NULL,
	"sub_topic" text NOT NULL,
	"difficulty" text NOT NULL,
	"quality_score" double precision NOT NULL,
	"review_status" text NOT NULL,
	"sources" json NOT NULL,
	"licence" text NOT NULL,
	"provenance" json NOT NULL,
	"content_hash" text NOT NULL,
	"created_at" text NOT NULL,
	"prompt" text NOT NULL,
	"reasoning" text NOT NULL,
	"code" text NOT NULL,
	"predicted_answer" text NOT NULL,
	"ground_truth" text NOT NULL,
	"is_correct" boolean NOT NULL,
	"completions" json,
	CONSTRAINT "synthetic_data_grpo_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
ALTER TABLE "specs" ADD CONSTRAINT "specs_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_run_id_reference" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_sft" ADD CONSTRAINT "synthetic_data_sft_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_grpo" ADD CONSTRAINT "synthetic_data_grpo_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_created_at_index" ON "runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "questions_run_id_item_index_index" ON "questions" USING btree ("run_id","item_index");--> statement-breakpoint
CREATE INDEX "receipts_run_id_item_index" ON "receipts" USING btree ("run_id","item");--> statement-breakpoint
CREATE INDEX "reviews_run_id_item_index" ON "reviews" USING btree ("run_id","item");--> statement-breakpoint
CREATE INDEX "stage_results_run_id_stage_item_index_index" ON "stage_results" USING btree ("run_id","stage","item_index");--> statement-breakpoint
CREATE INDEX "stage_results_run_id_verdict_index" ON "stage_results" USING btree ("run_id","verdict");--> statement-breakpoint
CREATE INDEX "llm_calls_request_hash_state_index" ON "llm_calls" USING btree ("request_hash","state");--> statement-breakpoint
CREATE INDEX "llm_calls_run_id_item_index" ON "llm_calls" USING btree ("run_id","item");--> statement-breakpoint
CREATE INDEX "exports_run_id_index" ON "exports" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "synthetic_data_sft_run_id_item_index_id_index" ON "synthetic_data_sft" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_sft_id_index" ON "synthetic_data_sft" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_grpo_run_id_item_index_id_index" ON "synthetic_data_grpo" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_grpo_id_index" ON "synthetic_data_grpo" USING btree ("id");