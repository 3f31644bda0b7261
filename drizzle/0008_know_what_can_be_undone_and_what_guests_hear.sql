ALTER TABLE "list_removals" ADD COLUMN "undoable" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "team_revision" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "team_removals" ADD COLUMN "undoable" boolean DEFAULT true NOT NULL;