CREATE TABLE "texts" (
	"sha256" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"key" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"status" bigint NOT NULL,
	"headers" json NOT NULL,
	"body_sha256" text NOT NULL,
	"fetched_at" text NOT NULL,
	"checked_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_dpo" (
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
	"chosen" text NOT NULL,
	"rejected" text NOT NULL,
	"chosen_rating" double precision NOT NULL,
	"rejected_rating" double precision NOT NULL,
	"rejection_reason" text NOT NULL,
	CONSTRAINT "synthetic_data_dpo_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_ppo" (
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
	"response" text NOT NULL,
	"reward" double precision NOT NULL,
	"reward_components" json NOT NULL,
	CONSTRAINT "synthetic_data_ppo_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_rlhf" (
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
	"response_a" text NOT NULL,
	"response_b" text NOT NULL,
	"preferred" text NOT NULL,
	"margin" double precision NOT NULL,
	"rationale" text NOT NULL,
	CONSTRAINT "synthetic_data_rlhf_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_kto" (
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
	"label" boolean NOT NULL,
	CONSTRAINT "synthetic_data_kto_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_orpo" (
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
	"chosen" text NOT NULL,
	"rejected" text NOT NULL,
	"chosen_rating" double precision NOT NULL,
	"rejected_rating" double precision NOT NULL,
	CONSTRAINT "synthetic_data_orpo_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_chat" (
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
	"messages" json NOT NULL,
	"tools" json,
	"patterns" json NOT NULL,
	CONSTRAINT "synthetic_data_chat_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "synthetic_data_qa" (
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
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"reasoning" text NOT NULL,
	"context" text,
	CONSTRAINT "synthetic_data_qa_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
ALTER TABLE "synthetic_data_grpo" ALTER COLUMN "code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "specs" ADD COLUMN "origin" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "layer" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "judgement" json;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_body_sha256_reference" FOREIGN KEY ("body_sha256") REFERENCES "public"."texts"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_dpo" ADD CONSTRAINT "synthetic_data_dpo_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_ppo" ADD CONSTRAINT "synthetic_data_ppo_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_rlhf" ADD CONSTRAINT "synthetic_data_rlhf_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_kto" ADD CONSTRAINT "synthetic_data_kto_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_orpo" ADD CONSTRAINT "synthetic_data_orpo_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_chat" ADD CONSTRAINT "synthetic_data_chat_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_data_qa" ADD CONSTRAINT "synthetic_data_qa_run_id_question_id_reference" FOREIGN KEY ("run_id","question_id") REFERENCES "public"."questions"("run_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "synthetic_data_dpo_run_id_item_index_id_index" ON "synthetic_data_dpo" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_dpo_id_index" ON "synthetic_data_dpo" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_ppo_run_id_item_index_id_index" ON "synthetic_data_ppo" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_ppo_id_index" ON "synthetic_data_ppo" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_rlhf_run_id_item_index_id_index" ON "synthetic_data_rlhf" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_rlhf_id_index" ON "synthetic_data_rlhf" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_kto_run_id_item_index_id_index" ON "synthetic_data_kto" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_kto_id_index" ON "synthetic_data_kto" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_orpo_run_id_item_index_id_index" ON "synthetic_data_orpo" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_orpo_id_index" ON "synthetic_data_orpo" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_chat_run_id_item_index_id_index" ON "synthetic_data_chat" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_chat_id_index" ON "synthetic_data_chat" USING btree ("id");--> statement-breakpoint
CREATE INDEX "synthetic_data_qa_run_id_item_index_id_index" ON "synthetic_data_qa" USING btree ("run_id","item_index","id");--> statement-breakpoint
CREATE INDEX "synthetic_data_qa_id_index" ON "synthetic_data_qa" USING btree ("id");--> statement-breakpoint
CREATE INDEX "evidence_sha256_index" ON "evidence" USING btree ("sha256");