CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`seed` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`config` text NOT NULL,
	`owner` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`spend_usd` real NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`duration_ms` real NOT NULL
);
--> statement-breakpoint
CREATE INDEX `runs_created_at_index` ON `runs` (`created_at`);--> statement-breakpoint
CREATE TABLE `specs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`training_type` text NOT NULL,
	`count` integer NOT NULL,
	`domain` text NOT NULL,
	`sub_topics` text NOT NULL,
	`difficulty` text NOT NULL,
	`language` text NOT NULL,
	`constraints` text NOT NULL,
	`assumptions` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plans` (
	`run_id` text PRIMARY KEY NOT NULL,
	`cells` text NOT NULL,
	`research_plan` text NOT NULL,
	`execution_plan` text NOT NULL,
	`sources` text NOT NULL,
	`models` text NOT NULL,
	`quote` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `questions` (
	`run_id` text NOT NULL,
	`id` text NOT NULL,
	`item_index` integer NOT NULL,
	`cell` text NOT NULL,
	`topic` text NOT NULL,
	`sub_topic` text NOT NULL,
	`difficulty` text NOT NULL,
	`text` text NOT NULL,
	`origin` text,
	`status` text NOT NULL,
	`ground_truth_context` text,
	`synthesized_context` text,
	`context_sources` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `questions_run_id_item_index_index` ON `questions` (`run_id`,`item_index`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`document_id` text NOT NULL,
	`url` text NOT NULL,
	`title` text NOT NULL,
	`authors` text NOT NULL,
	`published` text,
	`accessed` text NOT NULL,
	`text` text NOT NULL,
	`sha256` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`document_sha256` text NOT NULL,
	`licence` text NOT NULL,
	`attribution` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `receipts` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`item` text NOT NULL,
	`stage` text NOT NULL,
	`attempt` integer NOT NULL,
	`id` text NOT NULL,
	`purpose` text NOT NULL,
	`language` text NOT NULL,
	`code` text NOT NULL,
	`code_sha256` text NOT NULL,
	`executor` text NOT NULL,
	`tier` integer NOT NULL,
	`interpreter` text NOT NULL,
	`limits` text NOT NULL,
	`seed` integer NOT NULL,
	`status` text NOT NULL,
	`exit_code` integer,
	`stdout` text NOT NULL,
	`stdout_sha256` text NOT NULL,
	`stderr_sha256` text NOT NULL,
	`duration_ms` real NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `receipts_run_id_item_index` ON `receipts` (`run_id`,`item`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`item` text NOT NULL,
	`question_id` text NOT NULL,
	`verdict` text NOT NULL,
	`quality_score` real NOT NULL,
	`checks` text NOT NULL,
	`scores` text NOT NULL,
	`feedback` text NOT NULL,
	`attempt` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reviews_run_id_item_index` ON `reviews` (`run_id`,`item`);--> statement-breakpoint
CREATE TABLE `stage_results` (
	`run_id` text NOT NULL,
	`item` text NOT NULL,
	`stage` text NOT NULL,
	`attempt` integer NOT NULL,
	`position` integer NOT NULL,
	`item_index` integer,
	`verdict` text,
	`output` text,
	PRIMARY KEY(`run_id`, `item`, `stage`, `attempt`)
);
--> statement-breakpoint
CREATE INDEX `stage_results_run_id_stage_item_index_index` ON `stage_results` (`run_id`,`stage`,`item_index`);--> statement-breakpoint
CREATE INDEX `stage_results_run_id_verdict_index` ON `stage_results` (`run_id`,`verdict`);--> statement-breakpoint
CREATE TABLE `llm_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`item` text NOT NULL,
	`stage` text NOT NULL,
	`attempt` integer NOT NULL,
	`agent` text NOT NULL,
	`model_id` text NOT NULL,
	`request_hash` text NOT NULL,
	`prompt_sha256` text NOT NULL,
	`state` text NOT NULL,
	`usd` real NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`reply` text,
	`error` text,
	`cached` integer NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE INDEX `llm_calls_request_hash_state_index` ON `llm_calls` (`request_hash`,`state`);--> statement-breakpoint
CREATE INDEX `llm_calls_run_id_item_index` ON `llm_calls` (`run_id`,`item`);--> statement-breakpoint
CREATE TABLE `quotas` (
	`key` text PRIMARY KEY NOT NULL,
	`rate` real NOT NULL,
	`burst` real NOT NULL,
	`arrival` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`run_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`run_id`, `sequence`)
);
--> statement-breakpoint
CREATE TABLE `exports` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`format` text NOT NULL,
	`path` text NOT NULL,
	`rows` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exports_run_id_index` ON `exports` (`run_id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_sft` (
	`id` text NOT NULL,
	`run_id` text NOT NULL,
	`question_id` text NOT NULL,
	`item_index` integer NOT NULL,
	`system_prompt` text,
	`topic` text NOT NULL,
	`sub_topic` text NOT NULL,
	`difficulty` text NOT NULL,
	`quality_score` real NOT NULL,
	`review_status` text NOT NULL,
	`sources` text NOT NULL,
	`licence` text NOT NULL,
	`provenance` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`prompt` text NOT NULL,
	`completion` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_sft_run_id_item_index_id_index` ON `synthetic_data_sft` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_sft_id_index` ON `synthetic_data_sft` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_grpo` (
	`id` text NOT NULL,
	`run_id` text NOT NULL,
	`question_id` text NOT NULL,
	`item_index` integer NOT NULL,
	`system_prompt` text,
	`topic` text NOT NULL,
	`sub_topic` text NOT NULL,
	`difficulty` text NOT NULL,
	`quality_score` real NOT NULL,
	`review_status` text NOT NULL,
	`sources` text NOT NULL,
	`licence` text NOT NULL,
	`provenance` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`prompt` text NOT NULL,
	`reasoning` text NOT NULL,
	`code` text NOT NULL,
	`predicted_answer` text NOT NULL,
	`ground_truth` text NOT NULL,
	`is_correct` integer NOT NULL,
	`completions` text,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_grpo_run_id_item_index_id_index` ON `synthetic_data_grpo` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_grpo_id_index` ON `synthetic_data_grpo` (`id`);