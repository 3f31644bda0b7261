CREATE TABLE "moderation_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"paper_id" integer,
	"reason" text NOT NULL,
	CONSTRAINT "moderation_log_act_known" CHECK ("moderation_log"."act" in ('hide', 'restore', 'warn')),
	CONSTRAINT "moderation_log_reason_length" CHECK (char_length("moderation_log"."reason") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reporter_id" uuid NOT NULL,
	"note_id" uuid,
	"subject_id" uuid,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "reports_note" UNIQUE("note_id","reporter_id"),
	CONSTRAINT "reports_subject" UNIQUE("subject_id","reporter_id"),
	CONSTRAINT "reports_of_one" CHECK (num_nulls("reports"."note_id", "reports"."subject_id") = 1),
	CONSTRAINT "reports_outcome_known" CHECK ("reports"."outcome" in ('hidden', 'dismissed', 'warned')),
	CONSTRAINT "reports_closed_whole" CHECK (("reports"."closed_at" is null) = ("reports"."outcome" is null)),
	CONSTRAINT "reports_reason_length" CHECK (char_length("reports"."reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "warnings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "warnings_reason_length" CHECK (char_length("warnings"."reason") between 1 and 300)
);
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_reason" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "is_warned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_note_id_annotations_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."annotations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moderation_log_paper" ON "moderation_log" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "reports_reporter" ON "reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("created_at","id") WHERE "reports"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "warnings_user" ON "warnings" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "annotations_moderated" ON "annotations" USING btree ("hidden_at","id") WHERE "annotations"."hidden_reason" is not null;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_hidden_reason" CHECK ("annotations"."hidden_reason" is null or ("annotations"."hidden_at" is not null and char_length("annotations"."hidden_reason") between 1 and 300));