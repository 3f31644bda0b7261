ALTER TABLE "annotations" ADD COLUMN "color" text DEFAULT 'yellow' NOT NULL;--> statement-breakpoint
CREATE INDEX "annotations_team_paper" ON "annotations" USING btree ("audience_team_id","paper_id");--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_color_known" CHECK ("annotations"."color" in ('yellow', 'green', 'blue', 'rose'));--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_color_of_passage" CHECK ("annotations"."color" = 'yellow' or "annotations"."start" is not null);