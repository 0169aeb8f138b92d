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
CREATE INDEX `evidence_sha256_index` ON `evidence` (`sha256`);