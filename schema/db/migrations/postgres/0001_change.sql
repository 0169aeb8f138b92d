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
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_body_sha256_reference" FOREIGN KEY ("body_sha256") REFERENCES "public"."texts"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_sha256_index" ON "evidence" USING btree ("sha256");