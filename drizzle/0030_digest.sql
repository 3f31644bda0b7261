CREATE TABLE "digest_issues" (
	"subscription_id" uuid NOT NULL,
	"day" date NOT NULL,
	"mail_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "digest_issues_subscription_id_day_pk" PRIMARY KEY("subscription_id","day"),
	CONSTRAINT "digest_issues_state" CHECK ("digest_issues"."state" in ('queued', 'sent', 'empty', 'late', 'refused', 'ended') and ("digest_issues"."ended_at" is null) = ("digest_issues"."state" = 'queued'))
);
--> statement-breakpoint
CREATE TABLE "digest_papers" (
	"subscription_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "digest_papers_subscription_id_paper_id_pk" PRIMARY KEY("subscription_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "digest_subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"user_id" uuid,
	"claimed_by" uuid,
	"state" text NOT NULL,
	"ended_for" text,
	"asked_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"cadence" text DEFAULT 'daily' NOT NULL,
	"weekdays" smallint[] DEFAULT '{1,2,3,4,5}'::smallint[] NOT NULL,
	"hour" smallint DEFAULT 7 NOT NULL,
	"zone" text NOT NULL,
	"contents" text[] DEFAULT '{edition,topics,teams,notes}'::text[] NOT NULL,
	"length" smallint DEFAULT 10 NOT NULL,
	"bounces" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "digest_subscriptions_state" CHECK ("digest_subscriptions"."state" in ('pending', 'active', 'ended')),
	CONSTRAINT "digest_subscriptions_due" CHECK (("digest_subscriptions"."due_at" is not null) = ("digest_subscriptions"."state" = 'active')),
	CONSTRAINT "digest_subscriptions_ended" CHECK (("digest_subscriptions"."ended_for" is not null) = ("digest_subscriptions"."state" = 'ended') and ("digest_subscriptions"."ended_at" is not null) = ("digest_subscriptions"."state" = 'ended') and "digest_subscriptions"."ended_for" in ('reader', 'bounces', 'complaint')),
	CONSTRAINT "digest_subscriptions_cadence" CHECK ("digest_subscriptions"."cadence" in ('daily', 'weekly') and "digest_subscriptions"."weekdays" <@ '{0,1,2,3,4,5,6}'::smallint[] and cardinality("digest_subscriptions"."weekdays") between 1 and case "digest_subscriptions"."cadence" when 'weekly' then 1 else 7 end),
	CONSTRAINT "digest_subscriptions_hour" CHECK ("digest_subscriptions"."hour" between 0 and 23),
	CONSTRAINT "digest_subscriptions_zone" CHECK (char_length("digest_subscriptions"."zone") between 1 and 64),
	CONSTRAINT "digest_subscriptions_contents" CHECK ("digest_subscriptions"."contents" <@ '{edition,topics,teams,notes}'::text[] and cardinality("digest_subscriptions"."contents") between 1 and 4),
	CONSTRAINT "digest_subscriptions_length" CHECK ("digest_subscriptions"."length" between 1 and 20),
	CONSTRAINT "digest_subscriptions_email_length" CHECK (char_length("digest_subscriptions"."email") between 3 and 254)
);
--> statement-breakpoint
CREATE TABLE "kept_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "kept_mail_length" CHECK (char_length("kept_mail"."sealed") <= 400000)
);
--> statement-breakpoint
ALTER TABLE "digest_issues" ADD CONSTRAINT "digest_issues_subscription_id_digest_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."digest_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_papers" ADD CONSTRAINT "digest_papers_subscription_id_digest_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."digest_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_papers" ADD CONSTRAINT "digest_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_subscriptions" ADD CONSTRAINT "digest_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_subscriptions" ADD CONSTRAINT "digest_subscriptions_claimed_by_users_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digest_issues_created" ON "digest_issues" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "digest_papers_paper" ON "digest_papers" USING btree ("paper_id");--> statement-breakpoint
CREATE UNIQUE INDEX "digest_subscriptions_email" ON "digest_subscriptions" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "digest_subscriptions_user" ON "digest_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "digest_subscriptions_claimed_by" ON "digest_subscriptions" USING btree ("claimed_by");--> statement-breakpoint
CREATE INDEX "digest_subscriptions_due" ON "digest_subscriptions" USING btree ("due_at") WHERE "digest_subscriptions"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "digest_subscriptions_not_active" ON "digest_subscriptions" USING btree ("state","id") WHERE "digest_subscriptions"."state" <> 'active';--> statement-breakpoint
CREATE INDEX "kept_mail_at" ON "kept_mail" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);