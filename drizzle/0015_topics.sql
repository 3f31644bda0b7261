ALTER TABLE "papers" ADD COLUMN "topics" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "topics_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- the settings of scores are kept under another name
DELETE FROM "installation" WHERE "key" = 'trending_tau_days';
