ALTER TABLE "reports" DROP CONSTRAINT "reports_note";--> statement-breakpoint
ALTER TABLE "reports" DROP CONSTRAINT "reports_subject";--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "note_id" uuid;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "paper_id" integer;--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_note_id_annotations_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."annotations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open_note" ON "reports" USING btree ("note_id","reporter_id") WHERE "reports"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open_subject" ON "reports" USING btree ("subject_id","reporter_id") WHERE "reports"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "reports_note" ON "reports" USING btree ("note_id");--> statement-breakpoint
CREATE INDEX "reports_subject" ON "reports" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "warnings_note" ON "warnings" USING btree ("note_id");--> statement-breakpoint
CREATE INDEX "warnings_paper" ON "warnings" USING btree ("paper_id");--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_about_known" CHECK ("warnings"."about" in ('note', 'name'));--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_about_note" CHECK ("warnings"."about" is not distinct from 'note' or num_nonnulls("warnings"."note_id", "warnings"."paper_id") = 0);