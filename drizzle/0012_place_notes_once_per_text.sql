-- A passage of no words is none. Notes with words of their own become comments; a highlight goes, unless
-- it has replies, which then stand below a deleted note.
UPDATE "annotations" SET
  "start" = null, "end" = null, "exact" = null, "prefix" = null, "suffix" = null, "text_hash" = null,
  "deleted_at" = CASE WHEN "body" = '' THEN coalesce("deleted_at", now()) ELSE "deleted_at" END,
  "body" = CASE WHEN "body" = '' THEN '…' ELSE "body" END
WHERE "exact" = '' AND ("body" <> '' OR EXISTS (SELECT FROM "annotations" AS "reply" WHERE "reply"."parent_id" = "annotations"."id"));--> statement-breakpoint
DELETE FROM "annotations" WHERE "exact" = '';--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "placed_hash" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "placed_start" integer;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "placed_end" integer;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_exact_present" CHECK ("annotations"."exact" <> '');--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_placed_whole" CHECK (num_nulls("annotations"."placed_start", "annotations"."placed_end") <> 1 and ("annotations"."placed_start" is null or "annotations"."placed_hash" is not null) and ("annotations"."placed_hash" is null or "annotations"."start" is not null));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_placed_ordered" CHECK ("annotations"."placed_start" >= 0 and "annotations"."placed_end" > "annotations"."placed_start");