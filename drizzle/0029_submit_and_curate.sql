CREATE TABLE "removed_papers" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"feed_date" date NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"position" integer,
	"place" smallint,
	"reason" text NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "removed_papers_reason_length" CHECK (char_length("removed_papers"."reason") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "waiting_submissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"row" jsonb NOT NULL,
	"title" text NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"outcome" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "waiting_submissions_outcome_known" CHECK ("waiting_submissions"."outcome" in ('accepted', 'declined')),
	CONSTRAINT "waiting_submissions_decided_whole" CHECK (("waiting_submissions"."decided_at" is null) = ("waiting_submissions"."outcome" is null)),
	CONSTRAINT "waiting_submissions_reason_length" CHECK (char_length("waiting_submissions"."reason") <= 300 and ("waiting_submissions"."reason" <> '' or "waiting_submissions"."outcome" is distinct from 'declined'))
);
--> statement-breakpoint
CREATE TABLE "submission_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "submission_drafts_lines" CHECK (jsonb_array_length("submission_drafts"."lines") between 1 and 50)
);
--> statement-breakpoint
CREATE TABLE "proposal_supports" (
	"proposal_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_supports_proposal_id_user_id_pk" PRIMARY KEY("proposal_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "team_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"team_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"proposed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"printed_on" date,
	"printed_at" timestamp with time zone,
	"vetoed_at" timestamp with time zone,
	"vetoed_by" uuid,
	"veto_reason" text,
	CONSTRAINT "team_proposals_one_state" CHECK ("team_proposals"."printed_on" is null or "team_proposals"."vetoed_at" is null),
	CONSTRAINT "team_proposals_printed_whole" CHECK (("team_proposals"."printed_on" is null) = ("team_proposals"."printed_at" is null)),
	CONSTRAINT "team_proposals_vetoed_whole" CHECK (("team_proposals"."vetoed_at" is null) = ("team_proposals"."veto_reason" is null) and ("team_proposals"."vetoed_by" is null or "team_proposals"."vetoed_at" is not null)),
	CONSTRAINT "team_proposals_reason_length" CHECK (char_length("team_proposals"."veto_reason") between 1 and 300)
);
--> statement-breakpoint
ALTER TABLE "moderation_log" DROP CONSTRAINT "moderation_log_act_known";--> statement-breakpoint
ALTER TABLE "moderation_log" DROP CONSTRAINT "moderation_log_reason_length";--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_role_known";--> statement-breakpoint
DROP INDEX "submissions_submitted_by";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "place" smallint;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD COLUMN "feed_date" date;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "proposal_threshold" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "removed_papers" ADD CONSTRAINT "removed_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removed_papers" ADD CONSTRAINT "removed_papers_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_submissions" ADD CONSTRAINT "waiting_submissions_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD CONSTRAINT "submission_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_supports" ADD CONSTRAINT "proposal_supports_proposal_id_team_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."team_proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_supports" ADD CONSTRAINT "proposal_supports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_proposals" ADD CONSTRAINT "team_proposals_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_proposals" ADD CONSTRAINT "team_proposals_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_proposals" ADD CONSTRAINT "team_proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_proposals" ADD CONSTRAINT "team_proposals_vetoed_by_users_id_fk" FOREIGN KEY ("vetoed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "removed_papers_feed_date" ON "removed_papers" USING btree ("feed_date");--> statement-breakpoint
CREATE INDEX "removed_papers_submitted_by" ON "removed_papers" USING btree ("submitted_by");--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_submissions_open" ON "waiting_submissions" USING btree ("slug") WHERE "waiting_submissions"."outcome" is null;--> statement-breakpoint
CREATE INDEX "waiting_submissions_queue" ON "waiting_submissions" USING btree ("submitted_at","id") WHERE "waiting_submissions"."outcome" is null;--> statement-breakpoint
CREATE INDEX "waiting_submissions_submitted_by" ON "waiting_submissions" USING btree ("submitted_by","submitted_at");--> statement-breakpoint
CREATE INDEX "submission_drafts_user" ON "submission_drafts" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "submission_drafts_created" ON "submission_drafts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "proposal_supports_user" ON "proposal_supports" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_proposals_paper" ON "team_proposals" USING btree ("team_id","paper_id");--> statement-breakpoint
CREATE INDEX "team_proposals_newest" ON "team_proposals" USING btree ("team_id","created_at");--> statement-breakpoint
CREATE INDEX "team_proposals_printed" ON "team_proposals" USING btree ("team_id","printed_on") WHERE "team_proposals"."printed_on" is not null;--> statement-breakpoint
CREATE INDEX "team_proposals_of_paper" ON "team_proposals" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "team_proposals_proposer" ON "team_proposals" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "team_proposals_vetoer" ON "team_proposals" USING btree ("vetoed_by");--> statement-breakpoint
CREATE INDEX "submissions_submitted_by" ON "submissions" USING btree ("submitted_by","created_at");--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_place_positive" CHECK ("submissions"."place" > 0);--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_reasoned" CHECK ("moderation_log"."reason" <> '' or "moderation_log"."act" not in ('hide', 'restore', 'warn', 'remove', 'decline'));--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_act_known" CHECK ("moderation_log"."act" in ('hide', 'restore', 'warn', 'arrange', 'move', 'remove', 'readmit', 'accept', 'decline', 'fetch'));--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_reason_length" CHECK (char_length("moderation_log"."reason") <= 300);--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_proposal_threshold" CHECK ("teams"."proposal_threshold" between 1 and 20);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_role_known" CHECK ("users"."role" in ('reader', 'curator', 'administrator'));