CREATE TABLE `texts` (
	`sha256` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`key` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`status` integer NOT NULL,
	`headers` text NOT NULL,
	`body_sha256` text NOT NULL,
	`fetched_at` text NOT NULL,
	`checked_at` text NOT NULL,
	FOREIGN KEY (`body_sha256`) REFERENCES `texts`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `synthetic_data_dpo` (
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
	`chosen` text NOT NULL,
	`rejected` text NOT NULL,
	`chosen_rating` real NOT NULL,
	`rejected_rating` real NOT NULL,
	`rejection_reason` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_dpo_run_id_item_index_id_index` ON `synthetic_data_dpo` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_dpo_id_index` ON `synthetic_data_dpo` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_ppo` (
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
	`response` text NOT NULL,
	`reward` real NOT NULL,
	`reward_components` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_ppo_run_id_item_index_id_index` ON `synthetic_data_ppo` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_ppo_id_index` ON `synthetic_data_ppo` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_rlhf` (
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
	`response_a` text NOT NULL,
	`response_b` text NOT NULL,
	`preferred` text NOT NULL,
	`margin` real NOT NULL,
	`rationale` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_rlhf_run_id_item_index_id_index` ON `synthetic_data_rlhf` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_rlhf_id_index` ON `synthetic_data_rlhf` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_kto` (
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
	`label` integer NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_kto_run_id_item_index_id_index` ON `synthetic_data_kto` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_kto_id_index` ON `synthetic_data_kto` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_orpo` (
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
	`chosen` text NOT NULL,
	`rejected` text NOT NULL,
	`chosen_rating` real NOT NULL,
	`rejected_rating` real NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_orpo_run_id_item_index_id_index` ON `synthetic_data_orpo` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_orpo_id_index` ON `synthetic_data_orpo` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_chat` (
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
	`messages` text NOT NULL,
	`tools` text,
	`patterns` text NOT NULL,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_chat_run_id_item_index_id_index` ON `synthetic_data_chat` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_chat_id_index` ON `synthetic_data_chat` (`id`);--> statement-breakpoint
CREATE TABLE `synthetic_data_qa` (
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
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`reasoning` text NOT NULL,
	`context` text,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `synthetic_data_qa_run_id_item_index_id_index` ON `synthetic_data_qa` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_qa_id_index` ON `synthetic_data_qa` (`id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_synthetic_data_grpo` (
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
	`code` text,
	`predicted_answer` text NOT NULL,
	`ground_truth` text NOT NULL,
	`is_correct` integer NOT NULL,
	`completions` text,
	PRIMARY KEY(`run_id`, `id`),
	FOREIGN KEY (`run_id`,`question_id`) REFERENCES `questions`(`run_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_synthetic_data_grpo`("id", "run_id", "question_id", "item_index", "system_prompt", "topic", "sub_topic", "difficulty", "quality_score", "review_status", "sources", "licence", "provenance", "content_hash", "created_at", "prompt", "reasoning", "code", "predicted_answer", "ground_truth", "is_correct", "completions") SELECT "id", "run_id", "question_id", "item_index", "system_prompt", "topic", "sub_topic", "difficulty", "quality_score", "review_status", "sources", "licence", "provenance", "content_hash", "created_at", "prompt", "reasoning", "code", "predicted_answer", "ground_truth", "is_correct", "completions" FROM `synthetic_data_grpo`;--> statement-breakpoint
DROP TABLE `synthetic_data_grpo`;--> statement-breakpoint
ALTER TABLE `__new_synthetic_data_grpo` RENAME TO `synthetic_data_grpo`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `synthetic_data_grpo_run_id_item_index_id_index` ON `synthetic_data_grpo` (`run_id`,`item_index`,`id`);--> statement-breakpoint
CREATE INDEX `synthetic_data_grpo_id_index` ON `synthetic_data_grpo` (`id`);--> statement-breakpoint
ALTER TABLE `specs` ADD `origin` text;--> statement-breakpoint
ALTER TABLE `evidence` ADD `layer` text;--> statement-breakpoint
CREATE INDEX `evidence_sha256_index` ON `evidence` (`sha256`);--> statement-breakpoint
ALTER TABLE `reviews` ADD `judgement` text;